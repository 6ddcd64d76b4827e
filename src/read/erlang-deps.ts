import type { Dependency, Scope } from '../model/dependency.ts';
import { versionOfTag } from './git-tag.ts';
import type { Term } from './terms.ts';

/**
 * One entry of rebar's `deps`: `cowboy`, `{cowboy, "2.9.0"}`, `{cowboy, {git, Url, {tag, "2.9.0"}}}`, `{cowboy, ".*", {git, …}}`,
 * `{cowboy, "2.9.0", {pkg, cowboy_fork}}`. The tag of a repository is its version, not the pattern in front of it.
 * https://rebar3.org/docs/configuration/dependencies/
 */
export function rebarDependency(path: string, entry: Term, scope: Scope, group?: string): Dependency | undefined {
  const first = entry.kind === 'tuple' ? entry.items[0] : entry;
  if (first?.kind !== 'atom' && first?.kind !== 'text') return undefined;
  const version = entry.items.slice(1).find((item) => item.kind === 'text');
  const origin = entry.items.slice(1).find((item) => item.kind === 'tuple');
  const kind = origin?.items[0]?.text;
  const isPackage = origin === undefined || kind === 'pkg';
  const reference = isPackage ? undefined : origin.items[2];
  const tagTerm = reference?.kind === 'tuple' && reference.items[0]?.text === 'tag' ? reference.items[1] : reference;
  const tag = tagTerm?.kind === 'text' ? versionOfTag(tagTerm.text) : undefined;
  const value = isPackage ? version : tag === undefined ? undefined : tagTerm;
  const line = value?.line ?? first.line;
  const name = (kind === 'pkg' ? origin?.items[1]?.text : undefined) ?? first.text;
  return {
    ecosystem: 'hex',
    name,
    requirement: isPackage ? version?.text : tag,
    resolved: tag,
    scope,
    group,
    at: { path, line },
    namedAt: line === first.line ? undefined : { path, line: first.line },
    alias: name === first.text ? undefined : first.text,
    source: isPackage ? undefined : kind === 'git_subdir' || kind === 'git' || kind === 'hg' ? 'git' : 'url',
  };
}
