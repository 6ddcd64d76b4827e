import { expect, test } from 'vitest';
import type { Reader } from '../../src/read/reader.ts';
import { pipfileLock } from '../../src/read/pipfile-lock.ts';
import { pdmLock, poetryLock, pylockToml } from '../../src/read/poetry-lock.ts';
import { uvLock } from '../../src/read/uv-lock.ts';

const lockOf = (reader: Reader, path: string, text: string) => {
  const { lockfile } = reader.read(path, text);
  if (lockfile === undefined) throw new Error('no lock');
  return lockfile;
};

const poetry = `[[package]]
name = "Flask_Login"
version = "3.0.1"
[package.dependencies]
version = "9"
name = "8"
[[package]]
name = "numpy"
version = "1.26.0"
[[package]]
name = "numpy"
version = "2.1.0"
[metadata]
lock-version = "2.1"
`;

test('poetry.lock: names are normalised, tables within a package are not packages', () => {
  const lock = lockOf(poetryLock, 'api/poetry.lock', poetry);
  expect(lock).toMatchObject({ manager: 'poetry', format: '2.1' });
  expect(lock.find({ name: 'flask-login', requirement: '^3.0', importer: 'api' })).toBe('3.0.1');
  expect(lock.versions('8')).toEqual([]);
  expect(lock.covers?.('api')).toBe(true);
  expect(lock.covers?.('')).toBe(false);
});

test('of several versions the newest that the requirement admits is found', () => {
  const lock = lockOf(poetryLock, 'poetry.lock', poetry);
  expect(lock.find({ name: 'numpy', importer: '' })).toBe('2.1.0');
  expect(lock.find({ name: 'numpy', requirement: '<2', importer: '' })).toBe('1.26.0');
  expect(lock.find({ name: 'numpy', requirement: '^3', importer: '' })).toBeUndefined();
});

test('pdm.lock, pylock.toml and Pipfile.lock', () => {
  expect(
    lockOf(pdmLock, 'pdm.lock', '[metadata]\nlock_version = "4.5.0"\n[[package]]\nname = "a"\nversion = "1.0"\n').find({
      name: 'a',
      importer: '',
    }),
  ).toBe('1.0');
  expect(
    lockOf(pylockToml, 'pylock.toml', 'lock-version = "1.0"\n[[packages]]\nname = "a"\nversion = "1.1"\n'),
  ).toMatchObject({ format: '1.0' });
  const pipenv = lockOf(
    pipfileLock,
    'Pipfile.lock',
    '{"_meta":{"pipfile-spec":6},"default":{"Django":{"version":"==5.0"}},"develop":{"pytest":{"version":"==8.0"},"x":{"ref":"abc"}}}',
  );
  expect([
    pipenv.find({ name: 'django', importer: '' }),
    pipenv.find({ name: 'pytest', importer: '' }),
    pipenv.find({ name: 'x', importer: '' }),
  ]).toEqual(['5.0', '8.0', undefined]);
  expect(lockOf(pipfileLock, 'Pipfile.lock', '{').problem?.()).toBeDefined();
  expect(lockOf(poetryLock, 'poetry.lock', 'hello').problem?.()).toBeDefined();
});

test('uv.lock: members, and the versions that each of them gets', () => {
  const lock = lockOf(
    uvLock,
    'work/uv.lock',
    `version = 1
[manifest]
members = ["api", "root"]
[[package]]
name = "api"
version = "0.1.0"
source = { editable = "packages/api" }
dependencies = [
    { name = "numpy", version = "1.26.0", source = { registry = "x" }, marker = "python_full_version < '3.12'" },
    { name = "flask", extra = ["async"] },
]
[package.dev-dependencies]
dev = [{ name = "pytest" }]
[package.metadata]
requires-dist = [{ name = "numpy", specifier = ">=1" }]
[[package]]
name = "flask"
version = "3.1.0"
source = { registry = "x" }
[[package]]
name = "numpy"
version = "1.26.0"
[[package]]
name = "numpy"
version = "2.2.0"
[[package]]
name = "root"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "numpy", version = "2.2.0" }]
`,
  );
  expect(lock).toMatchObject({ manager: 'uv', format: '1' });
  expect(['work/packages/api', 'work', 'work/packages/other'].map((directory) => lock.covers?.(directory))).toEqual([
    true,
    true,
    false,
  ]);
  expect(lock.find({ name: 'numpy', requirement: '>=1', importer: 'work/packages/api' })).toBe('1.26.0');
  expect(lock.find({ name: 'numpy', importer: 'work' })).toBe('2.2.0');
  expect(lock.find({ name: 'flask', importer: 'work/packages/api' })).toBe('3.1.0');
  expect(lock.versions('numpy')).toEqual(['2.2.0', '1.26.0']);
});
