import type { Image } from '../model/image.ts';
import type { ImageBuild } from '../model/image-build.ts';
import type { Reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import type { SecretText } from '../model/secret-text.ts';
import type { Workload } from '../model/workload.ts';
import { ancestors, directoryOf } from '../read/directory.ts';
import { compose } from '../read/compose.ts';
import { kubernetes } from '../read/kubernetes.ts';
import { addTo } from '../read/lazily.ts';
import type { Readings } from './readings.ts';
import { roleOfPlace, toolPlace } from './places.ts';
import { settingsByApplication } from './umbrella-settings.ts';
import { runsComponent } from './workload-owners.ts';
import { workloadsOf } from './workloads.ts';

/** Which component each file, tool version and workload belongs to. */
export interface Owners {
  /** The readings in a component's directory and below, down to the next component. */
  readingsOf(directory: string): readonly Reading[];
  /** Versions pinned by tool files in the component's directory, or in the nearest one above that pins that tool. */
  runtimesOf(directory: string): readonly RuntimeRequirement[];
  /** Workloads that run the component, and those of others whose files stand in its directory. */
  workloadsOf(directory: string): readonly Workload[];
  /** Builds of its images; those of which it cannot be told whose they are belong to the root. */
  buildsOf(directory: string): readonly ImageBuild[];
  /** The secrets in Dockerfiles, compose files and manifests; those in a directory of no component belong to the root. */
  secretsOf(directory: string): readonly SecretText[];
}

/** Formats of files that say what is deployed. */
const deployable: ReadonlySet<string> = new Set(['Dockerfile', compose.name, kubernetes.name]);

/** Gives every file, workload, build and secret to the component that it is about: the one that it names, else the nearest one above, else that of the root. */
export function ownersOf(
  directories: readonly string[],
  readings: Readings,
  images: ReadonlyMap<string, readonly Image[]>,
): Owners {
  const known = new Set(directories);
  const owner = (directory: string): string | undefined => {
    for (const above of ancestors(directory)) if (known.has(above)) return above;
    return undefined;
  };
  const readingsByOwner = new Map<string, Reading[]>();
  const workloadsByOwner = new Map<string, Workload[]>();
  const add = <Value>(map: Map<string, Value[]>, key: string | undefined, value: Value): void => {
    if (key !== undefined) addTo(map, key, value);
  };
  const buildsByOwner = new Map<string, ImageBuild[]>();
  const secretsByOwner = new Map<string, SecretText[]>();
  const root = owner('') ?? standsForRoot(directories, images);
  const settingsOf = settingsByApplication(directories, readings);
  for (const reading of readings.all) {
    const place = reading.project?.directory ?? directoryOf(reading.path);
    const own = owner(place);
    add(readingsByOwner, own, reading);
    for (const [application, part] of settingsOf(reading, directoryOf(place)))
      if (application !== own) add(readingsByOwner, application, part);
    if (deployable.has(reading.format))
      for (const secret of reading.secrets) add(secretsByOwner, owner(directoryOf(reading.path)) ?? root, secret);
    for (const build of reading.builds) {
      const built = [...images].find(([, ones]) => ones.some(({ dockerfile }) => dockerfile.path === build.dockerfile));
      add(buildsByOwner, built?.[0] ?? (build.context === undefined ? undefined : owner(build.context)) ?? root, build);
    }
  }
  const runs = runsComponent(directories, readings, images, owner);
  for (const workload of workloadsOf(readings)) {
    const component = runs(workload);
    const own = component !== undefined;
    add(
      workloadsByOwner,
      component ?? owner(directoryOf(workload.at.path)) ?? root,
      own ? { ...workload, own } : workload,
    );
  }
  return {
    readingsOf: (directory) => readingsByOwner.get(directory) ?? [],
    workloadsOf: (directory) => workloadsByOwner.get(directory) ?? [],
    secretsOf: (directory) => secretsByOwner.get(directory) ?? [],
    buildsOf: (directory) => buildsByOwner.get(directory) ?? [],
    runtimesOf: (directory) => {
      const found = new Map<string, RuntimeRequirement[]>();
      for (const above of ancestors(directory)) {
        const here = readings.in(above).filter((reading) => reading.project === undefined);
        for (const pin of here.flatMap((reading) => reading.runtimes)) {
          const list = found.get(pin.technology);
          if (list === undefined) found.set(pin.technology, [pin]);
          else if (directoryOf(list[0]?.at.path ?? '') === above) list.push(pin);
        }
      }
      return [...found.values()].flat();
    },
  };
}

/** Where nothing is at the root: what is deployed for the repository as a whole is asked of a component that is deployed, not of tests, examples and tools. */
function standsForRoot(
  directories: readonly string[],
  images: ReadonlyMap<string, readonly Image[]>,
): string | undefined {
  const deployed = directories.filter(
    (directory) => roleOfPlace(directory) === undefined && toolPlace(directory) === undefined,
  );
  const served = deployed.find((directory) => images.get(directory)?.some(({ role }) => role === 'service') === true);
  return (
    served ?? deployed.find((directory) => !/(?:^|\/)build(?:Src|-logic|-plugins?)$/.test(directory)) ?? directories[0]
  );
}
