import { expect, test } from 'vitest';
import { targetRuntime } from '../../src/read/target-framework.ts';

test.each([
  ['net8.0', 'dotnet 8.0'],
  ['net10.0-windows10.0.19041', 'dotnet 10.0'],
  ['netcoreapp3.1', 'dotnet 3.1'],
  ['net48', 'dotnet-framework 4.8'],
  ['net472', 'dotnet-framework 4.7.2'],
  ['v4.7.2', 'dotnet-framework 4.7.2'],
  ['netstandard2.0', undefined],
  ['$(Version)', undefined],
])('the target framework %s is %s', (written, expected) => {
  const runtime = targetRuntime(written, { path: 'a' });
  expect(runtime && `${runtime.technology} ${runtime.requirement}`).toBe(expected);
});
