import { expect, test } from 'vitest';
import { setupPy } from '../../src/read/setup-py.ts';

const read = (text: string) => setupPy.read('setup.py', text);

test('literal lists, constants, sums and extras', () => {
  const { project, dependencies, runtimes, diagnostics } = read(`
from setuptools import setup, find_packages
BASE = ["Flask>=2", "redis"]
TESTS = ['pytest']
setup(
    name="shop",
    version='1.0',
    python_requires=">=3.9",
    install_requires=BASE + ["gunicorn==21.2.0"],
    extras_require={"test": TESTS, "amqp": ["celery"]},
    entry_points={"console_scripts": ["shop=shop:main"]},
    **{"tests_require": TESTS},
)
`);
  expect(
    dependencies.map(({ name, requirement = '', scope, at }) => `${at.line} ${name}${requirement} ${scope}`),
  ).toEqual([
    '3 flask>=2 runtime',
    '3 redis runtime',
    '9 gunicorn==21.2.0 runtime',
    '4 pytest test',
    '4 pytest test',
    '10 celery optional',
  ]);
  expect(project).toMatchObject({ name: 'shop', version: '1.0', signs: [{ for: 'tool' }] });
  expect(runtimes).toMatchObject([{ requirement: '>=3.9', strength: 'minimum' }]);
  expect(diagnostics).toEqual([]);
});

test('what is computed is said to be unknown', () => {
  expect(read('setup(name="a", install_requires=load_requirements())').diagnostics).toEqual([
    { message: 'install_requires: computed when it runs, so unknown here', at: { path: 'setup.py', line: 1 } },
  ]);
  expect(read('setup(name="a", install_requires=["flask"] + more())').dependencies).toMatchObject([{ name: 'flask' }]);
  expect(read('setup(name="a", install_requires=["flask"] + more())').diagnostics).toHaveLength(1);
});

test('a requirements file that it opens is a link', () => {
  const { links, diagnostics } = read(
    'with open("requirements/base.txt") as f:\n    required = f.read().splitlines()\nsetup(name="a", install_requires=required)',
  );
  expect(links).toMatchObject([{ kind: 'include', path: 'requirements/base.txt' }]);
  expect(diagnostics).toEqual([]);
});

test('a module that is only called setup.py describes no project', () => {
  expect(read('def setup(app):\n    pass\n').project).toBeUndefined();
  expect(read('from setuptools import setup\nsetup()\n').project).toBeUndefined();
});
