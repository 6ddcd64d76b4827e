import { expect, test } from 'vitest';
import { vcpkgJson } from '../../src/read/vcpkg-json.ts';

test('names, minimums, and versions that are set', () => {
  const { dependencies } = vcpkgJson.read(
    'vcpkg.json',
    '{\n"dependencies": [\n"fmt",\n{"name": "drogon",\n"version>=": "1.8.0"},\n{"name": "openssl"}\n],\n"overrides": [\n{"name": "openssl", "version": "3.0.8"}\n]}',
  );
  expect(
    dependencies.map((one) => `${one.name} ${one.requirement ?? '-'} ${one.resolved ?? '-'} :${one.at.line}`),
  ).toEqual(['fmt - - :3', 'drogon 1.8.0 - :5', 'openssl 3.0.8 3.0.8 :9']);
});
