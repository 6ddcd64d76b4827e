import { spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';

/** What git said. `code` is not 0 when it refused, or could not be started at all. */
export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Settings that keep git from running anything that the audited repository brings: hooks, file system monitors, filters, external diffs, helpers, proxies. */
const harmless = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.pager=cat',
  'core.attributesFile=/dev/null',
  'core.quotePath=false',
  'core.longpaths=true',
  'diff.external=',
  'gc.auto=0',
  'maintenance.auto=false',
  'submodule.recurse=false',
  'fetch.recurseSubmodules=false',
  'safe.bareRepository=explicit',
  'credential.helper=',
  'credential.interactive=false',
].flatMap((setting) => ['-c', setting]);

const environmentKept = [
  'PATH',
  'HOME',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'TMPDIR',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'HTTPS_PROXY',
  'https_proxy',
  'NO_PROXY',
  'no_proxy',
];

/** Runs git in a directory with fixed arguments, without a shell, without prompts, and with nothing of the repository executed. */
export function git(
  directory: string,
  args: readonly string[],
  options: { input?: string; environment?: Readonly<Record<string, string>>; timeout?: number } = {},
): GitResult {
  const environment: Record<string, string> = {};
  for (const name of environmentKept) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  const result = spawnSync('git', [...harmless, ...trusted(), '-C', resolve(directory), ...args], {
    // Windows looks for programs in the current directory first, and that may be the repository.
    cwd: dirname(process.execPath),
    input: options.input ?? '',
    env: {
      ...environment,
      LC_ALL: 'C',
      GIT_TERMINAL_PROMPT: '0',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_NO_LAZY_FETCH: '1',
      // Where a clone left contents behind, git would get them by whatever its configuration names, commands included.
      GIT_ALLOW_PROTOCOL: '',
      GIT_SSH_COMMAND: 'false',
      GIT_ASKPASS: 'false',
      ...options.environment,
    },
    maxBuffer: 2 ** 31,
    timeout: options.timeout ?? 120_000,
    windowsHide: true,
  });
  const stderr = result.error ? result.error.message : result.stderr.toString('utf8');
  return { code: result.status ?? -1, stdout: result.stdout ?? Buffer.alloc(0), stderr: stderr.trim() };
}

/** In a container job the workspace belongs to another user; git would refuse to look at it. What lies there was put there by the workflow. */
function trusted(): string[] {
  return process.env['GITHUB_ACTIONS'] === 'true' ? ['-c', 'safe.directory=*'] : [];
}

/** The records of a NUL-separated output. */
export function records(output: Buffer): string[] {
  const text = output.toString('utf8');
  return text === '' ? [] : text.replace(/\0$/, '').split('\0');
}
