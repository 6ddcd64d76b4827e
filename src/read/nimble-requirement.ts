import type { Dependency } from '../model/dependency.ts';
import { versionOfTag } from './git-tag.ts';

export type NimbleRequirement = Pick<Dependency, 'name' | 'requirement' | 'resolved' | 'source' | 'extras'>;

/**
 * One requirement: `jester >= 0.6 & < 0.7`, `httpbeast#v0.4.0`, `jester 0.5.0`, `https://github.com/x/y.git == 1.0`, `pkg[feature]`.
 * Undefined if it names no package. https://nim-lang.github.io/nimble/nimble-reference.html
 */
export function nimbleRequirement(text: string): NimbleRequirement | undefined {
  const [, written = '', list, rest = ''] =
    /^\s*([^\s#@<>=~^&[]+)(?:\[([^\]]*)\])?(.*)$/s.exec(text.slice(0, 500)) ?? [];
  if (!/^[A-Za-z]/.test(written)) return undefined;
  const isUrl = written.includes('://') || written.startsWith('git@');
  const requirement = rest.replace(/^\s*@\s*/, '').trim();
  const tag = requirement.startsWith('#') ? versionOfTag(requirement.slice(1)) : undefined;
  return {
    // The registry's names mean the same in any case, https://github.com/nim-lang/packages
    name: isUrl ? repository(written) : written.toLowerCase(),
    requirement: requirement === '' || requirement === 'any' || requirement === '*' ? undefined : requirement,
    resolved: tag,
    source: isUrl ? 'git' : undefined,
    extras: list?.split(',').flatMap((feature) => feature.trim() || []),
  };
}

/** An address without what may vary in writing: the ending, the case of the host, a query. */
function repository(url: string): string {
  const [, scheme = '', host = '', path = ''] = /^([a-z+]+:\/\/)([^/]*)(.*)$/i.exec(url) ?? [];
  return `${scheme}${host.toLowerCase()}${path
    .replace(/\?.*$/, '')
    .replace(/\/$/, '')
    .replace(/\.git$/, '')}`;
}
