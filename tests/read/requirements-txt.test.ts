import { expect, test } from 'vitest';
import { requirementsTxt } from '../../src/read/requirements-txt.ts';

const read = (text: string, path = 'requirements.txt') => requirementsTxt.read(path, text);
const short = (text: string, path?: string): string[] =>
  read(text, path).dependencies.map(
    ({ name, requirement = '', scope, at }) => `${at.line} ${name}${requirement} ${scope}`,
  );

test('names, extras, ranges, markers and comments', () => {
  const text =
    '# was flask\nDjango==6.0.3  # the framework\nfastapi[standard]\nclick>=7.0\na~=1.4 ; python_version < "3.9"\nb==5.*\r\n\nc#egg\n';
  expect(short(text)).toEqual([
    '2 django==6.0.3 runtime',
    '3 fastapi runtime',
    '4 click>=7.0 runtime',
    '5 a~=1.4 runtime',
    '6 b==5.* runtime',
  ]);
  expect(read(text).diagnostics).toEqual([
    { message: 'not understood: c#egg', at: { path: 'requirements.txt', line: 8 } },
  ]);
});

test('hashes go on over several lines', () => {
  const text = 'flask==3.0.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\nredis==5.0.0 --hash=sha256:cc\n';
  expect(short(text)).toEqual(['1 flask==3.0.0 runtime', '4 redis==5.0.0 runtime']);
  expect(read(text).lockfile).toMatchObject({ manager: 'pip-compile' });
});

test('what pip-compile took in for another package is indirect', () => {
  const text =
    'flask==3.1.3\n    # via locust\nlocust==2.0\n    # via -r requirements.in\ngevent==1.0  # via\n    #   flask\n    #   locust\nidna==3\n    # via\n    #   -r requirements.in\n    #   flask\npip==1\n    # via shop (pyproject.toml)\n';
  expect(short(text)).toEqual([
    '1 flask==3.1.3 indirect',
    '3 locust==2.0 runtime',
    '5 gevent==1.0 indirect',
    '8 idna==3 runtime',
    '12 pip==1 runtime',
  ]);
});

test('includes and constraints are links from the file itself', () => {
  const { links, diagnostics } = read(
    '-r base.txt\n--requirement=../common/requirements.txt\n-c constraints.txt\n-r ../../outside.txt\n',
    'api/requirements/prod.txt',
  );
  expect(links.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'include api/requirements/base.txt',
    'include api/common/requirements.txt',
    'constraints api/requirements/constraints.txt',
    'include outside.txt',
  ]);
  expect(diagnostics).toEqual([]);
  expect(read('a\n-r ../outside.txt').diagnostics[0]?.message).toBe(
    'lies outside of the repository: -r ../outside.txt',
  );
});

test('git, addresses and local projects', () => {
  const { dependencies } = read(
    'git+https://github.com/a/push.git@1.1#egg=django-push\nhttps://x.org/archive/main.zip#egg=socketify\n-e git+https://github.com/a/tool\n-e .\n./libs/common\na @ https://x.org/a-1.0-py3-none-any.whl\n',
  );
  expect(dependencies.map(({ name, source, resolved }) => [name, source, resolved])).toEqual([
    ['django-push', 'git', '1.1'],
    ['socketify', 'url', undefined],
    ['tool', 'git', undefined],
    ['a', 'url', '1.0'],
  ]);
});

test.each([
  ['requirements.txt', '', 'runtime', undefined],
  ['api/requirements-dev.txt', 'api', 'development', 'dev'],
  ['api/test-requirements.txt', 'api', 'test', 'test'],
  ['api/requirements_mongo.txt', 'api', 'runtime', 'mongo'],
  ['api/requirements/base.in', 'api', 'runtime', 'base'],
  ['api/requirements/local.txt', 'api', 'development', 'local'],
  ['requirements/dev/extra.txt', '', 'development', 'dev/extra'],
])('%s describes %j for %s', (path, directory, scope, group) => {
  const { project, dependencies } = read('flask', path);
  expect(project?.directory).toBe(directory);
  expect(dependencies[0]).toMatchObject({ scope });
  expect(dependencies[0]?.group).toBe(group);
});

test('index options are settings', () => {
  const { settings } = read('-i http://mirror/simple\n--extra-index-url https://b --trusted-host mirror\nflask\n');
  expect(settings.map(({ key, value, at }) => `${at.line} ${key}=${value}`)).toEqual([
    '1 index-url=http://mirror/simple',
    '2 extra-index-url=https://b',
    '2 trusted-host=mirror',
  ]);
});

test('only a file that pins everything is a lock', () => {
  expect(read('a==1.0\nb==2.0').lockfile?.find({ name: 'b', importer: '' })).toBe('2.0');
  expect(read('a==1.0\nb==2.0').lockfile).toMatchObject({ manager: 'pip' });
  expect(read('a==1.0\nb>=2.0').lockfile).toBeUndefined();
  expect(read('a==1.0\nb==2.*').lockfile).toBeUndefined();
});

test('prose describes no project and is reported once', () => {
  const { project, diagnostics } = read(
    'The system shall log in users.\nIt must be fast.\nREQ-1: always on\n',
    'docs/requirements.txt',
  );
  expect(project).toBeUndefined();
  expect(diagnostics).toHaveLength(1);
  expect(read('# nothing\n').project).toBeUndefined();
});

test('a template is read as far as it goes, and said to be one', () => {
  const { project, dependencies, diagnostics } = read("{%- if cookiecutter.x == 'y' %}\nflask==3.0\n{%- endif %}\n");
  expect(dependencies).toHaveLength(1);
  expect(project?.signs).toMatchObject([{ for: 'template' }]);
  expect(diagnostics).toEqual([
    { message: 'not understood: a template engine fills in 2 lines', at: { path: 'requirements.txt', line: 1 } },
  ]);
});

test('a constraints file holds constraints and describes no project', () => {
  const { project, constraints } = read('flask==3.0.1\n', 'constraints.txt');
  expect(project).toBeUndefined();
  expect(constraints).toMatchObject([{ name: 'flask', requirement: '==3.0.1' }]);
});
