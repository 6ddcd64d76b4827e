import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type Reading, reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { fieldOf, textOf } from './document.ts';
import { exactly, pythonDependency, pythonName } from './pep508.ts';
import type { Reader } from './reader.ts';
import { parseYaml } from './yaml.ts';

/** A conda environment. Its packages bear the names of PyPI in nearly all cases that matter here; those of the `pip:` list always do. */
export const environmentYml: Reader = {
  name: 'environment.yml',
  specifications: [
    'https://docs.conda.io/projects/conda/en/latest/user-guide/tasks/manage-environments.html#creating-an-environment-file-manually',
  ],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/environment.yml', '**/environment.yaml', '**/conda.yml', '**/conda.yaml'],
  read,
};

function read(path: string, text: string): Reading {
  const [document] = parseYaml(path, text);
  const list = fieldOf(document?.value, 'dependencies');
  if (document === undefined || !Array.isArray(list))
    return reading(path, environmentYml.name, { diagnostics: document?.diagnostics ?? [] });
  const dependencies: Dependency[] = [];
  const runtimes: RuntimeRequirement[] = [];
  const diagnostics: Diagnostic[] = [...document.diagnostics];
  list.forEach((entry: unknown, position) => {
    const at = { path, line: document.lineOf('dependencies', position) };
    const written = textOf(entry);
    if (written !== undefined) {
      const found = condaDependency(written);
      if (found === undefined) diagnostics.push({ message: `not understood: ${written.slice(0, 200)}`, at });
      else if (found.name === 'python') {
        if (found.requirement !== undefined)
          runtimes.push({ technology: 'python', requirement: found.requirement, strength: 'pin', at });
      } else if (found.name !== 'pip') dependencies.push({ ...found, scope: 'runtime', at });
      return;
    }
    const pip = fieldOf(entry, 'pip');
    (Array.isArray(pip) ? pip : []).forEach((one: unknown, inner) => {
      const place = { path, line: document.lineOf('dependencies', position, 'pip', inner) };
      const dependency =
        typeof one === 'string' && !one.startsWith('-') ? pythonDependency(one, 'runtime', place) : undefined;
      if (dependency) dependencies.push(dependency);
      else diagnostics.push({ message: `not understood: ${String(one).slice(0, 200)}`, at: place });
    });
  });
  return reading(path, environmentYml.name, {
    project: {
      ecosystem: 'pypi',
      name: textOf(fieldOf(document.value, 'name')),
      at: { path, line: document.lineOf('name') },
      languages: ['python'],
      signs: [],
    },
    dependencies,
    runtimes,
    diagnostics,
  });
}

/** `channel::name=1.2=build`, `name >=1.2,<2`: `=1.2` stands for 1.2 and all that begins with it. */
function condaDependency(text: string): Omit<Dependency, 'scope' | 'at'> | undefined {
  const [, name, rest = ''] =
    /^(?:[\w./-]+::)?([A-Za-z0-9_][\w.-]*)(?:\[[^\]]*\])?\s*(.*)$/.exec(text.slice(0, 500)) ?? [];
  if (name === undefined) return undefined;
  const single = /^=(?!=)\s*([^=\s]+)(=\S+)?$/.exec(rest);
  const spaced = /^(\d[^\s=]*)(?:\s+\S+)?$/.exec(rest);
  const requirement =
    single?.[1] !== undefined
      ? fuzzy(single[1], single[2] !== undefined)
      : spaced?.[1] !== undefined
        ? fuzzy(spaced[1], true)
        : rest.replace(/\s*#.*$/, '');
  if (requirement !== '' && !/^[<>=!~]/.test(requirement)) return undefined;
  return {
    ecosystem: 'pypi',
    name: pythonName(name),
    ...(requirement !== '' && { requirement }),
    ...exactly(requirement === '' ? undefined : requirement),
  };
}

function fuzzy(version: string, exact: boolean): string {
  return exact || version.endsWith('*') ? `==${version}` : `==${version}.*`;
}
