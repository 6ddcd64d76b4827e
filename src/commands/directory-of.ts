import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../model/usage-error.ts';

/** The directory that a command is about, the current one unless said. */
export function directoryOf(positionals: readonly string[]): string {
  const [path = '.', ...others] = positionals;
  if (others.length > 0) throw new UsageError(`one PATH at a time: ${positionals.join(', ')} were given`);
  const directory = resolve(path);
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${path} is not a directory`);
  return directory;
}
