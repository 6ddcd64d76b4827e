import type { Role, TechnologyUse } from '../model/component.ts';
import type { Image } from '../model/image.ts';
import { storeKinds } from '../model/technology.ts';
import type { Sign } from '../model/project.ts';
import { roleOfPlace, toolPlace } from './places.ts';

/** All that says what a component is for. */
export interface RoleEvidence {
  /** From the repository's root, `.` for the root. */
  readonly path: string;
  readonly signs: readonly Sign[];
  readonly technologies: readonly TechnologyUse[];
  readonly images: readonly Image[];
  /** It holds nothing but manifests of what is deployed. */
  readonly deploys: boolean;
  /** `.gitattributes` calls it documentation. */
  readonly documentation: boolean;
  /** Other components of the repository are built with it. */
  readonly used: boolean;
  /** Whether a place among examples makes it one: not where there is nothing else. */
  readonly examples: boolean;
}

interface Verdict {
  readonly role: Role;
  /** Most telling first. */
  readonly reasons: string[];
}

/**
 * What a component is for. The place decides first; then what its manifests, images and frameworks say. A program alone is no service: it must
 * serve something, talk to a database or a broker, or be built into an image.
 */
export function roleOf(evidence: RoleEvidence): Verdict {
  const { path, signs, technologies, images, deploys, documentation, used, examples } = evidence;
  const place = roleOfPlace(path, examples);
  if (place) return { role: place.role, reasons: [place.reason] };
  if (documentation && examples) return { role: 'example', reasons: ['is documentation, says .gitattributes'] };
  const said = (role: Sign['for']): string[] => [
    ...new Set(signs.filter((sign) => sign.for === role).map((sign) => sign.reason)),
  ];
  for (const role of ['template', 'test', 'example'] as const)
    if (said(role).length > 0) return { role, reasons: said(role) };
  const sure = signs.filter((sign) => sign.sure === true && sign.for === 'frontend');
  if (sure.length > 0) return { role: 'frontend', reasons: sure.map(({ reason }) => reason) };

  const [frontend, library, service, program] = [said('frontend'), said('library'), said('service'), said('program')];
  const built = images.filter((image) => image.role === 'service');
  const imaged = built.length > 0 ? ['has an image of its own'] : [];
  const started = service.length + program.length + built.length > 0;
  const serving = technologies.filter((use) => serves(use, started, library.length > 0));
  const uses = serving.filter(({ layer }) => !layer).map(({ technology }) => `uses ${technology.name}`);
  const tool = built.length === 0 ? toolPlace(path) : undefined;
  if (tool !== undefined)
    return { role: 'library', reasons: [...library, `lies in ${tool}/, for those who work on it`] };

  const pages = built.length > 0 && built.every(isWebServer);
  if (serving.length > 0 && (started || library.length === 0)) {
    if (used && !started) return { role: 'library', reasons: ['other components are built with it', ...uses] };
    // Pages take the types of what they call from the very package that serves it.
    const called = started ? [] : ['rpc'];
    const rendered = serving.every(({ technology: { category } }) => ['ssr', ...called].includes(category ?? ''));
    if (rendered && frontend.length > 0 && (built.length === 0 || pages) && !technologies.some(isStore))
      return { role: 'frontend', reasons: [...frontend, ...uses] };
    return { role: 'service', reasons: [...service, ...imaged, ...program, ...uses] };
  }
  // What others are built with may show pages, too.
  if (library.length > 0 && built.length === 0 && (used || serving.length > 0))
    return { role: 'library', reasons: library };
  if (frontend.length > 0) return { role: 'frontend', reasons: frontend };
  if (library.length > 0 && built.length === 0) return { role: 'library', reasons: library };
  if (pages && technologies.some(({ technology: { id } }) => id === 'javascript' || id === 'typescript'))
    return { role: 'frontend', reasons: [`its image serves files with ${built[0]?.base?.text ?? 'a web server'}`] };
  if (built.length > 0) return { role: 'service', reasons: [...imaged, ...service, ...program] };
  if (service.length > 0) return { role: 'service', reasons: service };
  if (deploys) return { role: 'service', reasons: ['holds the manifests of what is deployed'] };
  if (program.length === 0) {
    const tools = said('tool');
    return { role: 'library', reasons: tools.length > 0 ? tools : ['nothing says that it is started as a service'] };
  }
  const stores = technologies.filter(isStore).map(({ technology }) => `uses ${technology.name}`);
  if (stores.length > 0 && !used) return { role: 'service', reasons: [...program, ...stores] };
  return { role: 'library', reasons: [...program, 'nothing says that it serves'] };
}

/** A framework or server that answers requests of this component. Merely likely ones count where something is started that is no library. */
function serves({ technology, strength }: TechnologyUse, started: boolean, library: boolean): boolean {
  if ((technology.kind !== 'framework' && technology.kind !== 'server') || technology.category === 'proxy')
    return false;
  return strength === 'strong' || (strength === 'medium' && started && !library);
}

/** What it keeps elsewhere: tools work on files, and on databases that are files. */
function isStore({ technology: { kind, id }, strength }: TechnologyUse): boolean {
  return strength === 'strong' && storeKinds.has(kind) && id !== 'sqlite';
}

/** The image stands on a web server that hands out files. */
function isWebServer({ base }: Image): boolean {
  return (
    base !== undefined &&
    /(?:^|\/)(?:nginx(?:-unprivileged)?|httpd|caddy|static-web-server|lighttpd)$/.test(base.repository)
  );
}
