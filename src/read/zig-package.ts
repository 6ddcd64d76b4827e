import { versionOfTag } from './git-tag.ts';

/** What the address of a Zig package says: whose repository it is, and the version if it names a tag. */
export interface ZigPackage {
  /** `owner/repo` on GitHub; with the host in front elsewhere. Lower case, as hosts treat it. */
  readonly name: string;
  readonly version?: string;
  readonly source: 'git' | 'url';
}

/**
 * Reads `git+https://github.com/zigzap/zap?ref=v0.11.0#66c5dc4`, `https://github.com/o/r/archive/refs/tags/v1.2.tar.gz` and the like.
 * The local name in front of it proves nothing, and a commit names no version.
 */
export function zigPackage(url: string): ZigPackage | undefined {
  const [, scheme = '', host = '', path = '', query = '', fragment = ''] =
    /^([a-z][a-z+]*):\/\/(?:[^/@?#]*@)?([^/?#]+)\/([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i.exec(url.slice(0, 1000)) ?? [];
  const parts = path.split('/').filter((part) => part !== '');
  const [owner, repository] = parts;
  if (owner === undefined || repository === undefined) return undefined;
  const site = host.toLowerCase();
  const project = `${owner}/${repository.replace(/\.git$/, '')}`.toLowerCase();
  const ref = /(?:^|&)ref=([^&]*)/.exec(query)?.[1];
  const file = parts.at(-1)?.replace(/\.(?:tar\.gz|tar\.xz|tar\.zst|tgz|zip|tar)$/, '');
  const release = parts[2] === 'releases' && parts[3] === 'download' ? parts[4] : undefined;
  const archive = parts.length > 2 ? (release ?? file) : undefined;
  const version = [ref, fragment, archive].map((tag) => versionOfTag(tag ?? '')).find((found) => found !== undefined);
  const known = site === 'github.com' || site === 'www.github.com' || site === 'codeload.github.com';
  return {
    name: known ? project : `${site}/${project}`,
    version,
    source: scheme.toLowerCase().startsWith('git') ? 'git' : 'url',
  };
}
