import type { Dependency, Scope } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Link } from '../model/link.ts';
import type { Sign } from '../model/project.ts';
import { type Reading, reading } from '../model/reading.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { pythonDependency } from './pep508.ts';
import type { PythonArguments } from './python-calls.ts';
import { pythonExpression } from './python-expression.ts';
import { pythonAssignments } from './python-module.ts';
import { scopeOfGroup } from './python-scopes.ts';
import { type PythonToken, pythonLines } from './python-tokens.ts';
import { type PythonValue, combined, isScalar } from './python-values.ts';
import type { Reader } from './reader.ts';

/** setup.py as text: only what is literal is known, nothing is executed. */
export const setupPy: Reader = {
  name: 'setup.py',
  specifications: ['https://setuptools.pypa.io/en/latest/references/keywords.html'],
  takes: ['project', 'dependencies', 'links', 'runtimes'],
  files: ['**/setup.py'],
  read,
};

function read(path: string, text: string): Reading {
  const given = setupArguments(text);
  if (given === undefined || (given.keywords.length === 0 && !given.open)) return reading(path, setupPy.name, {});
  const argument = (name: string): PythonValue | undefined => given.keywords.find(([key]) => key === name)?.[1];
  const dependencies: Dependency[] = [];
  const diagnostics: Diagnostic[] = [];
  const links = includesOf(path, text);
  const add = (value: PythonValue, scope: Scope, what: string, group?: string): void => {
    const items =
      value.kind === 'list'
        ? value.items
        : value.kind === 'text'
          ? value.text.split('\n').map((line) => ({ ...value, text: line }))
          : [value];
    if (value.kind === 'list' && value.open && links.length === 0) unclear(value.line, what);
    for (const item of items) {
      if (item.kind === 'text' && (item.text.trim() === '' || item.text.startsWith('#'))) continue;
      const dependency =
        item.kind === 'text' ? pythonDependency(item.text, scope, { path, line: item.line }, group) : undefined;
      if (dependency) dependencies.push(dependency);
      else if (links.length === 0 || item.kind === 'text')
        unclear(item.line, item.kind === 'text' ? `${what} ${item.text.slice(0, 100)}` : what);
    }
  };
  const unclear = (line: number, what: string): void => {
    if (diagnostics.length < 20)
      diagnostics.push({ message: `${what}: computed when it runs, so unknown here`, at: { path, line } });
  };
  const requires = argument('install_requires');
  if (requires) add(requires, 'runtime', 'install_requires');
  if (given.open) unclear(1, 'arguments of setup()');
  for (const name of ['tests_require', 'setup_requires']) {
    const value = argument(name);
    if (value) add(value, name === 'tests_require' ? 'test' : 'build', name);
  }
  const extras = argument('extras_require');
  if (extras?.kind === 'dict')
    for (const [extra, value] of extras.entries)
      add(value, scopeOfGroup(extra, 'optional'), `extras_require.${extra.slice(0, 60)}`, extra);
  else if (extras && links.length === 0) unclear(extras.line, 'extras_require');
  const python = argument('python_requires');
  const textIn = (value: PythonValue | undefined): string | undefined =>
    value && isScalar(value) && value.kind === 'text' ? value.text : undefined;
  const name = argument('name');
  return reading(path, setupPy.name, {
    project: {
      ecosystem: 'pypi',
      name: textIn(name),
      version: textIn(argument('version')),
      at: { path, line: name?.line ?? 1 },
      languages: ['python'],
      signs: signsOf(path, argument),
    },
    dependencies,
    links: requires !== undefined && requires.kind === 'list' && !requires.open ? [] : links,
    runtimes:
      python && textIn(python) !== undefined
        ? [
            {
              technology: 'python',
              requirement: textIn(python) ?? '',
              strength: 'minimum',
              at: { path, line: python.line },
            },
          ]
        : [],
    diagnostics,
  });
}

/** What `setup()` is given, wherever in the file it is called. */
function setupArguments(text: string): PythonArguments | undefined {
  if (!/\bsetup\s*\(/.test(text)) return undefined;
  const names = new Map<string, PythonValue>();
  for (const { target, operator, value, class: inside } of pythonAssignments(text)) {
    const [name = '', key] = target;
    if (inside !== undefined) continue;
    const known = names.get(name);
    if (key !== undefined) {
      // extras["all"] = …
      const entry: PythonValue = { kind: 'dict', entries: [[key, value]], open: false, line: value.line };
      names.set(name, known?.kind === 'dict' ? combined('|', known, entry) : { ...entry, open: true });
    } else names.set(name, operator === '+=' && known !== undefined ? combined('+', known, value) : value);
  }
  for (const { tokens } of pythonLines(text)) {
    const open = tokens.findIndex(
      ({ text: word, kind }, at) =>
        kind === 'mark' && word === '(' && tokens[at - 1]?.text === 'setup' && tokens[at - 2]?.text !== 'def',
    );
    if (open > 0) return argumentsOf(tokens, open + 1, names);
  }
  return undefined;
}

function argumentsOf(
  tokens: readonly PythonToken[],
  from: number,
  names: ReadonlyMap<string, PythonValue>,
): PythonArguments {
  const keywords: [string, PythonValue][] = [];
  let open = false;
  for (let at = from; at < tokens.length && tokens[at]?.text !== ')';) {
    const named = tokens[at]?.kind === 'name' && tokens[at + 1]?.text === '=' && tokens[at + 1]?.kind === 'mark';
    const keyword = named ? (tokens[at]?.text ?? '') : undefined;
    const spread = tokens[at]?.kind === 'mark' && tokens[at]?.text === '**';
    const start = named ? at + 2 : at;
    const { value } = pythonExpression(tokens.slice(start, endOf(tokens, start)), 0, (name) => names.get(name));
    if (keyword !== undefined) keywords.push([keyword, value]);
    else if (spread && value.kind === 'dict')
      keywords.push(...value.entries.map(([key, inner]): [string, PythonValue] => [key, inner]));
    else open = true;
    at = endOf(tokens, start) + 1;
    if (tokens[at - 1]?.text === ')') break;
  }
  return { positional: [], keywords, open };
}

/** The comma or bracket that ends the argument which begins at `from`. */
function endOf(tokens: readonly PythonToken[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const { kind, text } = tokens[at] ?? { kind: 'mark', text: '' };
    if (kind !== 'mark') continue;
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text) && depth-- === 0) return at;
    else if (text === ',' && depth === 0) return at;
  }
  return tokens.length;
}

/** Requirements files that it reads: `open("requirements.txt")`. */
function includesOf(path: string, text: string): Link[] {
  const links = new Map<string, Link>();
  for (const { tokens } of pythonLines(text)) {
    for (const { kind, text: file, line } of tokens) {
      if (
        kind !== 'text' ||
        file.length > 200 ||
        !/^[\w./-]*requirements?[\w./-]*\.(?:txt|in)$|^requirements\/[\w.-]+$/.test(file)
      )
        continue;
      const target = resolvePath(directoryOf(path), file);
      if (target !== undefined && !links.has(target))
        links.set(target, { kind: 'include', path: target, at: { path, line } });
    }
  }
  return [...links.values()];
}

function signsOf(path: string, argument: (name: string) => PythonValue | undefined): Sign[] {
  const signs: Sign[] = [];
  const entries = argument('entry_points') ?? argument('scripts');
  if (entries) signs.push({ for: 'tool', reason: 'installs a command', at: { path, line: entries.line } });
  const told =
    argument('classifiers') ??
    argument('keywords') ??
    argument('url') ??
    argument('packages') ??
    argument('py_modules');
  if (told)
    signs.push({ for: 'library', reason: 'is described as a package for others', at: { path, line: told.line } });
  return signs;
}
