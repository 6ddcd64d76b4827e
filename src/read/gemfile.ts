import type { Dependency, Scope } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Link } from '../model/link.ts';
import { type Reading, reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import type { Setting } from '../model/setting.ts';
import { rubygems } from '../versions/rubygems.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { versionOfTag } from './git-tag.ts';
import { scopeOfGroup } from './python-scopes.ts';
import type { Reader } from './reader.ts';
import { type RubyCall, type RubyValue, opensBlock, opensDo, rubyCall } from './ruby-calls.ts';
import { rubyStatements } from './ruby-tokens.ts';

export const gemfile: Reader = {
  name: 'Gemfile',
  specifications: ['https://bundler.io/man/gemfile.5.html'],
  takes: ['project', 'dependencies', 'links', 'runtimes', 'settings'],
  files: ['**/Gemfile', '**/gems.rb'],
  read,
};

interface Block {
  readonly groups?: readonly string[];
  readonly optional?: boolean;
  readonly source?: Dependency['source'];
  readonly tag?: string;
  readonly conditional?: boolean;
}

const rank: readonly Scope[] = ['runtime', 'optional', 'development', 'test'];
const gitKeys = new Set(['git', 'github', 'gitlab', 'bitbucket', 'gist']);
const mostProblems = 20;

interface Found {
  readonly path: string;
  readonly dependencies: Dependency[];
  readonly conditional: Dependency[];
  readonly diagnostics: Diagnostic[];
  readonly links: Link[];
  readonly settings: Setting[];
  readonly runtimes: RuntimeRequirement[];
}

function read(path: string, text: string): Reading {
  const found: Found = {
    path,
    dependencies: [],
    conditional: [],
    diagnostics: [],
    links: [],
    settings: [],
    runtimes: [],
  };
  const blocks: Block[] = [];
  for (const statement of rubyStatements(text)) {
    const [first] = statement;
    if (first?.kind === 'name' && first.text === 'end') {
      blocks.pop();
      continue;
    }
    if (first?.kind === 'name' && /^(?:else|elsif|when|rescue|ensure)$/.test(first.text)) continue;
    const call = opensBlock(statement) ? undefined : rubyCall(statement);
    if (call) readCall(call, blocks, found);
    if (opensBlock(statement)) blocks.push({ conditional: true });
    else if (opensDo(statement)) blocks.push(call ? blockOf(call) : {});
  }
  const { dependencies, links, settings, runtimes, diagnostics } = found;
  if (diagnostics.length > mostProblems) diagnostics.length = mostProblems;
  return reading(path, gemfile.name, {
    project: {
      ecosystem: 'rubygems',
      at: { path, line: dependencies[0]?.at.line ?? 1 },
      languages: ['ruby'],
      signs: [],
    },
    dependencies: withConditions(found),
    links,
    settings,
    runtimes,
    diagnostics,
  });
}

function blockOf(call: RubyCall): Block {
  const texts = call.positional.flatMap((value) => value.texts);
  switch (call.name) {
    case 'group':
    case 'groups':
      return { groups: texts, optional: call.keywords.get('optional')?.texts[0] === 'true' };
    case 'path':
      return { source: 'path' };
    case 'git':
    case 'github':
      return {
        source: 'git',
        ...(call.keywords.get('tag')?.texts[0] !== undefined && { tag: call.keywords.get('tag')?.texts[0] ?? '' }),
      };
    case 'install_if':
      return { conditional: true };
    default:
      return {};
  }
}

function readCall(call: RubyCall, blocks: readonly Block[], found: Found): void {
  const { path, diagnostics } = found;
  const [first] = call.positional;
  const at = { path, line: first?.line ?? call.line };
  switch (call.name) {
    case 'gem': {
      const dependency = gemOf(call, blocks, path, diagnostics);
      const sure = !call.conditional && !blocks.some(({ conditional }) => conditional);
      if (dependency) (sure ? found.dependencies : found.conditional).push(dependency);
      return;
    }
    case 'ruby': {
      const requirement = first && !first.open ? first.texts.join(', ') : undefined;
      if (requirement === undefined) return;
      const strength = rubygems.isVersion(requirement) ? 'pin' : 'minimum';
      found.runtimes.push({ technology: 'ruby', requirement, strength, at });
      return;
    }
    case 'source':
      if (first && !first.open)
        found.settings.push({
          key: 'source',
          value: first.kind === 'symbol' ? `:${first.texts[0] ?? ''}` : first.texts[0],
          format: 'bundler',
          profile: 'base',
          at,
        });
      return;
    case 'gemspec': {
      const directory = call.keywords.get('path')?.texts[0] ?? '.';
      const target = resolvePath(directoryOf(path), directory);
      if (target !== undefined) found.links.push({ kind: 'reference', name: 'gemspec', path: target, at });
      return;
    }
    case 'eval_gemfile': {
      const target = first && !first.open ? resolvePath(directoryOf(path), first.texts[0] ?? '') : undefined;
      if (target === undefined) diagnostics.push({ message: 'includes another file by a computed name', at });
      else found.links.push({ kind: 'include', path: target, at });
      return;
    }
    default:
  }
}

function gemOf(
  call: RubyCall,
  blocks: readonly Block[],
  path: string,
  diagnostics: Diagnostic[],
): Dependency | undefined {
  const [named, ...versions] = call.positional;
  const name = named?.open === false && named.kind === 'text' ? named.texts[0] : undefined;
  if (named === undefined || name === undefined || !/^[\w.-]+$/.test(name)) {
    diagnostics.push({ message: 'a gem is named by something computed', at: { path, line: call.line } });
    return undefined;
  }
  if (versions.some(({ open }) => open))
    diagnostics.push({ message: `the version of ${name} is computed`, at: { path, line: call.line } });
  const known = versions.filter(({ open }) => !open);
  const requirement =
    known.length > 0 && known.length === versions.length ? known.flatMap(({ texts }) => texts).join(', ') : undefined;
  const exact = requirement === undefined ? undefined : rubygems.exact(requirement);
  const tag = call.keywords.get('tag')?.texts[0] ?? blocks.findLast((block) => block.tag !== undefined)?.tag;
  const fromTag = tag === undefined ? undefined : versionOfTag(tag);
  const resolved = exact ?? fromTag;
  return {
    ecosystem: 'rubygems',
    name,
    ...(requirement !== undefined && requirement !== '' && { requirement }),
    ...(resolved !== undefined && { resolved }),
    ...placeOf(call, blocks),
    ...sourceOf(call, blocks),
    at: { path, line: known[0]?.line ?? named.line },
  };
}

function sourceOf({ keywords }: RubyCall, blocks: readonly Block[]): Pick<Dependency, 'source'> {
  const given = [...keywords.keys()];
  if (given.includes('path')) return { source: 'path' };
  if (given.some((key) => gitKeys.has(key))) return { source: 'git' };
  const source = blocks.findLast((block) => block.source !== undefined)?.source;
  return source === undefined ? {} : { source };
}

/** The scope that the groups give: the widest, where there are several. */
function placeOf({ keywords }: RubyCall, blocks: readonly Block[]): Pick<Dependency, 'scope' | 'group'> {
  const own: RubyValue | undefined = keywords.get('group') ?? keywords.get('groups');
  const groups = [...(own?.texts ?? []), ...blocks.flatMap((block) => block.groups ?? [])];
  if (groups.length === 0) return { scope: 'runtime' };
  const usual: Scope = blocks.some((block) => block.optional) ? 'optional' : 'runtime';
  const scopes = new Set(
    groups.map((group) => (group === 'default' || group === 'production' ? 'runtime' : scopeOfGroup(group, usual))),
  );
  const scope = rank.find((one) => scopes.has(one)) ?? 'runtime';
  return { scope, group: groups.join(',') };
}

/** What stands under a condition may be left out, unless every branch brings it. */
function withConditions({ dependencies, conditional }: Found): Dependency[] {
  const counts = new Map<string, number>();
  for (const { name } of conditional) counts.set(name, (counts.get(name) ?? 0) + 1);
  const chosen = conditional.map((one): Dependency => {
    const always = (counts.get(one.name) ?? 0) > 1;
    return one.scope === 'runtime' && !always ? { ...one, scope: 'optional' } : one;
  });
  return [...dependencies, ...chosen];
}
