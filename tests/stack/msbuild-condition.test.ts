import { expect, test } from 'vitest';
import { conditionHolds } from '../../src/stack/msbuild-condition.ts';
import type { Scope } from '../../src/stack/msbuild-expand.ts';

const values: Readonly<Record<string, string>> = { framework: 'net8.0', yes: 'true' };
const scope: Scope = {
  directory: 'src',
  property: (name) => {
    const value = values[name.toLowerCase()];
    return value === undefined ? undefined : { value, at: { path: 'a' } };
  },
  directoryAbove: () => undefined,
};

test.each([
  ["'$(Framework)' == 'NET8.0'", true],
  ["'$(Framework)' != 'net8.0'", false],
  ['$(Framework) == net8.0', true],
  ["'$(Unset)' == ''", true],
  ["'$(Unset)' == 'x'", undefined],
  ["'$(Unset)' != 'x'", true],
  ["'$(Configuration)' == 'Debug'", undefined],
  ["'$(Configuration)|$(Platform)' == 'Debug|AnyCPU'", undefined],
  ['$(Yes)', true],
  ['!$(Yes)', false],
  ['false', false],
  ["'$(Yes)' == 'true' And ('$(Framework)' == 'net48' or '$(Framework)' == 'net8.0')", true],
  ["'$(Configuration)' == 'Debug' and '$(Yes)' == 'false'", false],
  ["'$(Configuration)' == 'Debug' or '$(Yes)' == 'true'", true],
  ["$(Framework.StartsWith('net8'))", true],
  ["!$(DefineConstants.Contains('OSS'))", undefined],
  ["$([MSBuild]::IsOSPlatform('windows'))", undefined],
  ["$([MSBuild]::GetTargetPlatformIdentifier('$(Framework)')) == 'ios'", undefined],
  ["Exists('$(Yes)')", undefined],
  ["Exists('x') and false", false],
  ["'@(Files)' != ''", undefined],
  ["'$(Framework)' >= '1'", undefined],
  ['otherwise', undefined],
  ["'unfinished", undefined],
  ['((((', undefined],
  ['', undefined],
])('%s is %s', (condition, expected) => {
  expect(conditionHolds(condition, scope)).toBe(expected);
});
