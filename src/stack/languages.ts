import type { TechnologyUse } from '../model/component.ts';
import type { Image } from '../model/image.ts';
import type { Dependency } from '../model/dependency.ts';
import type { Reading } from '../model/reading.ts';
import { ancestors, fileNameOf, pathIn } from '../read/directory.ts';
import type { Readings } from './readings.ts';
import type { Claim } from './technologies.ts';
import type { TechnologyIndex } from './technology-index.ts';

/** More files than this are not looked at to tell a language. */
const mostFiles = 20_000;

/** The languages that the manifests of a component are written for, the main one of each first. */
export function languageClaims(
  directory: string,
  manifests: readonly Reading[],
  readings: Readings,
  index: TechnologyIndex,
): Claim[] {
  const claims: Claim[] = [];
  for (const manifest of manifests) {
    const at = manifest.project?.at ?? { path: manifest.path };
    for (const language of languagesOf(manifest, directory, readings)) {
      const technology = index.byId(language);
      if (technology)
        claims.push({
          technology,
          strength: 'strong',
          at,
          reason: `${manifest.format} is a manifest of ${technology.name}`,
        });
    }
  }
  return claims;
}

/** A package.json is written for JavaScript as for TypeScript: the sources tell, else the compiler and its settings here or above. */
function languagesOf(manifest: Reading, directory: string, readings: Readings): readonly string[] {
  const languages = manifest.project?.languages ?? [];
  if (!languages.includes('javascript') || languages.includes('typescript')) return languages;
  const sources = { typescript: 0, javascript: 0 };
  for (const path of readings.under(directory).slice(0, mostFiles)) {
    const match = /\.([cm]?)([jt])sx?$/.exec(path);
    if (!match || /\.d\.[cm]?ts$|\.config\.[cm]?[jt]s$|(?:^|\/)\.|(?:^|\/)(?:dist|node_modules|public)\//.test(path))
      continue;
    sources[match[2] === 't' ? 'typescript' : 'javascript']++;
  }
  const compiled =
    manifest.dependencies.some(({ ecosystem, name }) => ecosystem === 'npm' && name === 'typescript') ||
    [...ancestors(directory)].some((above) =>
      ['tsconfig.json', 'tsconfig.base.json'].some((name) => readings.paths.has(pathIn(above, name))),
    );
  const known = sources.typescript + sources.javascript > 0;
  const typed = known ? sources.typescript > (compiled ? 0 : sources.javascript) : compiled;
  return typed ? ['typescript', 'javascript'] : languages;
}

const knownEndings = new WeakMap<TechnologyIndex, ReadonlyMap<string, string>>();

/** The endings of file names, each with the language that it stands for. */
function endingsOf(index: TechnologyIndex): ReadonlyMap<string, string> {
  const known = knownEndings.get(index);
  if (known) return known;
  const endings = new Map<string, string>();
  for (const technology of index.all) {
    if (technology.kind !== 'language') continue;
    for (const pattern of technology.files) {
      const ending = /^\*\.(\w+)$/.exec(pattern)?.[1];
      if (ending !== undefined && !endings.has(ending)) endings.set(ending, technology.id);
    }
  }
  knownEndings.set(index, endings);
  return endings;
}

/** Where no manifest tells a language: the one that most files of the directory are written in. */
export function languageOfFiles(directory: string, readings: Readings, index: TechnologyIndex): Claim[] {
  const endings = endingsOf(index);
  const counts = new Map<string, { count: number; path: string }>();
  for (const path of readings.under(directory).slice(0, mostFiles)) {
    const name = fileNameOf(path);
    const language = endings.get(name.slice(name.lastIndexOf('.') + 1));
    if (language === undefined || readings.aside.reasonFor(path) !== undefined) continue;
    const known = counts.get(language);
    if (known) known.count++;
    else counts.set(language, { count: 1, path });
  }
  const [most] = [...counts].sort(([, one], [, other]) => other.count - one.count);
  const technology = most && index.byId(most[0]);
  if (most === undefined || technology === undefined) return [];
  const { count, path } = most[1];
  const reason = count === 1 ? `one file is ${technology.name}` : `${count} files are ${technology.name}`;
  return [{ technology, strength: 'medium', at: { path }, reason }];
}

/** What an image without manifest and sources of its own runs: the language of its base. */
export function languageOfImage(images: readonly Image[], index: TechnologyIndex): string | undefined {
  const ids = images.flatMap(({ runtime }) => (runtime ? [spoken[runtime.technology] ?? runtime.technology] : []));
  return ids.map((id) => index.byId(id)).find((technology) => technology?.kind === 'language')?.name;
}

const spoken: Readonly<Record<string, string>> = {
  node: 'javascript',
  bun: 'typescript',
  deno: 'typescript',
  jvm: 'java',
};

/**
 * The display name of the language that the component is mostly written in: one that its framework is for, if it has one; of those, that of
 * the manifest with the most dependencies.
 */
export function mainLanguage(
  claims: readonly Claim[],
  dependencies: readonly Dependency[],
  technologies: readonly TechnologyUse[],
): string | undefined {
  const weight = (path: string): number =>
    dependencies.filter(({ at, namedAt, scope }) => (namedAt ?? at).path === path && scope === 'runtime').length;
  const framework = technologies.find(
    ({ technology, strength, layer }) =>
      technology.kind === 'framework' && technology.language !== undefined && strength === 'strong' && !layer,
  )?.technology.language;
  const fitting = claims.filter(({ technology }) => framework === undefined || areKin(technology.name, framework));
  let best: Claim | undefined;
  for (const claim of fitting.length > 0 ? fitting : claims)
    if (best === undefined || weight(claim.at.path) > weight(best.at.path)) best = claim;
  return best?.technology.name;
}

/** Languages that share their packages. */
const kin = ['JavaScript TypeScript', 'Java Kotlin Scala Groovy Clojure', 'C# F# .NET', 'Elixir Erlang Gleam'].map(
  (names) => names.split(' '),
);

function areKin(one: string, other: string): boolean {
  return one === other || kin.some((names) => names.includes(one) && names.includes(other));
}
