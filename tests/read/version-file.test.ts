import { expect, test } from 'vitest';
import { versionFile } from '../../src/read/version-file.ts';

function pinned(path: string, text: string): string {
  const { runtimes, diagnostics } = versionFile.read(path, text);
  return [
    ...runtimes.map(({ technology, requirement, at }) => `${technology} ${requirement} :${at.line}`),
    ...diagnostics.map(({ message }) => message),
  ].join(', ');
}

test.each([
  ['.nvmrc', 'v22.11.0\n', 'node 22.11.0 :1'],
  ['.nvmrc', '# the one in production\n\n20 # soon 22\n', 'node 20 :3'],
  ['.nvmrc', 'lts/iron', 'node 20 :1'],
  ['.nvmrc', 'lts/Hydrogen', 'node 18 :1'],
  ['.nvmrc', 'lts/*', 'node lts/* :1'],
  ['.nvmrc', 'node', 'node node :1'],
  ['.nvmrc', 'system', ''],
  ['.nvmrc', 'lts/never', 'not a version of node: lts/never'],
  ['.node-version', '24.0.0-nightly20250101abc', 'node 24.0.0-nightly20250101abc :1'],
  ['.python-version', '3.13t\n3.12\n', 'python 3.13 :1'],
  ['.python-version', 'my-virtualenv', 'not a version of python: my-virtualenv'],
  ['.ruby-version', 'ruby-3.3.0', 'ruby 3.3.0 :1'],
  ['.java-version', 'temurin-21.0.2', 'java 21.0.2 :1'],
  ['.java-version', '1.8', 'java 8 :1'],
  ['.go-version', '1.26', 'go 1.26 :1'],
  ['.zigversion', '0.15.0-dev.471+369177f0b', 'zig 0.15.0-dev.471+369177f0b :1'],
  ['.bun-version', '', 'holds no version'],
])('%s with %j', (path, text, expected) => {
  expect(pinned(path, text)).toBe(expected);
});
