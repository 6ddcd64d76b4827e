import { expect, test } from 'vitest';
import { packageJson } from '../../src/read/package-json.ts';

function read(manifest: unknown) {
  return packageJson.read(
    'api/package.json',
    typeof manifest === 'string' ? manifest : JSON.stringify(manifest, null, 2),
  );
}

function signsOf(manifest: unknown): string[] {
  return read(manifest).project?.signs.map((sign) => `${sign.for}: ${sign.reason}`) ?? [];
}

test('a manifest without a name, with every kind of dependency', () => {
  const text = [
    '{',
    '  "dependencies": { "express": "^5.1.0" },',
    '  "optionalDependencies": { "bufferutil": "~4.0" },',
    '  "peerDependencies": { "react": ">=18" },',
    '  "devDependencies": {',
    '    "typescript": "5.9.3"',
    '  }',
    '}',
  ].join('\n');
  const { project, dependencies, diagnostics } = read(text);
  expect(project?.name).toBeUndefined();
  expect(project?.languages).toEqual(['typescript', 'javascript']);
  expect(diagnostics).toEqual([]);
  expect(dependencies.map(({ name, requirement, scope, at }) => [name, requirement, scope, at.line])).toEqual([
    ['express', '^5.1.0', 'runtime', 2],
    ['bufferutil', '~4.0', 'optional', 3],
    ['react', '>=18', 'peer', 4],
    ['typescript', '5.9.3', 'development', 6],
  ]);
});

test('an optional dependency takes the place of a runtime dependency of the same name', () => {
  const { dependencies } = read({ dependencies: { ws: '^8' }, optionalDependencies: { ws: '^8.1' } });
  expect(dependencies.map(({ scope, requirement }) => [scope, requirement])).toEqual([['optional', '^8.1']]);
});

test('names are exact, even those of Object.prototype', () => {
  const { dependencies } = read('{ "dependencies": { "__proto__": "1", "constructor": "2", "preact": "3" } }');
  expect(dependencies.map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'preact']);
});

test.each([
  ['not JSON at all', 'not JSON'],
  ['[]', 'not understood: not an object'],
  ['{ "name": "x", }', 'not valid JSON: PropertyNameExpected'],
  ['{ "dependencies": "express" }', 'not understood: dependencies is not a table'],
  ['{ "dependencies": { "express": { "version": "5" } } }', 'not understood: dependencies.express is not text'],
])('%s is a diagnostic', (text, message) => {
  expect(read(text).diagnostics[0]?.message).toContain(message);
});

test('what is broken is still read as far as it goes', () => {
  const { dependencies, diagnostics } = read('{\n  "dependencies": {\n    "express": "^5",\n  }\n}');
  expect(dependencies.map(({ name }) => name)).toEqual(['express']);
  expect(diagnostics[0]?.at).toEqual({ path: 'api/package.json', line: 4 });
});

test('runtimes and package managers', () => {
  const { runtimes } = read({
    engines: { node: '>=22', npm: 'please use yarn', vscode: '^1' },
    devEngines: { runtime: [{ name: 'node', version: '24.1.0' }, { name: 'deno' }] },
    volta: { node: '24.1.0', extends: '../package.json' },
    packageManager: 'pnpm@10.2.1+sha512.abc',
  });
  expect(runtimes.map(({ technology, requirement, strength }) => `${technology} ${requirement} ${strength}`)).toEqual([
    'node 24.1.0 pin',
    'node 24.1.0 pin',
    'pnpm 10.2.1 pin',
    'node >=22 minimum',
  ]);
});

test('scripts are commands, split where the shell splits them', () => {
  const { commands } = read({ scripts: { start: 'npm run build && NODE_ENV=production node dist/main.js' } });
  expect(commands.map(({ argv, name, environment }) => [name, argv.join(' '), environment['NODE_ENV']])).toEqual([
    ['start', 'npm run build', undefined],
    ['start', 'node dist/main.js', 'production'],
  ]);
});

test('the members of a workspace, in both spellings', () => {
  expect(read({ workspaces: ['apps/*', '!apps/old'] }).project?.workspace).toMatchObject({
    members: ['apps/*'],
    excluded: ['apps/old'],
  });
  expect(read({ workspaces: { packages: ['libs/*'] } }).project?.workspace?.members).toEqual(['libs/*']);
});

test('a root that only holds a workspace together is an aggregator, one with something to run is not', () => {
  const root = { private: true, workspaces: ['apps/*'], devDependencies: { turbo: '2' } };
  expect(read(root).project?.aggregator).toBe(true);
  expect(read({ ...root, scripts: { start: 'turbo run start' } }).project?.aggregator).toBe(true);
  expect(read({ ...root, scripts: { start: 'node server.js' } }).project?.aggregator).toBe(false);
  expect(read({ ...root, dependencies: { express: '5' } }).project?.aggregator).toBe(false);
});

test('catalogues and overrides of bun, npm, yarn and pnpm', () => {
  const { constraints } = read({
    workspaces: { packages: ['a'], catalog: { react: '19' }, catalogs: { old: { react: '17' } } },
    overrides: { foo: '1', bar: { '.': '2', baz: '3' } },
    resolutions: { '**/left': '4', 'a/@scope/b': '5', 'c@npm:*': '6' },
    pnpm: { overrides: { 'd@<2': '7', 'e>f': '8' } },
  });
  expect(constraints.map(({ key, name, requirement }) => `${key} ${name} ${requirement}`)).toEqual([
    'catalog:default react 19',
    'catalog:old react 17',
    'override foo 1',
    'override bar 2',
    'override:bar>baz baz 3',
    'resolution left 4',
    'resolution:a>@scope/b @scope/b 5',
    'resolution c 6',
    'pnpm-override:d@<2 d 7',
    'pnpm-override:e>f f 8',
  ]);
});

test.each([
  ['a start script', { scripts: { start: 'node server.js' } }, ['service: its script start runs node']],
  [
    'a start script behind wrappers',
    { scripts: { start: 'cross-env A=1 npx -y nodemon --x' } },
    ['service: its script start runs nodemon'],
  ],
  [
    'a start script that runs another',
    { scripts: { start: 'npm run serve-it', 'serve-it': 'node a.js' } },
    ['service: its script serve-it runs node'],
  ],
  ['the server of a front end', { scripts: { start: 'vite preview' } }, ['frontend: its script start runs vite']],
  [
    'a front end started through node',
    { scripts: { start: 'node --max-old-space-size=1 node_modules/vite/bin/vite.js' } },
    ['frontend: its script start runs vite'],
  ],
  ['start scripts that only delegate', { scripts: { start: 'turbo run start' } }, []],
  ['a bin entry', { bin: 'cli.js' }, ['tool: has a bin entry']],
  ['exports', { exports: './a.js' }, ['library: has exports']],
  ['the main that npm init writes', { version: '1.0.0', main: 'index.js' }, []],
  ['a main of its own', { version: '1.0.0', main: './lib/router.js' }, ['library: has main and is not private']],
  ['a private main', { version: '1.0.0', private: true, main: './lib/router.js' }, []],
  ['peer dependencies', { peerDependencies: { nuxt: '3' } }, ['library: has peer dependencies']],
  [
    'a user interface',
    { dependencies: { 'react-dom': '19' }, browserslist: ['> 1%'] },
    ['frontend: depends on react-dom', 'frontend: names the browsers it supports'],
  ],
  ['a deployment to a function host', { scripts: { deploy: 'sls deploy' } }, ['service: its script deploy runs sls']],
  [
    'nothing but end-to-end tests',
    { devDependencies: { '@playwright/test': '1' } },
    ['test: only depends on @playwright/test and other development packages'],
  ],
  ['a placeholder for a name', { name: '{{cookiecutter.slug}}' }, ['template: its name is a placeholder']],
])('the role: %s', (_, manifest, signs) => {
  expect(signsOf(manifest)).toEqual(signs);
});

test('bun runs the code only if a start script says so', () => {
  const tools = (start: string) =>
    read({ scripts: { start } }).dependencies.map(({ ecosystem, name }) => `${ecosystem}:${name}`);
  expect(tools('bun run src/index.ts')).toEqual(['tool:bun']);
  expect(tools('bun run build')).toEqual([]);
  expect(tools('node index.js')).toEqual([]);
});
