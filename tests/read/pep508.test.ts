import { expect, test } from 'vitest';
import { fromUrl, parsePep508, pythonDependency } from '../../src/read/pep508.ts';

const at = { path: 'requirements.txt', line: 1 };

test.each([
  ['Django==6.0.3', { name: 'django', extras: [], requirement: '==6.0.3' }],
  ['flask_RESTful', { name: 'flask-restful', extras: [] }],
  ['fastapi[standard]', { name: 'fastapi', extras: ['standard'] }],
  ['pyjwt[crypto] == 2.1', { name: 'pyjwt', extras: ['crypto'], requirement: '== 2.1' }],
  ['click (>=7.0,<9)', { name: 'click', extras: [], requirement: '>=7.0,<9' }],
  [
    'a ~=1.4; python_version < "3.9"',
    { name: 'a', extras: [], requirement: '~=1.4', marker: 'python_version < "3.9"' },
  ],
  [
    'pip @ https://x.org/pip-1.0.zip ; os_name == "nt"',
    { name: 'pip', extras: [], url: 'https://x.org/pip-1.0.zip', marker: 'os_name == "nt"' },
  ],
])('%s is taken apart', (text, parts) => {
  expect(parsePep508(text)).toEqual(parts);
});

test.each(['', '==1.0', 'a b', 'a[', 'a=1.0', '-e .', './local', 'name-', 'a>=1.0 <2'])(
  '%j is no requirement',
  (text) => {
    expect(parsePep508(text)).toBeUndefined();
  },
);

test('an exact requirement selects its version, a range and a wildcard do not', () => {
  const resolved = (text: string): string | undefined => pythonDependency(text, 'runtime', at)?.resolved;
  expect(resolved('a==1.2.3')).toBe('1.2.3');
  expect(resolved('a===1.2.3')).toBe('1.2.3');
  expect(resolved('a==1.2.*')).toBeUndefined();
  expect(resolved('a>=1.2')).toBeUndefined();
});

test('a marker for an extra makes a requirement optional', () => {
  expect(pythonDependency("redis>=4 ; extra == 'cache'", 'runtime', at)).toMatchObject({
    scope: 'optional',
    group: 'cache',
  });
});

test('an address says where the package comes from, and sometimes its version', () => {
  expect(fromUrl('git+https://github.com/a/b.git@v1.2.0#egg=b')).toEqual({ source: 'git', resolved: '1.2.0' });
  expect(fromUrl('git+ssh://git@github.com/a/b.git')).toEqual({ source: 'git' });
  expect(fromUrl('https://x.org/torch-2.5.0+cpu-cp312-cp312-linux_x86_64.whl')).toEqual({
    source: 'url',
    resolved: '2.5.0+cpu',
  });
  expect(fromUrl('./libs/common')).toEqual({ source: 'path' });
});
