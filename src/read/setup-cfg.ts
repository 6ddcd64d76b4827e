import type { Dependency, Scope } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Link } from '../model/link.ts';
import type { Sign } from '../model/project.ts';
import { type Reading, reading } from '../model/reading.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { type IniValue, parseIni } from './ini.ts';
import { pythonDependency } from './pep508.ts';
import { scopeOfGroup } from './python-scopes.ts';
import type { Reader } from './reader.ts';

/** The declarative part of setuptools. A file that only configures linters describes no project. */
export const setupCfg: Reader = {
  name: 'setup.cfg',
  specifications: ['https://setuptools.pypa.io/en/latest/userguide/declarative_config.html'],
  takes: ['project', 'dependencies', 'links', 'runtimes'],
  files: ['**/setup.cfg'],
  read,
};

function read(path: string, text: string): Reading {
  const sections = parseIni(text);
  const metadata = sections.get('metadata');
  const options = sections.get('options');
  const extras = sections.get('options.extras_require');
  const name = metadata?.get('name');
  const dependencies: Dependency[] = [];
  const diagnostics: Diagnostic[] = [];
  const links: Link[] = [];
  const add = (value: IniValue | undefined, scope: Scope, group?: string): void => {
    for (const { text: whole, line } of value?.lines ?? []) {
      const at = { path, line };
      const file = /^file:\s*(\S.*)$/.exec(whole)?.[1];
      for (const one of file?.split(',') ?? []) {
        const target = resolvePath(directoryOf(path), one.trim());
        if (target !== undefined)
          links.push({ kind: 'include', path: target, at, ...(group !== undefined && { name: group }) });
      }
      if (file !== undefined) continue;
      // Semicolons part requirements on one line, but also begin markers.
      const dependency = pythonDependency(whole, scope, at, group);
      if (dependency) dependencies.push(dependency);
      else if (!/^%\(|^#/.test(whole)) diagnostics.push({ message: `not understood: ${whole.slice(0, 200)}`, at });
    }
  };
  add(options?.get('install_requires'), 'runtime');
  for (const [extra, value] of extras ?? []) add(value, scopeOfGroup(extra, 'optional'), extra);
  add(options?.get('tests_require'), 'test');
  if (name === undefined && dependencies.length === 0 && links.length === 0)
    return reading(path, setupCfg.name, { diagnostics });
  const python = options?.get('python_requires');
  const requirement = python?.lines[0];
  return reading(path, setupCfg.name, {
    project: {
      ecosystem: 'pypi',
      name: name?.lines[0]?.text,
      version: metadata?.get('version')?.lines[0]?.text.replace(/^(?:attr|file):.*$/, '') || undefined,
      at: { path, line: name?.line ?? dependencies[0]?.at.line ?? 1 },
      languages: ['python'],
      signs: signsOf(path, metadata, sections.get('options.entry_points')),
    },
    dependencies,
    links,
    runtimes: requirement
      ? [
          {
            technology: 'python',
            requirement: requirement.text,
            strength: 'minimum',
            at: { path, line: requirement.line },
          },
        ]
      : [],
    diagnostics,
  });
}

function signsOf(
  path: string,
  metadata: ReadonlyMap<string, IniValue> | undefined,
  entries: ReadonlyMap<string, IniValue> | undefined,
): Sign[] {
  const signs: Sign[] = [];
  const commands = entries?.get('console_scripts');
  if (commands) signs.push({ for: 'tool', reason: 'installs a command', at: { path, line: commands.line } });
  const classifiers = metadata?.get('classifiers') ?? metadata?.get('classifier');
  const isPrivate = classifiers?.lines.some(({ text }) => text.toLowerCase().startsWith('private ::')) === true;
  const told = classifiers ?? metadata?.get('url') ?? metadata?.get('keywords') ?? metadata?.get('project_urls');
  if (told !== undefined && !isPrivate)
    signs.push({ for: 'library', reason: 'is described as a package for others', at: { path, line: told.line } });
  return signs;
}
