import { execFile, spawn } from 'node:child_process';

/** What git is told in tests: one identity, one clock, and no configuration but the repository's own. */
export const gitEnvironment = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LANG: 'C.UTF-8',
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Mona Lisa',
  GIT_AUTHOR_EMAIL: 'mona@example.com',
  GIT_AUTHOR_DATE: '2026-11-01T12:00:00Z',
  GIT_COMMITTER_NAME: 'Mona Lisa',
  GIT_COMMITTER_EMAIL: 'mona@example.com',
  GIT_COMMITTER_DATE: '2026-11-01T12:00:00Z',
};

/**
 * Runs git in a directory and gives its output as text without the last line end; throws with git's own words when it
 * fails.
 */
export function git(directory: string, args: readonly string[], input?: string | Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd: directory, env: gitEnvironment, maxBuffer: 256 * 1024 * 1024 };
    const child = execFile('git', args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`git ${args.join(' ')}: ${stderr.trim() || error.message}`));
      else resolve(stdout.replace(/\n$/, ''));
    });
    child.stdin?.on('error', () => {}); // git may end before it has read everything; its exit code tells
    child.stdin?.end(input);
  });
}

export type GitObject = { oid: string; type: 'blob' | 'tree' | 'commit' | 'tag'; content: Buffer };

/** One `git cat-file --batch` kept open: `read('REV:path')` gives the object, or undefined when there is none. */
export type ObjectReader = { read(expression: string): Promise<GitObject | undefined>; close(): void };

/** Opens a reader of a repository's objects; hundreds of reads cost one process. */
export function openObjects(directory: string): ObjectReader {
  const child = spawn('git', ['cat-file', '--batch'], {
    cwd: directory,
    env: gitEnvironment,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting: ((object: GitObject | undefined) => void)[] = [];
  let pending = Buffer.alloc(0);
  child.stdin.on('error', () => {});
  child.on('close', () => {
    for (const answer of waiting.splice(0)) answer(undefined);
  });
  child.stdout.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const end = pending.indexOf(10);
      if (end < 0) return;
      const header = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(pending.toString('latin1', 0, end));
      const size = header ? Number(header[3]) + 1 : 0;
      if (pending.length < end + 1 + size) return;
      const content = Buffer.from(pending.subarray(end + 1, end + size));
      pending = pending.subarray(end + 1 + size);
      waiting.shift()?.(header ? { oid: header[1]!, type: header[2] as GitObject['type'], content } : undefined);
    }
  });
  return {
    read(expression) {
      if (expression === '' || /[\n\0]/.test(expression)) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        waiting.push(resolve);
        child.stdin.write(`${expression}\n`);
      });
    },
    close: () => child.kill(),
  };
}
