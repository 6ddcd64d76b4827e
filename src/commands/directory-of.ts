import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../model/usage-error.ts';

/** The directory that a command is about, the current one unless said. Where there is nothing to read, that is a mistake and no clean result. */
export function directoryOf(positionals: readonly string[]): string {
  const [path = '.', ...others] = positionals;
  if (others.length > 0) throw new UsageError(`one PATH at a time: ${positionals.join(', ')} were given`);
  if (path === '') throw new UsageError('PATH is empty');
  const directory = resolve(path);
  const status = statSync(directory, { throwIfNoEntry: false });
  if (status === undefined) throw new UsageError(`${path} does not exist`);
  if (!status.isDirectory()) throw new UsageError(`${path} is not a directory`);
  try {
    accessSync(directory, constants.R_OK | constants.X_OK);
  } catch {
    throw new UsageError(`${path} may not be read`);
  }
  if (['HEAD', 'objects', 'refs', 'config'].every((name) => existsSync(join(directory, name))))
    throw new UsageError(`${path} is a bare git repository, without files: clone it, and audit the clone`);
  return directory;
}
