import { describe, expect, test } from 'vitest';
import { gitattributes } from '../../src/read/gitattributes.ts';
import { packageJson } from '../../src/read/package-json.ts';
import { setAside } from '../../src/stack/set-aside.ts';

function aside(files: Readonly<Record<string, string>>) {
  const readings = Object.entries(files).map(([path, text]) =>
    path.endsWith('.gitattributes') ? gitattributes.read(path, text) : packageJson.read(path, text),
  );
  return setAside(readings, Object.keys(files).sort());
}

describe('directories of copies', () => {
  test.each([
    'node_modules/express/package.json',
    'web/node_modules/@acme/ui/package.json',
    'vendor/github.com/acme/web/package.json',
    'third_party/tool/package.json',
    '.venv/lib/python3.12/site-packages/flask/package.json',
    'ios/Pods/Firebase/package.json',
  ])('%s', (path) => {
    expect(aside({ [path]: '{}' }).reasonFor(path)).toBe('vendored');
  });

  test.each([
    'services/vendor/package.json',
    'env/production/package.json',
    'docs/package.json',
    'build/package.json',
    'bin/package.json',
    'public/package.json',
    'src/node_modules.d/package.json',
  ])('%s is the repository’s own', (path) => {
    expect(aside({ [path]: '{}' }).reasonFor(path)).toBeUndefined();
  });

  test('a vendor directory that Go or Composer wrote is one although a manifest begins it', () => {
    const files = { 'vendor/modules.txt': '', 'vendor/package.json': '{}' };
    expect(aside(files).reasonFor('vendor/package.json')).toBe('vendored');
  });

  test('are counted, one entry each', () => {
    const files = { 'node_modules/a/package.json': '{}', 'node_modules/b/package.json': '{}', 'package.json': '{}' };
    expect(aside(files).skipped).toEqual([{ path: 'node_modules', reason: 'vendored', files: 2 }]);
  });
});

describe('.gitattributes', () => {
  test('vendored, generated and documentation', () => {
    const { reasonFor, isDocumentation, skipped } = aside({
      '.gitattributes': [
        'legacy/** linguist-vendored',
        '*.gen.json linguist-generated=true',
        'guides/** linguist-documentation',
      ].join('\n'),
      'legacy/shop/package.json': '{}',
      'api/package.gen.json': '{}',
      'guides/start/package.json': '{}',
      'package.json': '{}',
    });
    expect(reasonFor('legacy/shop/package.json')).toBe('vendored');
    expect(reasonFor('api/package.gen.json')).toBe('generated');
    expect(reasonFor('package.json')).toBeUndefined();
    expect(isDocumentation('guides/start/package.json')).toBe(true);
    expect(skipped).toEqual([
      { path: 'legacy/shop/package.json', reason: 'vendored' },
      { path: 'api/package.gen.json', reason: 'generated' },
    ]);
  });

  test('can take back what a name says, and the last line that fits decides', () => {
    const { reasonFor } = aside({
      '.gitattributes': 'vendor/** -linguist-vendored\nvendor/old/** linguist-vendored\n',
      'vendor/shop/package.json': '{}',
      'vendor/old/package.json': '{}',
    });
    expect(reasonFor('vendor/shop/package.json')).toBeUndefined();
    expect(reasonFor('vendor/old/package.json')).toBe('vendored');
  });

  test('is one for its own directory, and a pattern that ends with a slash is one for nothing, as in git', () => {
    const { reasonFor } = aside({
      'api/.gitattributes': 'package.json linguist-vendored\n/web/ linguist-vendored',
      'api/package.json': '{}',
      'api/web/app/index.json': '{}',
      'package.json': '{}',
    });
    expect(reasonFor('api/package.json')).toBe('vendored');
    expect(reasonFor('api/web/app/index.json')).toBeUndefined();
    expect(reasonFor('package.json')).toBeUndefined();
  });
});
