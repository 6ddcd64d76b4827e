import { lstatSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { Patch } from '../model/finding.ts';

/** What became of patches: those that were written, and those that were not, with the reason. */
export interface Applied {
  readonly applied: readonly Patch[];
  readonly left: readonly { readonly patch: Patch; readonly why: string }[];
}

/**
 * Writes patches into the files below a directory: only into regular files that lie there themselves, and only where the lines are still those
 * that the patch replaces; a file is only made where there is none. Of two patches for the same line the first is taken.
 */
export function applyPatches(directory: string, patches: readonly Patch[]): Applied {
  const root = realpathSync(directory);
  const applied: Patch[] = [];
  const left: { patch: Patch; why: string }[] = [];
  for (const path of new Set(patches.map((patch) => patch.path))) {
    const here = patches.filter((patch) => patch.path === path);
    const made = here.find((patch) => patch.create === true);
    if (made !== undefined) {
      const why = make(root, made);
      if (why === undefined) applied.push(made);
      const others = why === undefined ? here.filter((patch) => patch !== made) : here;
      left.push(...others.map((patch) => ({ patch, why: why ?? 'another fix makes the file' })));
      continue;
    }
    const lines = linesOf(root, path);
    if (typeof lines === 'string') {
      left.push(...here.map((patch) => ({ patch, why: lines })));
      continue;
    }
    const taken: Patch[] = [];
    for (const patch of here) {
      const why = taken.some((other) => overlaps(patch, other))
        ? 'another fix changes the same line'
        : holds(lines, patch)
          ? undefined
          : 'the file is no longer what was read';
      if (why === undefined) taken.push(patch);
      else left.push({ patch, why });
    }
    // From the end on, so that the lines of the others stay where they are.
    for (const patch of taken.toSorted((one, other) => other.line - one.line)) {
      const mark = patch.line === 1 && lines[0]?.startsWith('\uFEFF') === true ? '\uFEFF' : '';
      lines.splice(patch.line - 1, patch.remove, ...patch.insert);
      if (mark !== '') lines[0] = mark + (lines[0] ?? '');
    }
    if (taken.length > 0) writeFileSync(join(root, path), lines.join('\n'));
    applied.push(...taken);
  }
  return { applied, left };
}

/** Makes a file that is not there, in a directory that is; or why it does not. What came into being meanwhile is not touched. */
function make(root: string, { path, insert }: Patch): string | undefined {
  const file = join(root, path);
  try {
    if (!file.startsWith(root + sep)) return 'it lies outside';
    if (realpathSync(dirname(file)) !== dirname(file)) return 'it lies behind a link';
    writeFileSync(file, `${insert.join('\n')}\n`, { flag: 'wx' });
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'EEXIST' ? 'the file is there already' : message;
  }
}

/** The lines of a file with their carriage returns, or why it is not touched. */
function linesOf(root: string, path: string): string[] | string {
  const file = join(root, path);
  try {
    if (!file.startsWith(root + sep)) return 'it lies outside';
    if (realpathSync(file) !== file || !lstatSync(file).isFile()) return 'it is a link, or lies behind one';
    const bytes = readFileSync(file);
    const text = bytes.toString('utf8');
    return Buffer.from(text, 'utf8').equals(bytes) ? text.split('\n') : 'it is not UTF-8';
  } catch (error) {
    return (error as Error).message;
  }
}

function holds(lines: readonly string[], { line, remove, removed }: Patch): boolean {
  const there = lines
    .slice(line - 1, line - 1 + remove)
    .map((text, at) => (line + at === 1 ? text.replace(/^\uFEFF/, '') : text));
  return there.length === remove && removed.length === remove && there.every((text, at) => text === removed[at]);
}

function overlaps(one: Patch, other: Patch): boolean {
  return one.line < other.line + Math.max(1, other.remove) && other.line < one.line + Math.max(1, one.remove);
}
