import { expect, test } from 'vitest';
import { conanfile } from '../../src/read/conanfile.ts';

const shown = (path: string, text: string) =>
  conanfile
    .read(path, text)
    .dependencies.map((one) => `${one.name} ${one.requirement ?? '-'} ${one.scope} :${one.at.line}`);

test('a list', () => {
  expect(
    shown(
      'conanfile.txt',
      '[requires]\ndrogon/1.9.0\n# zlib/1.2\nopenssl/[>=3 <4]\n[tool_requires]\ncmake/3.27@user/x\n[generators]\nCMakeDeps\n',
    ),
  ).toEqual(['drogon 1.9.0 runtime :2', 'openssl >=3 <4 runtime :4', 'cmake 3.27 build :6']);
});

test('a recipe in Python, read as text', () => {
  expect(
    shown(
      'conanfile.py',
      'class A(ConanFile):\n    requires = "drogon/1.9.0", "fmt/10.0"\n    url = "a/b"\n    def requirements(self):\n        self.requires("openssl/3.1.0")\n        # self.requires("old/1.0")\n',
    ),
  ).toEqual(['drogon 1.9.0 runtime :2', 'fmt 10.0 runtime :2', 'openssl 3.1.0 runtime :5']);
});
