import { expect, test } from 'vitest';
import { stackYaml } from '../../src/read/stack-yaml.ts';

test('versions besides those of the snapshot, and the compiler if it is named', () => {
  const { constraints, runtimes } = stackYaml.read(
    'stack.yaml',
    'resolver: lts-24.48\nextra-deps:\n  - warp-3.4.14\n  - git: x\n  - http2-5.4.0@sha256:abc\n',
  );
  expect(constraints.map(({ name, requirement, at }) => [name, requirement, at.line])).toEqual([
    ['warp', '==3.4.14', 3],
    ['http2', '==5.4.0', 5],
  ]);
  expect(runtimes).toEqual([]);
  expect(stackYaml.read('stack.yaml', 'resolver: ghc-9.8.2\n').runtimes).toMatchObject([
    { technology: 'haskell', requirement: '9.8.2' },
  ]);
});
