import type { Patch } from '../../model/finding.ts';
import type { Image } from '../../model/image.ts';
import type { FactContext } from '../fact-type.ts';
import { missingLines, newIgnoreFile } from '../questions/ignore-lines.ts';
import { pathIn } from '../../read/directory.ts';

/** An ignore file for a context that has none, of what the images there are built of. */
export function madeIgnoreFile(image: Image, context: FactContext): Patch | undefined {
  const path = pathIn(image.context, '.dockerignore');
  const insert = context.paths.has(path) ? [] : newIgnoreFile(image, context);
  return insert.length === 0 ? undefined : { path, line: 1, remove: 0, removed: [], insert, create: true };
}

/** The lines that an ignore file lacks, behind its last one: a later line overrides those before it. */
export function longerIgnoreFile(image: Image, context: FactContext): Patch | undefined {
  const { path = '' } = image.ignoreFile ?? {};
  const missing = missingLines(image, context);
  const lines = context.text(path)?.split('\n');
  if (lines === undefined || missing.length === 0) return undefined;
  const at = lines.findLastIndex((line) => line.trim() !== '');
  const last = lines[at];
  if (last === undefined) return { path, line: 1, remove: 0, removed: [], insert: missing };
  // The end of the lines is that of the file; its last line may have none.
  const end = last.endsWith('\r') || lines[0]?.endsWith('\r') === true ? '\r' : '';
  const closes = at < lines.length - 1;
  const insert = [last.replace(/\r$/, ''), ...missing];
  return {
    path,
    line: at + 1,
    remove: 1,
    removed: [last],
    insert: insert.map((line, position) => (closes || position < insert.length - 1 ? line + end : line)),
  };
}
