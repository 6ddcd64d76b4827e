import type { Component } from '../../model/component.ts';
import type { Copy, IgnoreFile, Image } from '../../model/image.ts';
import { addTo } from '../../read/lazily.ts';
import { endsUp, sourcePath, takes } from '../../stack/copied-files.ts';
import { globMatcher } from '../../stack/globs.ts';
import { pathsUnder } from '../../stack/readings.ts';
import type { FactContext } from '../fact-type.ts';
import { pathIn } from '../../read/directory.ts';

/** `COPY . …` from the context itself, not from another stage. */
export function isWholeContext({ from, sources }: Copy): boolean {
  return from === undefined && sources.some((source) => /^(?:\.?\/?|\.\/\*|\*)$/.test(source));
}

/** The paths of a tree in their order, and the files of its contexts. */
interface KnownPaths {
  readonly sorted: readonly string[];
  readonly contexts: Map<string, readonly string[]>;
}
const known = new WeakMap<ReadonlySet<string>, KnownPaths>();

/** The files of a build context, relative to it. */
export function filesOfContext({ context }: Pick<Image, 'context'>, { paths }: FactContext): readonly string[] {
  const { sorted, contexts } = known.get(paths) ?? {
    sorted: [...paths],
    contexts: new Map<string, readonly string[]>(),
  };
  known.set(paths, { sorted, contexts });
  const length = context === '' ? 0 : context.length + 1;
  const found = contexts.get(context) ?? pathsUnder(sorted, context).map((path) => path.slice(length));
  contexts.set(context, found);
  return found;
}

/** The files of the context at a path of it or below, found without a look at the others. */
export function filesAt(path: string, image: Image, context: FactContext): readonly string[] {
  const files = filesOfContext(image, context);
  const full = pathIn(image.context, path);
  return context.paths.has(full) ? [path] : pathsUnder(files, path);
}

/** All images that are built from the context of this one, and that the same file keeps files from. */
export function imagesOfContext({ context, ignoreFile }: Image, { components }: FactContext): readonly Image[] {
  const byContext = imagesByContext.get(components) ?? sortImages(components);
  imagesByContext.set(components, byContext);
  return byContext.get(contextKey(context, ignoreFile)) ?? [];
}

const imagesByContext = new WeakMap<readonly Component[], ReadonlyMap<string, readonly Image[]>>();

const contextKey = (context: string, ignoreFile: IgnoreFile | undefined): string =>
  `${context}\0${ignoreFile === undefined ? '' : `/${ignoreFile.path}`}`;

function sortImages(components: readonly Component[]): ReadonlyMap<string, readonly Image[]> {
  const found = new Map<string, Image[]>();
  for (const image of components.flatMap(({ images }) => images))
    for (const context of new Set(image.contexts)) addTo(found, contextKey(context, image.ignoreFile), image);
  return found;
}

/** Ready for many paths; a tree has many contexts, and the lines are the same for most. */
function keptOutBy(line: string): (path: string) => boolean {
  const [matches, below] = [globMatcher(line), globMatcher(`${line}/**`)];
  return (path) => matches(path) || below(path);
}

/** Whether a line in the ignore file would keep out what an image of that context copies or mounts by name. */
export function namesKeptOut(line: string, image: Image, context: FactContext): boolean {
  const keepsOut = keptOutBy(line);
  return imagesOfContext(image, context).some(
    ({ copies, built }) =>
      copies.some(({ from, sources }) => from === undefined && sources.some((source) => mayName(source, keepsOut))) ||
      built.some(({ instructions }) =>
        instructions.some(({ mounts }) =>
          mounts.some(
            ({ type, source, from }) =>
              type === 'bind' && from === undefined && source !== undefined && mayName(source, keepsOut),
          ),
        ),
      ),
  );
}

/** The tracked files of the context that a line in the ignore file would keep out. */
export function keptOut(line: string, image: Image, context: FactContext): string[] {
  return filesOfContext(image, context).filter(keptOutBy(line));
}

/** Whether it would keep out a file that is tracked, or one that an image copies by name. */
export function wouldHarm(line: string, image: Image, context: FactContext): boolean {
  return keptOut(line, image, context).length > 0 || namesKeptOut(line, image, context);
}

/** Whether a source of COPY names what is kept out; where it is not known to the end, whether it may. */
function mayName(source: string, keepsOut: (path: string) => boolean): boolean {
  const literal = source.split(/[$*?[{]/, 1)[0] ?? '';
  if (literal === source) return keepsOut(sourcePath(source) ?? '');
  const directory = sourcePath(literal.slice(0, literal.lastIndexOf('/') + 1)) ?? '';
  if (directory === '') return source.startsWith('$');
  return keepsOut(directory) || keepsOut(`${directory}/x`);
}

/** Whether this path of its context, were it there, would be copied into a stage of the image. */
export function isTaken(path: string, image: Image): boolean {
  return image.copies.some((copy) => takes(copy, path));
}

/** Whether it would be in the image in the end. */
export function isShipped(path: string, image: Image): boolean {
  return image.copies.some((copy) => takes(copy, path) && endsUp(path, copy, image));
}

/** The context is not guessed, or something that the image copies by name lies in it. */
export function isContextCertain(image: Image, context: FactContext): boolean {
  // Asked of every COPY, and told by all of them.
  const certain = knownCertain.get(image) ?? tellCertain(image, context);
  knownCertain.set(image, certain);
  return certain;
}

const knownCertain = new WeakMap<Image, boolean>();

function tellCertain(image: Image, context: FactContext): boolean {
  if (image.contexts.length !== 1) return false;
  if (image.contextKnown) return true;
  return image.copies.some(
    ({ from, sources }) =>
      from === undefined &&
      sources.some((source) => {
        const path = /[*?[\]$]/.test(source) ? '' : (sourcePath(source) ?? '');
        return path !== '' && filesAt(path, image, context).length > 0;
      }),
  );
}
