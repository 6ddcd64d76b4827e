import type { Role, TechnologyUse } from '../model/component.ts';
import type { Sign } from '../model/project.ts';

/** What the directories of a path say, part by part. Docs and benchmarks are examples of use, not what is deployed. */
const places: readonly { role: Role; names: RegExp }[] = [
  {
    role: 'template',
    names: /\{\{|\{%|^(?:cookiecutter-.*|templates?|skeletons?|scaffold(?:ing|s)?|boilerplates?|archetype-resources)$/i,
  },
  {
    role: 'test',
    names:
      /^(?:tests?|specs?|e2e|__tests__|__fixtures__|fixtures?|testdata|test-data|testing|it|integration[-_]?tests?|.*[-_.](?:tests?|e2e|spec|fixtures)|.*\.?(?:Unit|Integration|Functional|Acceptance)?Tests?|mocks?|__mocks__)$/,
  },
  {
    role: 'example',
    names:
      /^(?:examples?|samples?|demos?|docs?|documentation|website|tutorials?|quickstarts?|bench(?:es|marks?|marking)?|playgrounds?|sandbox(?:es)?|recipes|showcases?|.*[-_](?:examples?|samples?|demos?|benchmarks?|playground))$/i,
  },
];

/** The role that the place of a directory speaks for, with the part of the path that does. */
export function roleOfPlace(path: string): { role: Role; reason: string } | undefined {
  for (const { role, names } of places) {
    const part = path.split('/').find((name) => names.test(name));
    if (part !== undefined && path !== '.') return { role, reason: `lies in ${part}/` };
  }
  return undefined;
}

/**
 * What a component is for. The place decides first; then what its manifests, images and frameworks say.
 * Returns the reasons too, most telling first.
 */
export function roleOf(
  path: string,
  signs: readonly Sign[],
  technologies: readonly TechnologyUse[],
  hasImage: boolean,
): { role: Role; reasons: string[] } {
  const place = roleOfPlace(path);
  if (place) return { role: place.role, reasons: [place.reason] };
  const said = (role: Sign['for']): string[] => signs.filter((sign) => sign.for === role).map((sign) => sign.reason);
  for (const role of ['template', 'test', 'example'] as const)
    if (said(role).length > 0) return { role, reasons: said(role) };
  const frameworks = technologies.filter(
    (use) => (use.technology.kind === 'framework' || use.technology.kind === 'server') && use.strength === 'strong',
  );
  const serves = frameworks.map((use) => `uses ${use.technology.name}`);
  const frontend = said('frontend');
  const library = said('library');
  const service = said('service');
  if (serves.length > 0 && (service.length > 0 || hasImage || library.length === 0)) {
    return { role: 'service', reasons: [...service, ...(hasImage ? ['has an image of its own'] : []), ...serves] };
  }
  if (frontend.length > 0 && serves.length === 0) return { role: 'frontend', reasons: frontend };
  if (library.length > 0 && !hasImage) return { role: 'library', reasons: library };
  if (hasImage) return { role: 'service', reasons: ['has an image of its own', ...service] };
  if (service.length > 0) return { role: 'service', reasons: service };
  return { role: 'library', reasons: ['nothing says that it is started as a service'] };
}
