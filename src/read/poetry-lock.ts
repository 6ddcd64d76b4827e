import { type Reading, reading } from '../model/reading.ts';
import { pythonName } from './pep508.ts';
import { pythonLock } from './python-lock.ts';
import type { Reader } from './reader.ts';
import { tomlPackages } from './toml-packages.ts';

const maxBytes = 64 * 1024 * 1024;

/** https://github.com/python-poetry/poetry-core and https://python-poetry.org/docs/basic-usage/#installing-dependencies: formats 1.0 to 2.1. */
export const poetryLock: Reader = {
  name: 'poetry.lock',
  specifications: [
    'https://github.com/python-poetry/poetry-core',
    'https://python-poetry.org/docs/basic-usage/#installing-dependencies',
  ],
  takes: ['lockfile'],
  files: ['**/poetry.lock'],
  maxBytes,
  read: (path, text) => locked(path, text, 'poetry', 'package', /^lock-version\s*=\s*"([^"]*)"/m),
};

export const pdmLock: Reader = {
  name: 'pdm.lock',
  specifications: ['https://pdm-project.org/latest/usage/lockfile/'],
  takes: ['lockfile'],
  files: ['**/pdm.lock'],
  maxBytes,
  read: (path, text) => locked(path, text, 'pdm', 'package', /^lock_version\s*=\s*"([^"]*)"/m),
};

/** https://packaging.python.org/en/latest/specifications/pylock-toml/ (PEP 751) */
export const pylockToml: Reader = {
  name: 'pylock.toml',
  specifications: ['https://packaging.python.org/en/latest/specifications/pylock-toml/'],
  takes: ['lockfile'],
  files: ['**/pylock.toml', '**/pylock.*.toml'],
  maxBytes,
  read: (path, text) => locked(path, text, 'pylock', 'packages', /^lock-version\s*=\s*["']([^"']*)["']/m),
};

function locked(path: string, text: string, manager: string, table: 'package' | 'packages', format: RegExp): Reading {
  const version =
    format.exec(manager === 'poetry' ? text.slice(-4000) : text.slice(0, 4000)) ?? format.exec(text.slice(0, 4000));
  const lockfile = pythonLock({ path, line: 1 }, { manager, format: version?.[1] }, () =>
    tomlPackages(text, table, pythonName),
  );
  const problem = { message: `not understood: no [[${table}]] in it`, at: { path, line: 1 } };
  const empty = !text.includes(`[[${table}]]`) && version === null;
  return reading(path, manager === 'pylock' ? 'pylock.toml' : `${manager}.lock`, {
    lockfile: { ...lockfile, problem: () => (empty ? problem : undefined) },
  });
}
