import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from './git.ts';

type FileContent = string | Uint8Array | { symlink: string } | { submodule: string } | { executable: string };
/** Files by path; null takes a file away. */
export type Files = Record<string, FileContent | null>;

/** A hash that no repository has: a commit that was pushed away by force and cleaned up. */
export const goneSha = 'deadbeef'.repeat(5);

/** One commit of a history: its parents by name, and what it changes of the first of them. */
export type PlannedCommit = { name: string; parents: readonly string[]; files: Files; message?: string };

/**
 * Builds a bare repository, as GitHub would hold it, and gives the commits' hashes by name; the same plan gives the
 * same hashes.
 */
export async function buildOrigin(
  directory: string,
  commits: readonly PlannedCommit[],
  refs: (hashes: Record<string, string>) => Record<string, string>,
): Promise<Record<string, string>> {
  await mkdir(directory, { recursive: true });
  await git(directory, ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', '.']);
  // as GitHub: anything that was ever pushed can be fetched by its hash
  await appendFile(join(directory, 'config'), '[uploadpack]\n\tallowAnySHA1InWant = true\n\tallowFilter = true\n');
  const marks = join(directory, 'marks');
  await git(directory, ['fast-import', '--quiet', `--export-marks=${marks}`], fastImportStream(commits));
  const hashes = (await readFile(marks, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => line.split(' ') as [string, string]);
  const named = Object.fromEntries(hashes.map(([mark, hash]) => [commits[Number(mark.slice(1)) - 1]!.name, hash]));
  const made = Object.entries(refs(named)).map(([ref, hash]) => `create ${ref} ${hash}\n`);
  const planned = commits.map(({ name }) => `delete refs/plan/${name}\n`);
  await git(directory, ['update-ref', '--stdin'], [...made, ...planned].join(''));
  return named;
}

/** The history in git's own import format: https://git-scm.com/docs/git-fast-import */
function fastImportStream(commits: readonly PlannedCommit[]): Buffer {
  const parts: Buffer[] = [];
  const line = (text: string) => void parts.push(Buffer.from(`${text}\n`));
  const data = (content: string | Uint8Array) => {
    const bytes = Buffer.from(content as string);
    line(`data ${bytes.length}`);
    parts.push(bytes, Buffer.from('\n'));
  };
  commits.forEach(({ name, parents, files, message = name }, index) => {
    line(`commit refs/plan/${name}`);
    line(`mark :${index + 1}`);
    line(`committer Mona Lisa <mona@example.com> ${Date.UTC(2026, 10, 1, 12) / 1000 + index * 60} +0000`);
    data(message);
    parents.forEach((parent, place) => {
      const mark = commits.findIndex((commit) => commit.name === parent) + 1;
      line(`${place === 0 ? 'from' : 'merge'} :${mark}`);
    });
    for (const [path, content] of Object.entries(files)) change(quoted(path), content);
  });
  return Buffer.concat(parts);

  function change(path: string, content: FileContent | null): void {
    if (content === null) return line(`D ${path}`);
    if (typeof content === 'string' || content instanceof Uint8Array) return inline('100644', path, content);
    if ('symlink' in content) return inline('120000', path, content.symlink);
    if ('executable' in content) return inline('100755', path, content.executable);
    line(`M 160000 ${content.submodule} ${path}`);
  }

  function inline(mode: string, path: string, content: string | Uint8Array): void {
    line(`M ${mode} inline ${path}`);
    data(content);
  }
}

function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
