import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { git } from '../github/git.ts';

/** Files by path; `{ link }` is a symbolic link. */
export type DiskFiles = Readonly<Record<string, string | Buffer | { readonly link: string }>>;

/** A temporary directory with these files, taken away after the test. */
export async function directoryOf(files: DiskFiles): Promise<string> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'stack-audit-tree-')));
  onTestFinished(() => rm(directory, { recursive: true, force: true, maxRetries: 3 }));
  await write(directory, files);
  return directory;
}

/** The same under git, in one commit; gives its name. */
export async function repositoryOf(files: DiskFiles): Promise<{ directory: string; commit: string }> {
  const directory = await directoryOf(files);
  await git(directory, ['init', '--quiet', '--template=', '.']);
  await git(directory, ['add', '--all', '--force']);
  await git(directory, ['commit', '--quiet', '--message=first']);
  return { directory, commit: await git(directory, ['rev-parse', 'HEAD']) };
}

export async function write(directory: string, files: DiskFiles): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const full = join(directory, path);
    await mkdir(dirname(full), { recursive: true });
    if (typeof content === 'object' && 'link' in content) await symlink(content.link, full);
    else await writeFile(full, content);
  }
}
