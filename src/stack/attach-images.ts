import type { Image } from '../model/image.ts';
import { ancestors, directoryOf, fileNameOf, relativeTo, resolvePath } from '../read/directory.ts';
import { addTo } from '../read/lazily.ts';
import { roleOfPlace } from './places.ts';
import type { Readings } from './readings.ts';

/** Directories that hold the recipe of an image whose subject lies above them. */
const recipeFolders =
  /^(?:\.?docker|docker-?files?|containers?|deploy(?:ment)?s?|build|package|packaging|ci|\.ci|infra|ops|image|images|prod|production|scripts|hack|etc|main|src)$/i;

/** What is known of the components before their images are. */
export interface Members {
  /** Directories of programs that serve with a framework. */
  readonly serving: readonly string[];
  /** The names of the projects in a directory. */
  namesOf(directory: string): readonly string[];
  /** The names of the executables that are built there, where they bear others. */
  programsOf(directory: string): readonly string[];
}

/** Ties every image to the directory of the component that it builds; an image that builds none of them is a component of its own. */
export function attachImages(
  images: readonly Image[],
  manifests: ReadonlySet<string>,
  readings: Readings,
  members: Members = { serving: [], namesOf: () => [], programsOf: () => [] },
): Map<string, Image[]> {
  const attached = new Map<string, Image[]>();
  const places = placesOf(manifests, members);
  const own = new Set(images.map(({ dockerfile }) => directoryOf(dockerfile.path)));
  const known = new Map<string, readonly string[]>();
  const serving = (context: string): readonly string[] => {
    const found =
      known.get(context) ??
      members.serving.filter((directory) => !own.has(directory) && relativeTo(context, directory) !== undefined);
    known.set(context, found);
    return found;
  };
  for (const image of images) {
    const found = directoryBuilt(image, manifests, readings, places, serving);
    const directory = staysAmongExamples(image, found) ? directoryOf(image.dockerfile.path) : found;
    addTo(attached, directory, image);
  }
  return attached;
}

/** The directories of the manifests by the names that an image may call them by. */
interface Places {
  /** By the last part of their path. */
  readonly called: ReadonlyMap<string, readonly string[]>;
  /** By the name of one of their projects. */
  readonly named: ReadonlyMap<string, readonly string[]>;
  /** By the name of a program, or the last part of a project's name. */
  readonly building: ReadonlyMap<string, readonly string[]>;
}

function placesOf(manifests: ReadonlySet<string>, { namesOf, programsOf }: Members): Places {
  const called = new Map<string, string[]>();
  const named = new Map<string, string[]>();
  const building = new Map<string, string[]>();
  for (const directory of manifests) {
    const names = namesOf(directory);
    addTo(called, fileNameOf(directory), directory);
    for (const name of names) addTo(named, name, directory);
    for (const name of [...programsOf(directory), ...names.map(fileNameOf)]) addTo(building, name, directory);
  }
  return { called, named, building };
}

/** What an example or a test builds is its own, however far up its context begins. */
function staysAmongExamples({ dockerfile }: Image, directory: string): boolean {
  return roleOfPlace(directoryOf(dockerfile.path)) !== undefined && roleOfPlace(directory) === undefined;
}

function directoryBuilt(
  image: Image,
  manifests: ReadonlySet<string>,
  readings: Readings,
  places: Places,
  serving: (context: string) => readonly string[],
): string {
  const own = directoryOf(image.dockerfile.path);
  if (manifests.has(own)) return own;
  const process = fileNameOf(image.process[0] ?? '').replace(/\.(?:exe|jar|dll)$/, '');
  const subject = subjectOf(own);
  // A Go program is called after the last part of its module, as a package of a scope is. But `main` or `server` are all over a repository:
  // of such names only those beneath the recipe count.
  const started = new Set(
    process === ''
      ? []
      : [
          ...(places.called.get(process) ?? []),
          ...(places.named.get(process) ?? []),
          ...(places.building.get(process) ?? []).filter((directory) => relativeTo(subject, directory) !== undefined),
        ],
  );
  const [only] = started;
  if (started.size === 1 && only !== undefined) return only;
  const copied = directoriesCopied(image, manifests);
  if (copied.length === 1 && copied[0] !== undefined) return copied[0];
  if (manifests.has(image.context) && (image.context !== '' || own === '')) return image.context;
  const named = namedAfter(image, places);
  if (named !== undefined) return named;
  // The image of a whole workspace is that of the one member that serves.
  if (image.role === 'service' && !manifests.has(image.context)) {
    const [member, ...others] = serving(image.context);
    if (member !== undefined && others.length === 0) return member;
  }
  for (const above of ancestors(own)) {
    if (manifests.has(above)) return above;
    if (!recipeFolders.test(fileNameOf(above)) && !fileNameOf(above).startsWith('.')) break;
  }
  return readings.paths.has('Dockerfile') && own === '' ? '' : own;
}

/** The directory that a recipe is about: above the folders that only hold recipes. */
export function subjectOf(directory: string): string {
  let subject = directory;
  while (subject !== '' && recipeFolders.test(fileNameOf(subject))) subject = directoryOf(subject);
  return subject;
}

/** The component directories whose files the image copies from its context, the context's own among them. */
function directoriesCopied(image: Image, manifests: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const { from, sources } of image.copies) {
    if (from !== undefined) continue;
    for (const source of sources) {
      const path = resolvePath(image.context, source.replace(/^\/+/, '').replace(/\/+$/, '') || '.');
      if (path === undefined) continue;
      for (const above of ancestors(path)) {
        if (!manifests.has(above)) continue;
        found.add(above);
        break;
      }
    }
  }
  return [...found];
}

/** `docker/cart.Dockerfile`, `Dockerfile.cart` or `Dockerfile.cart.native` builds the one component whose directory is called `cart`. */
function namedAfter(image: Image, { called }: Places): string | undefined {
  const name = fileNameOf(image.dockerfile.path).replace(
    /^(?:dockerfile|containerfile)\.?|\.?(?:dockerfile|containerfile)$/gi,
    '',
  );
  for (const one of new Set([name, name.split('.', 1)[0] ?? ''])) {
    const same = one === '' ? [] : (called.get(one) ?? []);
    if (same.length === 1) return same[0];
  }
  return undefined;
}
