import type { Reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import type { Workload } from '../model/workload.ts';
import { ancestors, directoryOf, fileNameOf } from '../read/directory.ts';
import type { Readings } from './readings.ts';

/** Which component each file, tool version and workload belongs to. */
export interface Owners {
  /** The readings in a component's directory and below, down to the next component. */
  readingsOf(directory: string): readonly Reading[];
  /** Versions pinned by tool files in the component's directory, or in the nearest one above that pins that tool. */
  runtimesOf(directory: string): readonly RuntimeRequirement[];
  workloadsOf(directory: string): readonly Workload[];
}

export function ownersOf(directories: readonly string[], readings: Readings): Owners {
  const known = new Set(directories);
  const owner = (directory: string): string | undefined => {
    for (const above of ancestors(directory)) if (known.has(above)) return above;
    return undefined;
  };
  const readingsByOwner = new Map<string, Reading[]>();
  const workloadsByOwner = new Map<string, Workload[]>();
  const add = <Value>(map: Map<string, Value[]>, key: string | undefined, value: Value): void => {
    if (key === undefined) return;
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  for (const reading of readings.all) {
    add(readingsByOwner, owner(reading.project?.directory ?? directoryOf(reading.path)), reading);
    for (const workload of reading.workloads) {
      const context = workload.build?.context;
      const built = context === undefined ? namesake(workload, directories) : owner(context);
      add(workloadsByOwner, built ?? owner(directoryOf(reading.path)) ?? directories[0], workload);
    }
  }
  return {
    readingsOf: (directory) => readingsByOwner.get(directory) ?? [],
    workloadsOf: (directory) => workloadsByOwner.get(directory) ?? [],
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

/** The component whose directory bears the name of the image that a workload runs: `registry/shop/cart:1` runs `services/cart`. */
function namesake(workload: Workload, directories: readonly string[]): string | undefined {
  const image = workload.image?.split('@', 1)[0]?.replace(/:[^/:]*$/, '');
  if (image === undefined) return undefined;
  const name = fileNameOf(image);
  const same = directories.filter((directory) => directory !== '' && fileNameOf(directory) === name);
  return same.length === 1 ? same[0] : undefined;
}
