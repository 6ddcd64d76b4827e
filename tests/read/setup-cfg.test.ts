import { expect, test } from 'vitest';
import { environmentYml } from '../../src/read/environment-yml.ts';
import { pipfile } from '../../src/read/pipfile.ts';
import type { Reader } from '../../src/read/reader.ts';
import { setupCfg } from '../../src/read/setup-cfg.ts';

const short = (reader: Reader, text: string): string[] =>
  reader
    .read(reader.name, text)
    .dependencies.map(({ name, requirement = '', scope, group, at }) =>
      [at.line, name + requirement, scope, group].filter(Boolean).join(' '),
    );

test('setup.cfg: values over several lines', () => {
  const text =
    '[metadata]\nname = shop\nurl: https://x.org\n[options]\npython_requires = >=3.9\ninstall_requires =\n    Flask>=2 ; python_version > "3"\n    # no\n    redis\n[options.extras_require]\ndev = pytest\namqp =\n    celery\n';
  expect(short(setupCfg, text)).toEqual([
    '7 flask>=2 runtime',
    '9 redis runtime',
    '11 pytest development dev',
    '13 celery optional amqp',
  ]);
  expect(setupCfg.read('setup.cfg', text)).toMatchObject({
    project: { name: 'shop', at: { line: 2 } },
    runtimes: [{ requirement: '>=3.9', at: { line: 5 } }],
  });
});

test('setup.cfg: requirements in a file, and a file that only configures linters', () => {
  expect(setupCfg.read('a/setup.cfg', '[options]\ninstall_requires = file: reqs.txt\n').links).toMatchObject([
    { kind: 'include', path: 'a/reqs.txt' },
  ]);
  expect(setupCfg.read('setup.cfg', '[flake8]\nmax-line-length = 120\n').project).toBeUndefined();
});

test('Pipfile', () => {
  const text =
    '[[source]]\nurl = "https://mirror/simple"\nverify_ssl = false\n[packages]\nDjango = "==5.0.1"\ncelery = {extras = ["redis"], version = "*"}\nlib = {git = "https://github.com/a/lib.git", ref = "main"}\n[dev-packages]\npytest = ">=8"\n[requires]\npython_version = "3.12"\n';
  expect(short(pipfile, text)).toEqual([
    '5 django==5.0.1 runtime',
    '6 celery runtime',
    '7 lib runtime',
    '9 pytest>=8 development dev-packages',
  ]);
  const { runtimes, settings } = pipfile.read('Pipfile', text);
  expect(runtimes).toMatchObject([{ requirement: '3.12', strength: 'pin', at: { line: 11 } }]);
  expect(settings.map(({ key, value }) => `${key}=${value}`)).toEqual([
    'source.url=https://mirror/simple',
    'source.verify_ssl=false',
  ]);
});

test('environment.yml: conda packages and the list of pip', () => {
  const text =
    'name: ml\ndependencies:\n  - python=3.11\n  - conda-forge::numpy=1.26=py311\n  - pandas >=2,<3\n  - scipy=1.11\n  - pip\n  - pip:\n    - fastapi[standard]==0.110.0\n    - -e .\n';
  expect(short(environmentYml, text)).toEqual([
    '4 numpy==1.26 runtime',
    '5 pandas>=2,<3 runtime',
    '6 scipy==1.11.* runtime',
    '9 fastapi==0.110.0 runtime',
  ]);
  const { runtimes, diagnostics } = environmentYml.read('environment.yml', text);
  expect(runtimes).toMatchObject([{ technology: 'python', requirement: '==3.11.*', strength: 'pin' }]);
  expect(diagnostics).toMatchObject([{ message: 'not understood: -e .', at: { line: 10 } }]);
});
