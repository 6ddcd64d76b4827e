import type { Tree } from '../model/tree.ts';

/** The part of a tree below a directory, its paths unchanged. `.` is the whole tree. */
export function restrict(tree: Tree, directory: string): Tree {
  const bare = directory.replace(/^\.?\/+|\/+$/g, '');
  if (bare === '' || bare === '.') return tree;
  const inside = (path: string): boolean => path.startsWith(`${bare}/`);
  return {
    paths: tree.paths.filter(inside),
    text: (path) => (inside(path) ? tree.text(path) : undefined),
    skipped: tree.skipped.filter(({ path }) => inside(path)),
  };
}
