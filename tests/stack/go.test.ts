import { expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { go } from '../../src/stack/go.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { memoryTree } from '../../src/tree/memory.ts';

function resolve(files: Readonly<Record<string, string>>, path = 'go.mod') {
  const tree = memoryTree(files);
  const readings = indexReadings(readTree(tree, readers), tree.paths);
  const manifest = readings.at(path);
  if (manifest === undefined) throw new Error(`${path} was not read`);
  return go.resolve(manifest, readings);
}

const signs = (files: Readonly<Record<string, string>>, path?: string) =>
  resolve({ 'go.mod': 'module m\n', ...files }, path).signs?.map(({ for: role, reason }) => `${role}: ${reason}`);

test('what is required is what is used; go.sum names no versions', () => {
  const { dependencies, lockfiles } = resolve({
    'go.mod': 'module m\nrequire github.com/gin-gonic/gin v1.10.0\nrequire golang.org/x/net v0.40.0 // indirect\n',
    'go.sum': 'github.com/gin-gonic/gin v1.11.0 h1:x=\n',
  });
  expect(dependencies).toMatchObject([
    { name: 'github.com/gin-gonic/gin', resolved: 'v1.10.0' },
    { resolved: 'v0.40.0' },
  ]);
  expect(lockfiles[0]).toMatchObject({ at: { path: 'go.sum' }, manager: 'go' });
  expect(lockfiles[0]?.find({ name: 'golang.org/x/net', importer: '' })).toBe('v0.40.0');
});

test('a replacement gives its version, a directory gives none', () => {
  const { dependencies } = resolve({
    'go.mod': `module m
require (
	a.b/one v1.0.0
	a.b/two v1.0.0
	a.b/three v1.0.0
)
replace a.b/one => c.d/one v1.5.0
replace a.b/two => ../two
replace a.b/three v1.1.0 => c.d/three v9.0.0
`,
  });
  expect(dependencies.map(({ name, resolved, source, at }) => [name, resolved, source, at.line])).toEqual([
    ['a.b/one', 'v1.5.0', 'git', 7],
    ['a.b/two', undefined, 'path', 8],
    ['a.b/three', 'v1.0.0', undefined, 5],
  ]);
});

test('replacements of a workspace hold for the modules that it uses', () => {
  const files = {
    'go.work': 'go 1.25\nuse ./api\nreplace a.b/one => c.d/one v2.0.0\n',
    'api/go.mod': 'module api\nrequire a.b/one v1.0.0\nreplace a.b/one => c.d/one v1.5.0\n',
    'other/go.mod': 'module other\nrequire a.b/one v1.0.0\n',
  };
  expect(resolve(files, 'api/go.mod').dependencies).toMatchObject([
    { resolved: 'v2.0.0', at: { path: 'go.work', line: 3 } },
  ]);
  expect(resolve(files, 'other/go.mod').dependencies).toMatchObject([{ resolved: 'v1.0.0' }]);
});

test('where a program lies', () => {
  expect(signs({ 'main.go': '' })).toEqual(['program: has the program main.go']);
  expect(signs({ 'cmd/traefik/traefik.go': '' })).toEqual(['program: has the program cmd/traefik/traefik.go']);
  expect(signs({ 'backend/app/main.go': '' })).toEqual(['program: has the program backend/app/main.go']);
});

test('programs of examples, of tests and of other modules are none of its own', () => {
  const library = ['library: has no program of its own (no main.go, no cmd/)'];
  expect(signs({ 'echo.go': '', '_example/main.go': '', 'examples/cors/main.go': '', 'cmd/x/x_test.go': '' })).toEqual(
    library,
  );
  expect(
    signs({ 'tool/go.mod': 'module t\n', 'tool/main.go': '', 'cmd/go.mod': 'module c\n', 'cmd/x/main.go': '' }),
  ).toEqual(library);
  expect(signs({ 'server.go': '' })).toEqual([]);
});
