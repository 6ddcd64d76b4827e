// Requirement strings of Python packages: https://packaging.python.org/en/latest/specifications/dependency-specifiers/ (PEP 508)
import type { Dependency, Scope } from '../model/dependency.ts';
import type { Location } from '../model/location.ts';
import { poetry } from '../versions/poetry.ts';
import { versionOfTag } from './git-tag.ts';

/** One requirement string, taken apart. `name` is normalised. */
export interface PythonRequirement {
  readonly name: string;
  readonly extras: readonly string[];
  /** The specifiers as written, without parentheses; undefined if there are none. */
  readonly requirement?: string;
  readonly marker?: string;
  readonly url?: string;
}

const longest = 4000;
const specifier = /^(?:===|==|~=|!=|<=|>=|<|>)\s*[^\s<>=!~;,]+$/;

/** The name under which PyPI knows a package: `Flask_RESTful` is `flask-restful`. https://peps.python.org/pep-0503/#normalized-names */
export function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** Reads `name[extra]>=1,<2 ; marker` and `name @ url`; undefined if the text is neither. */
export function parsePep508(text: string): PythonRequirement | undefined {
  if (text.length > longest) return undefined;
  const [, written = '', rest = ''] = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)([^]*)$/.exec(text) ?? [];
  if (written === '' || /[._-]$/.test(written)) return undefined;
  let after = rest.trimStart();
  let extras: string[] = [];
  if (after.startsWith('[')) {
    const end = after.indexOf(']');
    if (end < 0) return undefined;
    extras = after
      .slice(1, end)
      .split(',')
      .map((extra) => extra.trim())
      .filter((extra) => extra !== '');
    if (!extras.every((extra) => /^[A-Za-z0-9][\w.-]*$/.test(extra))) return undefined;
    after = after.slice(end + 1).trimStart();
  }
  const name = pythonName(written);
  if (after.startsWith('@')) {
    const [url = '', ...more] = after.slice(1).trim().split(/\s+/);
    const marker = more.join(' ').replace(/^;\s*/, '');
    return url === '' ? undefined : { name, extras, url, ...(marker !== '' && { marker }) };
  }
  const semicolon = after.indexOf(';');
  const marker = semicolon < 0 ? '' : after.slice(semicolon + 1).trim();
  const requirement = bare(semicolon < 0 ? after : after.slice(0, semicolon));
  if (requirement === undefined) return undefined;
  return { name, extras, ...(requirement !== '' && { requirement }), ...(marker !== '' && { marker }) };
}

function bare(text: string): string | undefined {
  let specifiers = text.trim();
  if (specifiers.startsWith('(') && specifiers.endsWith(')')) specifiers = specifiers.slice(1, -1).trim();
  specifiers = specifiers.replace(/\s*,$/, '');
  if (specifiers === '' || specifiers === '*') return '';
  return specifiers.split(',').every((one) => specifier.test(one.trim())) ? specifiers : undefined;
}

/** The dependency that a requirement string names; undefined if it cannot be read. A marker for an extra makes it optional. */
export function pythonDependency(text: string, scope: Scope, at: Location, group?: string): Dependency | undefined {
  const parsed = parsePep508(text);
  if (parsed === undefined) return undefined;
  const { name, extras, requirement, marker, url } = parsed;
  const extra = marker === undefined ? undefined : /(?:^|[\s(])extra\s*==\s*["']([\w.-]+)["']/.exec(marker)?.[1];
  const chosen = extra ?? group;
  return {
    ecosystem: 'pypi',
    name,
    ...(requirement !== undefined && { requirement }),
    ...exactly(requirement),
    scope: extra !== undefined && scope === 'runtime' ? 'optional' : scope,
    at,
    ...(chosen !== undefined && { group: chosen }),
    ...(url !== undefined && fromUrl(url)),
    ...(extras.length > 0 && { extras }),
  };
}

/** The version that a requirement alone selects. */
export function exactly(requirement: string | undefined): Pick<Dependency, 'resolved'> {
  const version = requirement === undefined ? undefined : poetry.exact(requirement);
  return version === undefined ? {} : { resolved: version };
}

/** Where a package with an address of its own comes from, and the version if the address names one: a tag, or the name of a wheel. */
export function fromUrl(url: string): Pick<Dependency, 'source' | 'resolved'> {
  if (/^(?:git|hg|svn|bzr)\+|^git[:@]|\.git(?:@|#|$)/.test(url)) {
    const tag = /@([^@/#\s]+)(?:#|$)/.exec(url.replace(/^[a-z+]+:\/\/[^/]*/, ''))?.[1];
    const version = tag === undefined ? undefined : versionOfTag(tag);
    return { source: 'git', ...(version !== undefined && { resolved: version }) };
  }
  if (/^(?:\.|\/|file:)/.test(url)) return { source: 'path' };
  const file = url.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '';
  const version = /^[\w.]+-(\d[\w.+!]*)-(?:[\w.]+-)*[\w.]+\.whl$/.exec(file.slice(0, 300))?.[1];
  return { source: 'url', ...(version !== undefined && { resolved: version }) };
}
