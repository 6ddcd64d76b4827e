import type { Stage } from '../model/dockerfile.ts';
import { ancestors, directoryOf, fileNameOf, pathIn } from '../read/directory.ts';

/** Tells whether a file or a directory of this path is in the tree. */
export type Exists = (path: string) => boolean;

/** A look-up of files and directories over the paths of a tree. */
export function indexPaths(paths: ReadonlySet<string>): Exists {
  const directories = new Set<string>(['']);
  for (const path of paths) {
    for (const directory of ancestors(directoryOf(path))) {
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  return (path) => paths.has(path) || directories.has(path);
}

/** Directories that hold recipes and nothing to build: the context lies above them. */
const recipeFolders =
  /^(?:\.?docker|docker-?files?|containers?|deploy(?:ment)?s?|build|package|packaging|ci|\.ci|infra(?:structure)?|ops|images?|production|scripts|hack|etc|compose|k8s)$/i;

/**
 * The directory that a Dockerfile was written to be built from, when nothing says so: its own, or the nearest above it in which more of the files
 * that it copies by name are found; those that its commands name, where it copies all there is. Where none is found, as of files that a build makes first, the nearest that is no folder of recipes.
 */
export function guessContext(dockerfile: string, built: readonly Stage[], exists: Exists): string {
  const copied = built.flatMap(sourcesOf);
  const sources = copied.length > 0 ? copied : built.flatMap(pathsNamed);
  const own = directoryOf(dockerfile);
  let best = { directory: own, found: found(own) };
  if (sources.length > 0 && best.found === sources.length) return own;
  for (const directory of ancestors(own)) {
    const count = found(directory);
    if (count > best.found) best = { directory, found: count };
  }
  return best.found > 0 ? best.directory : aboveRecipes(own);

  function found(directory: string): number {
    const prefix = pathIn(directory, '');
    return sources.filter((source) => exists(prefix + source)).length;
  }
}

function aboveRecipes(directory: string): string {
  const maven = /^(?:(.*)\/)?src\/main\/docker$/.exec(directory);
  if (maven) return maven[1] ?? '';
  let at = directory;
  while (at !== '' && recipeFolders.test(fileNameOf(at))) at = directoryOf(at);
  return at;
}

/** What the commands of a stage name by a relative path after it has copied the whole context: `dotnet publish src/Api/Api.csproj`, `./gradlew`. */
function pathsNamed({ instructions }: Stage): string[] {
  const copies = instructions.findIndex(
    ({ keyword, words, flags }) =>
      keyword === 'COPY' && words.length === 2 && words[0] === '.' && !flags.some(({ name }) => name === 'from'),
  );
  if (copies < 0) return [];
  return instructions
    .slice(copies)
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap(({ commands }) => commands.flatMap(({ argv }) => argv))
    .filter((word) => /^(?:\.\/)?[\w@][\w@.+-]*(?:\/[\w@.+-]+)*$/.test(word) && word.includes('/'))
    .map((word) => word.replace(/^\.\//, ''));
}

/** The files and directories that a stage takes from the context, by literal names. */
function sourcesOf(stage: Stage): string[] {
  const sources: string[] = [];
  for (const { keyword, words, flags, heredocs, mounts } of stage.instructions) {
    for (const { type, source, from } of mounts)
      if (type === 'bind' && source !== undefined && from === undefined) sources.push(source);
    if ((keyword !== 'COPY' && keyword !== 'ADD') || heredocs.length > 0 || flags.some(({ name }) => name === 'from'))
      continue;
    sources.push(...words.slice(0, -1));
  }
  return sources
    .filter((source) => !/[$*?[\]"'\\]|^\w+:\/\/|^git@/.test(source))
    .map((source) => source.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, ''))
    .filter((source) => source !== '' && source !== '.' && !source.startsWith('../'));
}
