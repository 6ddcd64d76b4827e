import type { Dependency } from '../model/dependency.ts';

/** What a dependency entry of a package.json, a catalogue or an import map asks for, apart from where it stands. */
export type PackageSpec = Pick<Dependency, 'ecosystem' | 'name' | 'requirement' | 'alias' | 'inherits' | 'source'>;

/**
 * Reads one entry: the name it is filed under and its text, in the spellings of npm, pnpm, yarn, bun and Deno.
 * https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies, https://yarnpkg.com/protocols, https://pnpm.io/catalogs
 */
export function parseNpmSpec(filedAs: string, text: string): PackageSpec {
  const spec = text.trim();
  const colon = spec.indexOf(':');
  const rest = spec.slice(colon + 1);
  switch (spec.slice(0, colon + 1)) {
    case 'npm:':
      return aliasSpec(filedAs, rest, 'npm');
    case 'jsr:':
      return aliasSpec(filedAs, rest, 'jsr');
    case 'catalog:':
      return { ...own(filedAs), inherits: `catalog:${rest.trim() || 'default'}` };
    case 'workspace:':
      return workspaceSpec(filedAs, spec, rest);
    case 'patch:':
      return patchSpec(filedAs, rest);
    case 'file:':
    case 'link:':
    case 'portal:':
    case 'exec:':
      return { ...own(filedAs), requirement: spec, source: 'path' };
  }
  if (/^(?:\.{0,2}\/|~\/|\.{1,2}$|[A-Za-z]:[\\/])/.test(spec))
    return { ...own(filedAs), requirement: spec, source: 'path' };
  if (isGit(spec)) return { ...own(filedAs), requirement: versionOfCommittish(spec) ?? spec, source: 'git' };
  if (/^https?:\/\//.test(spec)) return { ...own(filedAs), requirement: spec, source: 'url' };
  return { ...own(filedAs), requirement: spec === '' ? '*' : spec };
}

/** `name@requirement` in its parts; the requirement is absent if none is given. */
export function splitPackage(text: string): { name: string; requirement?: string } {
  const at = text.indexOf('@', 1);
  return at < 0 ? { name: text } : { name: text.slice(0, at), requirement: text.slice(at + 1) };
}

/** The registry of npm serves JSR's packages as `@jsr/scope__name`. https://jsr.io/docs/npm-compatibility */
export function packageIdentity(name: string): Pick<Dependency, 'ecosystem' | 'name'> {
  const underscores = name.indexOf('__');
  if (!name.startsWith('@jsr/') || underscores < 0) return { ecosystem: 'npm', name };
  return { ecosystem: 'jsr', name: `@${name.slice(5, underscores)}/${name.slice(underscores + 2)}` };
}

function own(filedAs: string): Pick<PackageSpec, 'ecosystem' | 'name' | 'alias'> {
  const identity = packageIdentity(filedAs);
  return identity.name === filedAs ? identity : { ...identity, alias: filedAs };
}

/** After `npm:` or `jsr:` stands a package with an optional requirement, or a bare requirement of the package that it is filed under. */
function aliasSpec(filedAs: string, rest: string, ecosystem: 'npm' | 'jsr'): PackageSpec {
  const bare = rest === '' || /^(?:[\d^~<>=*]|v\d|x(?:\.|$)|(?:latest|next|beta|alpha|canary|rc)$)/.test(rest);
  if (bare) return { ...own(filedAs), ecosystem, requirement: rest === '' ? '*' : rest };
  const { name, requirement = '*' } = splitPackage(rest);
  const identity = ecosystem === 'jsr' ? { ecosystem, name } : packageIdentity(name);
  return { ...identity, requirement, ...(identity.name === filedAs ? {} : { alias: filedAs }) };
}

/** `workspace:^1.2`, `workspace:../ui`, or another package of the workspace under this name: `workspace:ui@*`. */
function workspaceSpec(filedAs: string, spec: string, rest: string): PackageSpec {
  if (/^(?:[\d^~<>=*.]|v\d|$)/.test(rest) || rest.indexOf('@', 1) < 0)
    return { ...own(filedAs), requirement: spec, source: 'workspace' };
  const { name, requirement = '*' } = splitPackage(rest);
  return { ecosystem: 'npm', name, alias: filedAs, requirement: `workspace:${requirement}`, source: 'workspace' };
}

/** `patch:name@npm%3A1.2.3#file.patch` is the package itself with a local change. https://yarnpkg.com/protocol/patch */
function patchSpec(filedAs: string, rest: string): PackageSpec {
  const inner = rest.split('#', 1)[0] ?? '';
  const { requirement } = splitPackage(inner.replaceAll(/%3A/gi, ':').replaceAll(/%40/gi, '@'));
  return requirement === undefined || requirement.startsWith('patch:')
    ? { ...own(filedAs), requirement: '*' }
    : parseNpmSpec(filedAs, requirement);
}

function isGit(spec: string): boolean {
  if (/^(?:git[+:@]|git\+?\w*:\/\/|(?:github|gitlab|bitbucket|gist):|ssh:\/\/)/.test(spec)) return true;
  if (/^https?:\/\/[^#]*\.git(?:#|$)/.test(spec)) return true;
  // `https://github.com/owner/name`, and the short `owner/name`: a range has no slash, a scoped name no second word.
  return /^https?:\/\/github\.com\/[^/]+\/[^/#]+\/?(?:#|$)/.test(spec) || /^[\w.-]+\/[\w.-]+(?:#|$)/.test(spec);
}

/** The version that a git address names by its tag (`#v1.2.3`) or asks for (`#semver:^1.2`). */
function versionOfCommittish(spec: string): string | undefined {
  const hash = spec.indexOf('#');
  if (hash < 0) return undefined;
  const committish = spec.slice(hash + 1);
  if (committish.startsWith('semver:')) return committish.slice('semver:'.length);
  return /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(committish.slice(0, 100)) ? committish : undefined;
}
