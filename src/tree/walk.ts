import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gitIgnore } from '../model/git-ignore.ts';
import { limits } from './limits.ts';

/** What is left out of a directory without git: it holds what tools installed or built, wherever it really lies. */
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

/** No ignore file that somebody wrote is larger. */
const largest = 256 * 1024;

/** What a directory holds, and the directories in it that may not be read. */
export interface Listing {
  readonly files: readonly string[];
  readonly closed: readonly string[];
}

/** The ignore file of a directory, asked for paths from there. */
interface IgnoreFile {
  readonly base: string;
  readonly leavesOut: (path: string) => boolean;
}

/** All regular files and links below a directory that is not under git, without what its `.gitignore` files exclude. Links to directories are not followed. */
export function listFiles(root: string): Listing {
  const found: string[] = [];
  const closed: string[] = [];
  const open: { directory: string; rules: readonly IgnoreFile[] }[] = [{ directory: '', rules: [] }];
  for (let next = open.pop(); next !== undefined && found.length <= limits.files; next = open.pop()) {
    const { directory } = next;
    const rules = [...next.rules, ...rulesOf(root, directory)];
    const ignored = (path: string): boolean =>
      rules.some(({ base, leavesOut }) => leavesOut(base === '' ? path : path.slice(base.length + 1)));
    const inside = entries(join(root, directory));
    if (inside === undefined) closed.push(directory === '' ? '.' : directory);
    for (const entry of inside ?? []) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (never.has(entry.name)) continue;
      if (entry.isDirectory()) {
        if (!ignored(`${path}/`)) open.push({ directory: path, rules });
      } else if ((entry.isFile() || entry.isSymbolicLink()) && !ignored(path)) found.push(path);
    }
  }
  return { files: found, closed };
}

function entries(directory: string): ReturnType<typeof readDirectory> | undefined {
  try {
    return readDirectory(directory);
  } catch {
    return undefined;
  }
}

function readDirectory(directory: string) {
  return readdirSync(directory, { withFileTypes: true });
}

function rulesOf(root: string, directory: string): IgnoreFile[] {
  try {
    const file = join(root, directory, '.gitignore');
    const status = lstatSync(file);
    if (!status.isFile() || status.size > largest) return [];
    return [{ base: directory, leavesOut: gitIgnore(readFileSync(file, 'utf8')) }];
  } catch {
    return [];
  }
}
