import { expect, test } from 'vitest';
import { buildZigZon } from '../../src/read/build-zig-zon.ts';
import { zigPackage } from '../../src/read/zig-package.ts';
import { zigmod } from '../../src/read/zigmod.ts';

const commit = '66c5dc42c781bbb8a9100afda3c7e69ee96eddf3';

test('a dependency is what its URL says; a commit names no version', () => {
  const { project, dependencies, links, runtimes, diagnostics } = buildZigZon.read(
    'api/build.zig.zon',
    `.{
    .name = .shop,
    .version = "0.2.1",
    .minimum_zig_version = "0.15.0",
    .dependencies = .{
        // .tokamak = .{ .url = "git+https://github.com/cztomsik/tokamak" },
        .http = .{
            .url = "git+https://github.com/karlseguin/http.zig.git#${commit}",
            .hash = "httpz-0.3.0-PNVzrBgtBwCVkSJyophIX6WHwDR0r8XhBGQr96Kk-1El",
        },
        .@"zap-server" = .{ .url = "git+https://github.com/zigzap/zap?ref=v0.11.0#${commit}", .lazy = true },
        .shared = .{ .path = "../shared" },
        .odd = .{ .hash = "x" },
    },
    .paths = .{ "src", "build.zig" },
}
`,
  );
  expect(project).toMatchObject({ name: 'shop', version: '0.2.1', languages: ['zig'] });
  expect(
    dependencies.map(({ name, alias, resolved, scope, source, at }) => [name, alias, resolved, scope, source, at.line]),
  ).toEqual([
    ['karlseguin/http.zig', 'http', undefined, 'runtime', 'git', 8],
    ['zigzap/zap', 'zap-server', '0.11.0', 'optional', 'git', 11],
    ['shared', undefined, undefined, 'runtime', 'path', 12],
  ]);
  expect(links).toMatchObject([{ path: 'shared/build.zig.zon' }]);
  expect(runtimes).toMatchObject([{ technology: 'zig', requirement: '0.15.0', at: { line: 4 } }]);
  expect(diagnostics).toMatchObject([
    { message: 'dependency odd has neither a URL nor a path that is understood', at: { line: 13 } },
  ]);
});

test.each([
  ['https://github.com/zon-dev/zinc/archive/refs/tags/0.1.0-beta.5.tar.gz', 'zon-dev/zinc', '0.1.0-beta.5'],
  ['https://github.com/Jetzig-Framework/jetzig/archive/v0.8.0.zip', 'jetzig-framework/jetzig', '0.8.0'],
  ['https://github.com/o/r/releases/download/v1.2.3/r.tar.gz', 'o/r', '1.2.3'],
  ['git+https://github.com/o/r#v1.2.3', 'o/r', '1.2.3'],
  ['git+https://codeberg.org/o/r.git?ref=main', 'codeberg.org/o/r', undefined],
  ['git+https://github.com/o/r?ref=zig-0.15', 'o/r', undefined],
  [`https://github.com/o/r/archive/${commit}.tar.gz`, 'o/r', undefined],
])('%s is %s %s', (url, name, version) => {
  expect(zigPackage(url)).toMatchObject({ name });
  expect(zigPackage(url)?.version).toBe(version);
});

test('what is no struct is reported', () => {
  expect(buildZigZon.read('build.zig.zon', 'hello').diagnostics).toMatchObject([
    { message: 'not understood: no ZON struct' },
  ]);
});

test('the manifest of zigmod', () => {
  const { project, dependencies } = zigmod.read(
    'zigmod.yml',
    'name: shop\ndependencies:\n  - src: git https://github.com/karlseguin/http.zig tag-v0.2.0\nbuild_dependencies:\n  - src: git https://github.com/a/b\n',
  );
  expect(project?.name).toBe('shop');
  expect(dependencies.map(({ name, resolved, scope, at }) => [name, resolved, scope, at.line])).toEqual([
    ['karlseguin/http.zig', '0.2.0', 'runtime', 3],
    ['a/b', undefined, 'build', 5],
  ]);
});
