import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { limits } from './limits.ts';

/** Folders that a directory without git is never searched for: they hold what tools installed or built. */
const never = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  '.venv',
  'venv',
  '__pycache__',
  '.gradle',
  '.tox',
  '.terraform',
]);

/** All regular files and links below a directory that is not under git, without what its `.gitignore` files exclude. Links to directories are not followed. */
export function listFiles(root: string): string[] {
  const found: string[] = [];
  const open: { directory: string; rules: readonly { base: string; matcher: Ignore }[] }[] = [
    { directory: '', rules: [] },
  ];
  for (let next = open.pop(); next !== undefined && found.length <= limits.files; next = open.pop()) {
    const { directory } = next;
    const rules = [...next.rules, ...rulesOf(root, directory)];
    const ignored = (path: string): boolean =>
      rules.some(({ base, matcher }) => matcher.ignores(base === '' ? path : path.slice(base.length + 1)));
    for (const entry of entries(join(root, directory))) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!never.has(entry.name) && !ignored(`${path}/`)) open.push({ directory: path, rules });
      } else if ((entry.isFile() || entry.isSymbolicLink()) && !ignored(path)) found.push(path);
    }
  }
  return found;
}

function entries(directory: string): ReturnType<typeof readDirectory> {
  try {
    return readDirectory(directory);
  } catch {
    return [];
  }
}

function readDirectory(directory: string) {
  return readdirSync(directory, { withFileTypes: true });
}

function rulesOf(root: string, directory: string): { base: string; matcher: Ignore }[] {
  try {
    const text = readFileSync(join(root, directory, '.gitignore'), 'utf8');
    return [{ base: directory, matcher: ignore({ allowRelativePaths: true }).add(text) }];
  } catch {
    return [];
  }
}
