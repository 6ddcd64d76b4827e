import type { Image } from '../model/image.ts';
import type { ImageReference } from '../model/dockerfile.ts';
import type { Location } from '../model/location.ts';
import type { Technology } from '../model/technology.ts';
import type { Workload } from '../model/workload.ts';
import { parseImageReference } from '../read/image-reference.ts';
import { commandNameOf } from '../read/shell-prefixes.ts';
import type { TechnologyIndex } from './technology-index.ts';
import type { Claim } from './technologies.ts';

const known = new WeakMap<readonly Technology[], Map<string, Technology[]>>();

/** What an image runs, and the version that its tag tells: `postgres:16.4-alpine` is PostgreSQL 16.4. */
export interface Service {
  readonly technology: Technology;
  readonly version?: string;
}

/** The technology whose image this is, however the reference is spelt: with registry and `library/` or without, with tag or digest. */
export function serviceOf(image: string, technologies: readonly Technology[]): Service | undefined {
  const reference = parseImageReference(image);
  const found =
    reference &&
    byName(technologies)
      .get(nameOf(reference))
      ?.find(({ kind, category }) => runs(kind) && category !== 'operating-system');
  if (reference === undefined || found === undefined) return undefined;
  const version = versionOf(reference.tag);
  return { technology: found, ...(version !== undefined && { version }) };
}

/** The services that compose files and Kubernetes manifests run beside a component. Images that are built here are no services of others. */
export function workloadClaims(workloads: readonly Workload[], technologies: readonly Technology[]): Claim[] {
  return workloads.flatMap(({ image, places, at, name, kind, build }): Claim[] => {
    const service = image === undefined || build !== undefined ? undefined : serviceOf(image, technologies);
    if (service === undefined) return [];
    const claim = claimOf(service, places.image ?? at, `the ${kind} service ${name} runs ${image ?? ''}`);
    return [service.technology.kind === 'framework' ? { ...claim, strength: 'medium' } : claim];
  });
}

/** What a component's own images stand on, if that is more than a language or a system: WordPress, nginx, Tomcat. */
export function imageClaims(images: readonly Image[], technologies: readonly Technology[]): Claim[] {
  return images.flatMap(({ base, role, at }): Claim[] => {
    const service = base === undefined || role !== 'service' ? undefined : serviceOf(base.text, technologies);
    return service ? [claimOf(service, at, `the image stands on ${base?.text ?? ''}`)] : [];
  });
}

/** The servers that a component's own images start: not every one is among its dependencies, some are installed in the Dockerfile. */
export function processClaims(images: readonly Image[], index: TechnologyIndex): Claim[] {
  return images.flatMap(({ process, role, command, at }): Claim[] => {
    const name = role === 'service' ? commandNameOf(process[0] ?? '') : '';
    return index
      .provenBy(`tool:${name}`)
      .filter(({ kind }) => kind === 'server')
      .map((technology) => ({
        technology,
        strength: 'medium',
        at: command?.at ?? at,
        reason: `its image starts ${name}`,
      }));
  });
}

/** Where a proxy or a web server stands in front, what is behind it may well be a mere page: it does not make a service of it. */
function claimOf({ technology, version }: Service, at: Location, reason: string): Claim {
  const strength = technology.kind === 'server' ? 'medium' : 'strong';
  return { technology, strength, ...(version !== undefined && { declared: version }), at, reason };
}

/** Languages and runtimes are claimed with the images of the component, by the facts of their base images. */
function runs(kind: Technology['kind']): boolean {
  return kind !== 'language' && kind !== 'runtime' && kind !== 'trait';
}

function byName(technologies: readonly Technology[]): Map<string, Technology[]> {
  let names = known.get(technologies);
  if (names === undefined) {
    names = new Map();
    for (const technology of technologies) {
      for (const image of technology.images) {
        const reference = parseImageReference(image);
        const name = reference ? nameOf(reference) : image;
        names.set(name, [...(names.get(name) ?? []), technology]);
      }
    }
    known.set(technologies, names);
  }
  return names;
}

function nameOf({ registry, repository }: ImageReference): string {
  return registry === undefined ? repository : `${registry}/${repository}`;
}

/** The number that a tag begins with: `16-alpine`, `v1.2.3`, `7.2-rc1`. */
function versionOf(tag: string | undefined): string | undefined {
  return /^v?(\d+(?:\.\d+){0,3}(?:-(?:alpha|beta|rc|m|preview)[.-]?\d*)?)(?:$|[-_+.])/i.exec(tag ?? '')?.[1];
}
