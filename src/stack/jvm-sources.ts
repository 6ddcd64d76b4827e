import type { Readings } from './readings.ts';

const counts = new WeakMap<Readings, Map<string, Map<string, number>>>();

/** Directories of sources as Maven and Gradle lay them out, also those of Kotlin Multiplatform (`src/jvmMain/kotlin`). */
const sources = /^(|.*\/)src\/(?:main|\w+Main)\/(?:java|kotlin|scala|groovy|clojure)\//;

/** Play keeps its sources in `app`. */
const play = /^(|.*?\/)app\//;

/** The languages that a module's sources are filed under, the one with most files first; none if it has no such directory. */
export function jvmLanguagesOf(directory: string, readings: Readings): string[] {
  let found = counts.get(readings);
  if (found === undefined) {
    found = new Map();
    for (const path of readings.paths) count(path, found);
    counts.set(readings, found);
  }
  const languages = [...(found.get(directory) ?? [])];
  return languages.sort(([, a], [, b]) => b - a).map(([language]) => language);
}

function count(path: string, found: Map<string, Map<string, number>>): void {
  const directory = sources.exec(path)?.[1] ?? (/\.(?:java|scala)$/.test(path) ? play.exec(path)?.[1] : undefined);
  if (directory === undefined) return;
  const ending = path.slice(path.lastIndexOf('.') + 1);
  const real = endings[ending];
  if (real === undefined) return;
  const module = directory.replace(/\/$/, '');
  const languages = found.get(module) ?? new Map<string, number>();
  languages.set(real, (languages.get(real) ?? 0) + 1);
  found.set(module, languages);
}

const endings: Readonly<Record<string, string>> = {
  java: 'java',
  kt: 'kotlin',
  scala: 'scala',
  groovy: 'groovy',
  clj: 'clojure',
};
