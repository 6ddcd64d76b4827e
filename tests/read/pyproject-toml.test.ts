import { expect, test } from 'vitest';
import { pyprojectToml } from '../../src/read/pyproject-toml.ts';

const read = (text: string) => pyprojectToml.read('pyproject.toml', text);
const short = (text: string): string[] =>
  read(text).dependencies.map(({ name, requirement = '', scope, group = '', at }) =>
    `${at.line} ${name} ${requirement} ${scope} ${group}`.trim(),
  );

test('PEP 621 with extras, and PEP 735 groups', () => {
  const text = `[project]
name = "Shop_API"
requires-python = ">=3.12"
dependencies = [
  "Django>=5,<6",
  "shop-api[cache]",
]
[project.optional-dependencies]
cache = ["redis>=5"]
dev = ["pytest"]
[dependency-groups]
lint = ["ruff==0.9.0"]
web = ["gunicorn"]
prod = [{ include-group = "web" }, { include-group = "gone" }]
`;
  expect(short(text)).toEqual([
    '5 django >=5,<6 runtime',
    '9 redis >=5 optional cache',
    '10 pytest  development dev',
    '12 ruff ==0.9.0 development lint',
    '13 gunicorn  optional web',
  ]);
  const { runtimes, project, diagnostics } = read(text);
  expect(runtimes).toEqual([
    { technology: 'python', requirement: '>=3.12', strength: 'minimum', at: { path: 'pyproject.toml', line: 3 } },
  ]);
  expect(project).toMatchObject({ name: 'Shop_API', at: { line: 2 } });
  expect(diagnostics).toEqual([
    { message: 'includes a group that does not exist: gone', at: { path: 'pyproject.toml', line: 14 } },
  ]);
});

test('groups that include each other come to an end', () => {
  expect(short('[dependency-groups]\na = [{ include-group = "b" }, "x"]\nb = [{ include-group = "a" }]')).toEqual([
    '2 x  development a',
  ]);
});

test('Poetry: text, tables, lists of tables, groups, extras, python', () => {
  const text = `[tool.poetry]
name = "shop"
[tool.poetry.dependencies]
python = "^3.11"
flask = "^3.0"
celery = { version = "5.*", extras = ["redis"], optional = true }
numpy = [
  { version = "<2", python = "<3.12" },
  { version = ">=2", python = ">=3.12" },
]
lib = { git = "https://github.com/a/lib.git", tag = "v1.4.0" }
any = "*"
local = { path = "../local" }
[tool.poetry.extras]
worker = ["celery"]
[tool.poetry.dev-dependencies]
black = "*"
[tool.poetry.group.test.dependencies]
pytest = "8.0.0"
`;
  expect(short(text)).toEqual([
    '5 flask ^3.0 runtime',
    '6 celery 5.* optional worker',
    '8 numpy <2 runtime',
    '9 numpy >=2 runtime',
    '11 lib  runtime',
    '12 any  runtime',
    '13 local  runtime',
    '17 black  development dev',
    '19 pytest 8.0.0 test test',
  ]);
  const { dependencies, runtimes } = read(text);
  expect(runtimes[0]).toMatchObject({ requirement: '^3.11' });
  expect(dependencies.find(({ name }) => name === 'lib')).toMatchObject({ source: 'git', resolved: '1.4.0' });
  expect(dependencies.find(({ name }) => name === 'pytest')?.resolved).toBe('8.0.0');
});

test('Poetry 2 keeps sources beside [project]: no second dependency', () => {
  const text =
    '[project]\nname = "a"\ndependencies = ["lib>=1"]\n[tool.poetry.dependencies]\nlib = { git = "https://github.com/a/lib.git" }\n';
  expect(read(text).dependencies).toMatchObject([{ name: 'lib', requirement: '>=1', source: 'git' }]);
});

test('PDM, Hatch, uv and pixi', () => {
  const text = `[project]
name = "a"
dependencies = ["common", "other"]
[tool.uv]
dev-dependencies = ["ruff"]
[tool.uv.sources]
common = { workspace = true }
other = { git = "https://github.com/a/other", tag = "2.1.0" }
[tool.pdm.dev-dependencies]
test = ["pytest"]
[tool.hatch.envs.docs]
dependencies = ["mkdocs"]
[tool.pixi.pypi-dependencies]
flask = ">=3"
`;
  expect(short(text)).toEqual([
    '3 common  runtime',
    '3 other  runtime',
    '5 ruff  development dev',
    '10 pytest  test test',
    '12 mkdocs  development docs',
    '14 flask >=3 runtime',
  ]);
  expect(read(text).dependencies.slice(0, 2)).toMatchObject([
    { source: 'workspace' },
    { source: 'git', resolved: '2.1.0' },
  ]);
});

test('a uv workspace without a project of its own only holds its members together', () => {
  const { project } = read('[tool.uv.workspace]\nmembers = ["packages/*"]\nexclude = ["packages/old"]\n');
  expect(project).toMatchObject({
    aggregator: true,
    workspace: { members: ['packages/*'], excluded: ['packages/old'] },
  });
  expect(read('[project]\nname = "a"\n[tool.uv.workspace]\nmembers = ["b"]\n').project?.aggregator).toBeUndefined();
});

test('a file that only configures tools describes no project', () => {
  expect(read('[tool.ruff]\nline-length = 120\n[build-system]\nrequires = ["setuptools"]\n').project).toBeUndefined();
});

test('dynamic dependencies name the files that hold them', () => {
  const text =
    '[project]\nname = "a"\ndynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = { file = ["reqs/base.txt"] }\n';
  expect(read(text).links).toEqual([
    { kind: 'include', path: 'reqs/base.txt', name: '', at: { path: 'pyproject.toml', line: 5 } },
  ]);
});

test('what tells a library from an application', () => {
  const signs = (text: string): string[] => read(text).project?.signs.map((sign) => sign.for) ?? [];
  expect(
    signs('[build-system]\nrequires = []\n[project]\nname = "a"\nclassifiers = ["Framework :: Django"]\n'),
  ).toEqual(['library']);
  expect(
    signs('[build-system]\nrequires = []\n[project]\nname = "a"\nclassifiers = ["Private :: Do Not Upload"]\n'),
  ).toEqual(['service']);
  expect(signs('[build-system]\nrequires = []\n[project]\nname = "a"\n[project.scripts]\nserve = "a:main"\n')).toEqual([
    'tool',
  ]);
  expect(signs('[tool.poetry]\npackage-mode = false\n')).toEqual(['service']);
  expect(signs('[project]\nname = "{{ cookiecutter.name }}"\n')).toEqual(['template']);
});

test('what is not understood is said with its line', () => {
  expect(read('[project]\nname = "a"\ndependencies = [\n  "ok",\n  "not ok at all",\n  7,\n]\n').diagnostics).toEqual([
    { message: 'not understood: not ok at all', at: { path: 'pyproject.toml', line: 5 } },
    { message: 'not understood: 7', at: { path: 'pyproject.toml', line: 6 } },
  ]);
  expect(read('[project\n').diagnostics).toHaveLength(1);
});
