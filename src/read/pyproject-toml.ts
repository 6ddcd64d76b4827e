// https://packaging.python.org/en/latest/specifications/pyproject-toml/ (PEP 621), with what the tools keep beside it
import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Link } from '../model/link.ts';
import type { Workspace } from '../model/project.ts';
import { type Reading, reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import type { Setting } from '../model/setting.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { type Document, entriesOf, fieldOf, isRecord, textOf, textsOf } from './document.ts';
import { poetryDependencies } from './pyproject-poetry.ts';
import { pyprojectSigns } from './pyproject-signs.ts';
import { type Collected, groupDependencies, listed, standardDependencies, withSources } from './pyproject-standard.ts';
import { toolDependencies } from './pyproject-tools.ts';
import type { Reader } from './reader.ts';
import { parseToml } from './toml.ts';

/** Projects by PEP 621 and 735, Poetry, PDM, Hatch, pixi and uv. A file that only configures linters describes no project. */
export const pyprojectToml: Reader = {
  name: 'pyproject.toml',
  specifications: ['https://packaging.python.org/en/latest/specifications/pyproject-toml/'],
  takes: ['project', 'dependencies', 'links', 'runtimes', 'settings'],
  files: ['**/pyproject.toml'],
  read,
};

function read(path: string, text: string): Reading {
  const document = parseToml(path, text);
  const { value } = document;
  const diagnostics: Diagnostic[] = [...document.diagnostics];
  if (!isRecord(value)) return reading(path, pyprojectToml.name, { diagnostics });
  const collected: Collected = { path, document, dependencies: [], diagnostics };
  standardDependencies(collected);
  groupDependencies(collected);
  poetryDependencies(collected);
  toolDependencies(collected);
  const dependencies = withSources(collected);
  const workspace = workspaceOf(path, document);
  const shared = {
    runtimes: runtimesOf(path, document),
    settings: settingsOf(path, document),
    links: linksOf(path, document, diagnostics),
    diagnostics,
  };
  if (!describesProject(value, dependencies) && workspace === undefined)
    return reading(path, pyprojectToml.name, { diagnostics });
  const ownName = textOf(fieldOf(value, 'project', 'name')) ?? textOf(fieldOf(value, 'tool', 'poetry', 'name'));
  const aggregator =
    workspace !== undefined && !isRecord(value['project']) && !isRecord(fieldOf(value, 'tool', 'poetry'));
  return reading(path, pyprojectToml.name, {
    project: {
      ecosystem: 'pypi',
      name: ownName,
      version: textOf(fieldOf(value, 'project', 'version')) ?? textOf(fieldOf(value, 'tool', 'poetry', 'version')),
      at: {
        path,
        line: isRecord(value['project'])
          ? document.lineOf('project', 'name')
          : document.lineOf('tool', 'poetry', 'name'),
      },
      languages: ['python'],
      signs: pyprojectSigns(path, document),
      workspace,
      ...(aggregator && { aggregator }),
    },
    // A project may name itself with extras to join them: that is no package of others.
    dependencies: dependencies.filter(
      ({ name }) => ownName === undefined || name !== ownName.toLowerCase().replace(/[-_.]+/g, '-'),
    ),
    ...shared,
  });
}

function describesProject(value: Record<string, unknown>, dependencies: readonly Dependency[]): boolean {
  return (
    isRecord(value['project']) ||
    isRecord(fieldOf(value, 'tool', 'poetry')) ||
    isRecord(fieldOf(value, 'tool', 'flit', 'metadata')) ||
    dependencies.length > 0
  );
}

/** https://docs.astral.sh/uv/concepts/projects/workspaces/ */
function workspaceOf(path: string, document: Document): Workspace | undefined {
  const table = fieldOf(document.value, 'tool', 'uv', 'workspace');
  if (!isRecord(table)) return undefined;
  const at = { path, line: document.lineOf('tool', 'uv', 'workspace') };
  return { members: textsOf(table['members']), excluded: textsOf(table['exclude']), at };
}

function runtimesOf(path: string, document: Document): RuntimeRequirement[] {
  const found: RuntimeRequirement[] = [];
  const add = (strength: RuntimeRequirement['strength'], ...keys: readonly string[]): void => {
    const value = fieldOf(document.value, ...keys);
    const requirement = textOf(isRecord(value) ? value['version'] : value);
    if (requirement === undefined || requirement === '' || requirement === '*') return;
    const line = document.lineOf(...keys, ...(isRecord(value) ? ['version'] : []));
    found.push({ technology: 'python', requirement, strength, at: { path, line } });
  };
  add('minimum', 'project', 'requires-python');
  add('minimum', 'tool', 'poetry', 'dependencies', 'python');
  add('minimum', 'tool', 'flit', 'metadata', 'requires-python');
  add('minimum', 'tool', 'pixi', 'dependencies', 'python');
  return found;
}

/** Indexes that packages come from: https://docs.astral.sh/uv/concepts/indexes/, https://python-poetry.org/docs/repositories/. */
function settingsOf(path: string, document: Document): Setting[] {
  const found: Setting[] = [];
  const add = (format: string, key: string, value: unknown, ...keys: readonly (string | number)[]): void => {
    const text = textOf(value);
    if (text !== undefined)
      found.push({ key, value: text, format, profile: 'base', at: { path, line: document.lineOf(...keys) } });
  };
  const lists = [
    ['uv', 'index', ['tool', 'uv', 'index']],
    ['poetry', 'source', ['tool', 'poetry', 'source']],
    ['pdm', 'source', ['tool', 'pdm', 'source']],
  ] as const;
  for (const [format, key, keys] of lists) {
    const list = fieldOf(document.value, ...keys);
    if (!Array.isArray(list)) continue;
    list.forEach((entry: unknown, position) => {
      for (const [field, value] of entriesOf(entry)) add(format, `${key}.${field}`, value, ...keys, position, field);
    });
  }
  for (const key of [
    'index-url',
    'extra-index-url',
    'index-strategy',
    'allow-insecure-host',
    'prerelease',
    'exclude-newer',
  ]) {
    const value = fieldOf(document.value, 'tool', 'uv', key);
    for (const one of Array.isArray(value) ? value : [value]) add('uv', key, one, 'tool', 'uv', key);
  }
  return found;
}

/** Where the dependencies stand if this file leaves them to others: https://setuptools.pypa.io/en/latest/userguide/pyproject_config.html#dynamic-metadata */
function linksOf(path: string, document: Document, diagnostics: Diagnostic[]): Link[] {
  const { value } = document;
  if (
    !listed(fieldOf(value, 'project', 'dynamic')).includes('dependencies') &&
    !isRecord(fieldOf(value, 'tool', 'setuptools', 'dynamic'))
  )
    return [];
  const links: Link[] = [];
  const include = (name: string, keys: readonly string[]): void => {
    for (const file of textsOf(fieldOf(value, ...keys))) {
      const at = { path, line: document.lineOf(...keys) };
      const target = resolvePath(directoryOf(path), file);
      if (target === undefined)
        diagnostics.push({ message: `lies outside of the repository: ${file.slice(0, 200)}`, at });
      else links.push({ kind: 'include', path: target, name, at });
    }
  };
  include('', ['tool', 'setuptools', 'dynamic', 'dependencies', 'file']);
  include('', ['tool', 'hatch', 'metadata', 'hooks', 'requirements_txt', 'files']);
  for (const [extra] of entriesOf(fieldOf(value, 'tool', 'setuptools', 'dynamic', 'optional-dependencies'))) {
    include(extra, ['tool', 'setuptools', 'dynamic', 'optional-dependencies', extra, 'file']);
  }
  const dynamic = { path, line: document.lineOf('project', 'dynamic') };
  if (links.length === 0 && listed(fieldOf(value, 'project', 'dynamic')).includes('dependencies')) {
    links.push({
      kind: 'reference',
      name: 'dynamic',
      path: resolvePath(directoryOf(path), 'setup.py') ?? 'setup.py',
      at: dynamic,
    });
  }
  return links;
}
