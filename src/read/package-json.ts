import type { Command } from '../model/command.ts';
import type { Dependency, Scope } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Sign, Workspace } from '../model/project.ts';
import { type Reading, reading } from '../model/reading.ts';
import { type Document, entriesOf, fieldOf, isRecord, textOf, textsOf } from './document.ts';
import { parseJson } from './json.ts';
import { catalogsIn, overridesIn } from './npm-constraints.ts';
import { npmRuntimes } from './npm-runtimes.ts';
import { npmSigns } from './npm-signs.ts';
import { parseNpmSpec } from './npm-spec.ts';
import { membersAndExcluded } from './npm-workspaces.ts';
import type { Reader } from './reader.ts';
import { scriptCommands } from './script-commands.ts';

/** https://docs.npmjs.com/cli/configuring-npm/package-json, with the additions of pnpm, yarn and bun. */
export const packageJson: Reader = {
  name: 'package.json',
  specifications: ['https://docs.npmjs.com/cli/configuring-npm/package-json'],
  takes: ['project', 'dependencies', 'constraints', 'runtimes', 'commands'],
  files: ['**/package.json'],
  read,
};

const sections: readonly (readonly [string, Scope])[] = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'peer'],
  ['devDependencies', 'development'],
];

function read(path: string, text: string): Reading {
  const document = parseJson(path, text);
  const { value } = document;
  const diagnostics: Diagnostic[] = [...document.diagnostics];
  if (!isRecord(value)) {
    if (diagnostics.length === 0) diagnostics.push({ message: 'not understood: not an object', at: { path, line: 1 } });
    return reading(path, packageJson.name, { diagnostics });
  }
  const dependencies = dependenciesOf(path, document, diagnostics);
  const commands = commandsOf(path, document);
  const signs = npmSigns(path, document, dependencies, commands);
  const workspace = workspaceOf(path, document);
  return reading(path, packageJson.name, {
    project: {
      ecosystem: 'npm',
      name: textOf(fieldOf(value, 'name')),
      version: textOf(fieldOf(value, 'version')),
      at: { path, line: document.lineOf('name') },
      languages: isTyped(dependencies) ? ['typescript', 'javascript'] : ['javascript'],
      signs,
      workspace,
      aggregator: workspace !== undefined && holdsOnlyMembers(dependencies, signs),
    },
    dependencies: [...dependencies, ...bunRuntime(commands)],
    constraints: [
      ...catalogsIn(path, document),
      ...catalogsIn(path, document, 'workspaces'),
      ...catalogsIn(path, document, 'pnpm'),
      ...overridesIn(path, document, 'overrides'),
      ...overridesIn(path, document, 'resolutions'),
      ...overridesIn(path, document, 'pnpm', 'overrides'),
    ],
    runtimes: npmRuntimes(path, document),
    commands,
    diagnostics,
  });
}

function dependenciesOf(path: string, document: Document, diagnostics: Diagnostic[]): Dependency[] {
  const found: Dependency[] = [];
  for (const [section, scope] of sections) {
    const table = fieldOf(document.value, section);
    if (table !== undefined && table !== null && !isRecord(table) && !(Array.isArray(table) && table.length === 0)) {
      diagnostics.push({
        message: `not understood: ${section} is not a table`,
        at: { path, line: document.lineOf(section) },
      });
    }
    for (const [name, spec] of entriesOf(table)) {
      const at = { path, line: document.lineOf(section, name) };
      if (typeof spec !== 'string') diagnostics.push({ message: `not understood: ${section}.${name} is not text`, at });
      // An entry of optionalDependencies takes the place of one of the same name in dependencies.
      else if (section !== 'dependencies' || fieldOf(document.value, 'optionalDependencies', name) === undefined) {
        found.push({ ...parseNpmSpec(name, spec), scope, at });
      }
    }
  }
  return found;
}

function commandsOf(path: string, document: Document): Command[] {
  const found: Command[] = [];
  for (const [name, script] of entriesOf(fieldOf(document.value, 'scripts'))) {
    if (typeof script !== 'string') continue;
    found.push(...scriptCommands(script, 'script', name, { path, line: document.lineOf('scripts', name) }));
  }
  return found;
}

/** `workspaces` is a list of globs, or an object with one in `packages`. https://docs.npmjs.com/cli/using-npm/workspaces */
function workspaceOf(path: string, document: Document): Workspace | undefined {
  const value = fieldOf(document.value, 'workspaces');
  const globs = textsOf(isRecord(value) ? fieldOf(value, 'packages') : value);
  if (globs.length === 0) return undefined;
  return { ...membersAndExcluded(globs), at: { path, line: document.lineOf('workspaces') } };
}

function isTyped(dependencies: readonly Dependency[]): boolean {
  const marks = new Set([
    'typescript',
    'tsx',
    'ts-node',
    'ts-node-dev',
    '@types/node',
    '@swc/core',
    'tsup',
    'tsc-watch',
  ]);
  return dependencies.some(({ name, alias }) => marks.has(alias ?? name));
}

/** The root of a workspace that has nothing of its own to run or to offer. */
function holdsOnlyMembers(dependencies: readonly Dependency[], signs: readonly Sign[]): boolean {
  if (dependencies.some(({ scope }) => scope !== 'development')) return false;
  return !signs.some((sign) => sign.for === 'service' || sign.for === 'library' || sign.for === 'tool');
}

/** Bun as a package manager says nothing of what runs the code: a script that starts a file with it does. */
function bunRuntime(commands: readonly Command[]): Dependency[] {
  const starts = commands.filter(({ name }) => /^(?:start|serve|server)(?:$|:)/.test(name));
  const asked = starts.length > 0 ? starts : commands.filter(({ name }) => name === 'dev');
  const start = asked.find(({ argv }) => argv[0] === 'bun' && argv.some((word) => /\.[cm]?[jt]sx?$/.test(word)));
  return start ? [{ ecosystem: 'tool', name: 'bun', scope: 'runtime', at: start.at }] : [];
}
