import { expect, test } from 'vitest';
import { globalJson } from '../../src/read/global-json.ts';

test('global.json names the SDK, which is not the runtime, and versions of other SDKs', () => {
  const { runtimes, constraints, diagnostics } = globalJson.read(
    'global.json',
    '{\n  // pinned\n  "sdk": { "version": "9.0.100", "rollForward": "latestMinor" },\n  "msbuild-sdks": { "Aspire.AppHost.Sdk": "9.5.1", },\n}',
  );
  expect(diagnostics).toEqual([]);
  expect(runtimes).toEqual([
    { technology: 'dotnet-sdk', requirement: '9.0.100', strength: 'pin', at: { path: 'global.json', line: 3 } },
  ]);
  expect(constraints).toMatchObject([{ name: 'Aspire.AppHost.Sdk', requirement: '9.5.1', at: { line: 4 } }]);
});
