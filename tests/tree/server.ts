import { execFileSync } from 'node:child_process';
import type { ListedEntry, RemoteRepository } from '../../src/tree/remote.ts';

/** A server over a local repository, as GitHub's API would answer; `longest` is the length at which it cuts listings, `calls` what it was asked. */
export function localServer(directory: string, longest = Infinity): RemoteRepository & { calls: string[] } {
  const git = (...args: string[]): Buffer => execFileSync('git', args, { cwd: directory });
  const calls: string[] = [];
  return {
    calls,
    async list(tree, recursive) {
      calls.push(recursive ? 'list all' : 'list');
      const lines = git('ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), tree)
        .toString()
        .split('\0');
      const entries = lines.filter(Boolean).map((line): ListedEntry => {
        const [, mode, type, object, size, path] = /^(\d+) (\w+) (\w+) +(\S+)\t([^]*)$/.exec(line)!;
        return {
          mode: mode!,
          type: type as 'blob',
          object: object!,
          path: path!,
          ...(size !== '-' && { size: Number(size) }),
        };
      });
      return { entries: entries.slice(0, longest), complete: entries.length <= longest };
    },
    async contents(objects) {
      calls.push(`contents of ${objects.length}`);
      const found = objects.map((object) => [object, git('cat-file', 'blob', object)] as const);
      return new Map(found.filter(([, bytes]) => !bytes.includes(0)));
    },
    async content(object) {
      calls.push('content');
      return git('cat-file', 'blob', object);
    },
  };
}
