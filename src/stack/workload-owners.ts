import type { Image } from '../model/image.ts';
import type { Reading } from '../model/reading.ts';
import type { Workload } from '../model/workload.ts';
import { directoryOf, fileNameOf } from '../read/directory.ts';
import { addTo } from '../read/lazily.ts';
import type { Readings } from './readings.ts';

/** The component whose image a workload runs; undefined if that is not of this repository. */
export type RunsComponent = (workload: Workload) => string | undefined;

/**
 * Tells by what a workload builds, by the names that compose, CI, bake and Skaffold give to images, and by the names of directories and projects:
 * `registry/shop/cart:1` runs `services/cart`.
 */
export function runsComponent(
  directories: readonly string[],
  readings: Readings,
  images: ReadonlyMap<string, readonly Image[]>,
  ownerOf: (directory: string) => string | undefined,
): RunsComponent {
  const byDockerfile = new Map<string, string>();
  for (const [directory, built] of images)
    for (const { dockerfile } of built) byDockerfile.set(dockerfile.path, directory);
  const builtBy = (build: { context?: string; dockerfile?: string }): string | undefined =>
    byDockerfile.get(build.dockerfile ?? '') ?? (build.context === undefined ? undefined : ownerOf(build.context));
  const named = new Map<string, string>();
  for (const [name, build] of readings.all.flatMap(namesGiven)) {
    const directory = builtBy(build);
    if (directory !== undefined && !named.has(name)) named.set(name, directory);
  }
  // Compose files of one directory are laid over one another: what one of them builds, another one runs.
  const overlaid = new Map<string, string>();
  for (const { kind, name, build, at } of readings.all.flatMap(({ workloads }) => workloads)) {
    const directory = kind === 'compose' && build ? builtBy(build) : undefined;
    if (directory !== undefined) overlaid.set(`${directoryOf(at.path)}\0${name}`, directory);
  }
  const byName = uniqueNames(directories, readings);
  return (workload) => {
    if (workload.build) return builtBy(workload.build);
    const same = workload.kind === 'compose' && overlaid.get(`${directoryOf(workload.at.path)}\0${workload.name}`);
    if (same) return same;
    const name = nameOfImage(workload.image);
    if (name === undefined) return undefined;
    const last = fileNameOf(name);
    const known = named.get(name) ?? byName.get(last.toLowerCase());
    if (known !== undefined || !name.includes('/')) return known;
    for (const own of [workload.container, workload.name])
      if (own !== undefined && last.split(/[-_.]/).includes(own) && byName.has(own)) return byName.get(own);
    return undefined;
  };
}

/** An image reference without tag and digest. */
export function nameOfImage(image: string | undefined): string | undefined {
  return image?.split('@', 1)[0]?.replace(/:[^/:]*$/, '');
}

function namesGiven({ workloads, builds }: Reading): [string, { context?: string; dockerfile?: string }][] {
  const found: [string, { context?: string; dockerfile?: string }][] = [];
  for (const { image, build } of workloads) {
    const name = nameOfImage(image);
    if (name !== undefined && build) found.push([name, build]);
  }
  for (const build of builds) for (const tag of build.tags) found.push([nameOfImage(tag) ?? tag, build]);
  return found;
}

/** Components by the names of their directories and projects, as far as only one has the name. */
function uniqueNames(directories: readonly string[], readings: Readings): Map<string, string> {
  const known = new Set(directories);
  const all = new Map<string, string[]>();
  for (const directory of directories) if (directory !== '') addTo(all, fileNameOf(directory).toLowerCase(), directory);
  for (const { path, project } of readings.all) {
    const name = project?.name?.split(/[/:]/).at(-1)?.toLowerCase();
    const directory = project?.directory ?? directoryOf(path);
    if (name === undefined || name === '' || !known.has(directory)) continue;
    if (all.get(name)?.includes(directory) !== true) addTo(all, name, directory);
  }
  return new Map(
    [...all].flatMap(([name, [first, ...rest]]) => (first === undefined || rest.length > 0 ? [] : [[name, first]])),
  );
}
