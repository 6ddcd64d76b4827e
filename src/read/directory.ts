/** The directory of a path: `''` for files in the root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last part of a path. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path of something in a directory, from the repository's root. Of `''` it is what every path below the directory begins with. */
export function pathIn(directory: string, path: string): string {
  return directory === '' ? path : `${directory}/${path}`;
}

/** `relative`, as written in a file of `directory`, as a path from the root (`''` for the root itself); undefined if it leaves the repository or is absolute. */
export function resolvePath(directory: string, relative: string): string | undefined {
  if (relative.startsWith('/') || /^[A-Za-z]:/.test(relative)) return undefined;
  const parts = directory === '' ? [] : directory.split('/');
  for (const part of relative.split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The directory itself and every one above it, nearest first, ending with the root `''`. */
export function* ancestors(directory: string): Generator<string> {
  for (let at = directory; ; at = directoryOf(at)) {
    yield at;
    if (at === '') return;
  }
}

/** `directory` as a path from `root`, `''` for the root itself; undefined if it lies elsewhere. Both are paths from the repository's root. */
export function relativeTo(root: string, directory: string): string | undefined {
  if (directory === root) return '';
  if (root === '') return directory;
  return directory.startsWith(`${root}/`) ? directory.slice(root.length + 1) : undefined;
}
