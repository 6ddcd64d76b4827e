// Go's manifest.
import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Link } from '../model/link.ts';
import { type Reading, reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { type GoDirective, goDirectives } from './go-directives.ts';
import { goReplacement, replacementConstraint } from './go-replacements.ts';
import type { Reader } from './reader.ts';

const name = 'go.mod';
const known = new Set([
  'retract',
  'exclude',
  'godebug',
  'ignore',
  'tool',
  'replace',
  'module',
  'require',
  'go',
  'toolchain',
]);

/** A file with more unknown directives than this is none of Go's: the first ones will do. */
const mostUnknown = 5;

/** A module: what it requires is what it gets, unless a workspace replaces it, because Go selects the lowest version that will do. */
export const goMod: Reader = {
  name,
  specifications: ['https://go.dev/ref/mod#go-mod-file'],
  takes: ['project', 'dependencies', 'constraints', 'links', 'runtimes'],
  files: ['**/go.mod'],
  read,
};

function read(path: string, text: string): Reading {
  const directives = goDirectives(text);
  const of = (verb: string): GoDirective[] => directives.filter((directive) => directive.verb === verb);
  const module = of('module')[0];
  const tools = of('tool').flatMap(({ words }) => words.slice(0, 1));
  const excluded = new Set(of('exclude').map(({ words }) => words.slice(0, 2).join(' ')));
  const replacements = of('replace').flatMap((directive) => goReplacement(directive) ?? []);
  const diagnostics: Diagnostic[] = [];
  const dependencies: Dependency[] = [];
  for (const { words, comment, line } of of('require')) {
    const [required, version] = words;
    if (required === undefined || version === undefined) {
      diagnostics.push({
        message: `require needs a module and a version: ${words.join(' ').slice(0, 100)}`,
        at: { path, line },
      });
      continue;
    }
    const indirect = /^indirect(?:;|$)/.test(comment);
    const isTool = indirect && tools.some((tool) => tool === required || tool.startsWith(`${required}/`));
    dependencies.push({
      ecosystem: 'go',
      name: required,
      requirement: version,
      resolved: /^v\d/.test(version) && !excluded.has(`${required} ${version}`) ? version : undefined,
      scope: isTool ? 'development' : indirect ? 'indirect' : 'runtime',
      at: { path, line },
    });
  }
  for (const { verb, line } of directives.filter((directive) => !known.has(directive.verb)).slice(0, mostUnknown)) {
    diagnostics.push({ message: `unknown directive: ${verb.slice(0, 60)}`, at: { path, line } });
  }
  if (module === undefined) diagnostics.push({ message: 'no module directive', at: { path, line: 1 } });
  return reading(path, name, {
    project: {
      ecosystem: 'go',
      name: module?.words[0],
      at: { path, line: module?.line ?? 1 },
      languages: ['go'],
      signs: [],
    },
    dependencies,
    constraints: replacements.map((replacement) => replacementConstraint(path, replacement)),
    links: replacements.flatMap(({ target, version, line }): Link[] => {
      const directory = version === undefined ? resolvePath(directoryOf(path), `${target}/go.mod`) : undefined;
      return directory === undefined ? [] : [{ kind: 'module', path: directory, at: { path, line } }];
    }),
    runtimes: goVersions(path, directives),
    diagnostics,
  });
}

/** `go` is the least version that the code needs, `toolchain` the least that builds it: a newer one that is installed is taken instead. */
export function goVersions(path: string, directives: readonly GoDirective[]): RuntimeRequirement[] {
  const versions: RuntimeRequirement[] = [];
  for (const { verb, words, line } of directives) {
    const version = words[0]?.replace(/^go/, '');
    if (version === undefined || version === 'default' || version === 'local') continue;
    if (verb === 'go')
      versions.push({ technology: 'go', requirement: version, strength: 'minimum', at: { path, line } });
    if (verb === 'toolchain')
      versions.push({ technology: 'go', requirement: version, strength: 'minimum', at: { path, line } });
  }
  return versions;
}
