import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type Reading, reading } from '../model/reading.ts';
import type { Setting } from '../model/setting.ts';
import { entriesOf, fieldOf, isRecord, textOf } from './document.ts';
import { addTable } from './pyproject-poetry.ts';
import type { Reader } from './reader.ts';
import { scopeOfGroup } from './python-scopes.ts';
import { parseToml } from './toml.ts';

export const pipfile: Reader = {
  name: 'Pipfile',
  specifications: ['https://github.com/pypa/pipfile', 'https://pipenv.pypa.io/en/latest/pipfile.html'],
  takes: ['project', 'dependencies', 'runtimes', 'settings'],
  files: ['**/Pipfile'],
  read,
};

const known = new Set(['source', 'requires', 'scripts', 'pipenv', 'pipfile']);

function read(path: string, text: string): Reading {
  const document = parseToml(path, text);
  const dependencies: Dependency[] = [];
  const diagnostics: Diagnostic[] = [...document.diagnostics];
  if (!isRecord(document.value)) return reading(path, pipfile.name, { diagnostics });
  for (const [section, table] of entriesOf(document.value)) {
    if (known.has(section) || !isRecord(table)) continue;
    const main = section === 'packages';
    const scope = main ? 'runtime' : section === 'dev-packages' ? 'development' : scopeOfGroup(section, 'optional');
    addTable({ path, document, dependencies, diagnostics }, [section], () => ({
      scope,
      ...(!main && { group: section }),
    }));
  }
  const key = ['python_full_version', 'python_version'].find(
    (one) => textOf(fieldOf(document.value, 'requires', one)) !== undefined,
  );
  const requirement = key === undefined ? undefined : textOf(fieldOf(document.value, 'requires', key));
  const settings: Setting[] = [];
  const sources = document.value['source'];
  (Array.isArray(sources) ? sources : []).forEach((source: unknown, position) => {
    for (const [field, value] of entriesOf(source)) {
      const line = document.lineOf('source', position, field);
      settings.push({
        key: `source.${field}`,
        value: textOf(value),
        format: 'pipenv',
        profile: 'base',
        at: { path, line },
      });
    }
  });
  return reading(path, pipfile.name, {
    project: { ecosystem: 'pypi', at: { path, line: document.lineOf('packages') }, languages: ['python'], signs: [] },
    dependencies,
    settings,
    runtimes:
      key !== undefined && requirement !== undefined
        ? [{ technology: 'python', requirement, strength: 'pin', at: { path, line: document.lineOf('requires', key) } }]
        : [],
    diagnostics,
  });
}
