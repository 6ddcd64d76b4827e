import type { Dependency, Scope } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import { tokensOf } from './code-tokens.ts';
import { fileNameOf } from './directory.ts';
import type { Reader } from './reader.ts';
import { repositoryName } from './repository-name.ts';
import { type Call, callsIn, labelled, textIn } from './swift-calls.ts';

/**
 * The manifest of a Swift package, read as text. Packages are known by owner and name of their repository; those that no target uses are `indirect`.
 * Manifests for certain versions of Swift (`Package@swift-5.9.swift`) are left out.
 */
export const packageSwift: Reader = {
  name: 'Package.swift',
  specifications: ['https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/Package.swift'],
  read(path, text) {
    // Any source file may bear this name.
    if (!text.includes('PackageDescription')) return reading(path, this.name, {});
    const calls = callsIn(tokensOf(text, 'kotlin'));
    const dependencies = dependenciesOf(path, calls);
    const version = /^\s*\/\/\s*swift-tools-version\s*:?\s*(\d+(?:\.\d+){0,2})/i.exec(text.slice(0, 2000))?.[1];
    const toolsLine = text.slice(0, text.search(/\S/)).split('\n').length;
    const name = calls.find((call) => call.name === 'Package');
    return reading(path, this.name, {
      project: {
        ecosystem: 'swift',
        ...named(name && textIn(labelled(name, 'name'))),
        at: { path, line: name?.line ?? 1 },
        languages: ['swift'],
        signs: signsOf(path, calls),
      },
      dependencies,
      runtimes:
        version === undefined
          ? []
          : [{ technology: 'swift', requirement: version, strength: 'minimum', at: { path, line: toolsLine } }],
      diagnostics: name || calls.length > 0 ? [] : [{ message: 'no package is described here', at: { path, line: 1 } }],
    });
  },
};

function named(name: string | undefined): { name?: string } {
  return name === undefined ? {} : { name };
}

function dependenciesOf(path: string, calls: readonly Call[]): Dependency[] {
  const uses = usesOf(calls);
  return calls
    .filter((call) => call.name === '.package')
    .flatMap((call): Dependency[] => {
      const url = textIn(labelled(call, 'url')) ?? textIn(labelled(call, 'id'));
      const local = textIn(labelled(call, 'path'));
      const written = url ?? local;
      if (written === undefined) return [];
      const last = fileNameOf(written.replace(/\/+$/, ''))
        .replace(/\.git$/i, '')
        .toLowerCase();
      const alias = textIn(labelled(call, 'name'));
      const version = requirementOf(call);
      return [
        {
          ecosystem: 'swift',
          name: (url === undefined ? undefined : repositoryName(written)) ?? last,
          ...(version?.text !== undefined && { requirement: version.text }),
          scope: uses.scopeOf(last, alias?.toLowerCase()),
          at: { path, line: version?.line ?? call.line },
          ...(version?.git === true && { source: 'git' }),
          ...(url === undefined && { source: 'path' }),
          ...(version !== undefined && version.line !== call.line && { namedAt: { path, line: call.line } }),
        },
      ];
    });
}

interface Version {
  readonly text?: string;
  readonly git?: boolean;
  readonly line: number;
}

/** `from: "1.0.0"`, `exact:`, `.upToNextMinor(from:)`, `"1.0.0"..<"2.0.0"`; a branch or a commit is no version. */
function requirementOf(call: Call): Version | undefined {
  for (const label of ['from', 'exact'] as const) {
    const tokens = labelled(call, label);
    const version = textIn(tokens);
    if (version !== undefined) return { text: `${label}: "${version}"`, line: tokens?.[0]?.line ?? call.line };
  }
  if (labelled(call, 'branch') ?? labelled(call, 'revision')) return { git: true, line: call.line };
  for (const argument of call.arguments) {
    const first = argument[0];
    if (first === undefined) continue;
    const [nested] = callsIn(argument);
    const inner = nested && (textIn(labelled(nested, 'from')) ?? textIn(nested.arguments[0]));
    if (nested && inner !== undefined) {
      if (nested.name === '.branch' || nested.name === '.revision') return { git: true, line: first.line };
      if (nested.name === '.exact') return { text: `exact: "${inner}"`, line: first.line };
      if (/^\.upToNextM(?:ajor|inor)$/.test(nested.name))
        return { text: `${nested.name}(from: "${inner}")`, line: first.line };
    }
    const range = argument.map(({ kind, text }) => (kind === 'string' ? `"${text}"` : text)).join('');
    if (/^"[\w.+-]+"\.\.[.<]"[\w.+-]+"$/.test(range)) return { text: range, line: first.line };
  }
  return undefined;
}

/** Which packages the targets name: tests alone, or something that is built. */
function usesOf(calls: readonly Call[]): { scopeOf(identity: string, alias: string | undefined): Scope } {
  const built = new Set<string>();
  const tested = new Set<string>();
  let plain = false;
  for (const call of calls) {
    if (!/^\.(?:target|executableTarget|testTarget|macro|systemLibrary|plugin)$/.test(call.name)) continue;
    const list = labelled(call, 'dependencies');
    if (list === undefined) continue;
    const into = call.name === '.testTarget' ? tested : built;
    const group = list.find(({ kind, text }) => kind === 'group' && text === '[');
    for (const token of group?.children ?? [])
      if (token.kind === 'string') {
        into.add(token.text.toLowerCase());
        plain = true;
      }
    for (const product of callsIn(list)) {
      const named_ = textIn(labelled(product, 'package'));
      if (named_ !== undefined) into.add(named_.toLowerCase());
      else if (product.name === '.byName' || product.name === '.product') plain = true;
    }
    // Lists that are put together elsewhere do not tell.
    if (group === undefined || list.length > 1) plain = true;
  }
  return {
    scopeOf(identity, alias) {
      const has = (set: ReadonlySet<string>): boolean => set.has(identity) || (alias !== undefined && set.has(alias));
      if (has(built)) return 'runtime';
      if (has(tested)) return 'test';
      return plain || built.size === 0 ? 'runtime' : 'indirect';
    },
  };
}

function signsOf(path: string, calls: readonly Call[]): Sign[] {
  const sign = (kind: Sign['for'], reason: string, call: Call): Sign[] => [
    { for: kind, reason, at: { path, line: call.line } },
  ];
  const program = calls.find(({ name }) => name === '.executableTarget' || name === '.executable');
  if (program) return sign('program', 'has an executable target', program);
  const app = calls.find(({ name }) => name === '.iOSApplication');
  if (app) return sign('frontend', 'is an app for iOS', app);
  const library = calls.find(({ name }) => name === '.library');
  return library ? sign('library', 'has only library products', library) : [];
}
