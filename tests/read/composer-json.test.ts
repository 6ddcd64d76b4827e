import { expect, test } from 'vitest';
import { composerJson } from '../../src/read/composer-json.ts';
import { composerLock } from '../../src/read/composer-lock.ts';
import { laravelConfig } from '../../src/read/laravel-config.ts';
import { symfonyConfig } from '../../src/read/symfony-config.ts';
import type { Setting } from '../../src/model/setting.ts';

const line = ({ key, value, values, fallback, profile }: Setting): string =>
  [
    key,
    value ?? (values ? `[${values.join(' ')}]` : '?'),
    ...(fallback === undefined ? [] : [`or ${fallback}`]),
    ...(profile === 'base' ? [] : [profile]),
  ].join(' ');

test('packages, extensions and PHP itself', () => {
  const { dependencies, runtimes, settings } = composerJson.read(
    'composer.json',
    `{"type": "project",
"require": {"php": "^8.2", "ext-swoole": "^5.0", "lib-curl": "*", "composer-runtime-api": "^2",
  "Laravel/Framework": "^12.0",
  "a/exact": "v1.2.3", "a/any": "*", "a/dev": "dev-main as 1.x-dev"},
"require-dev": {"phpunit/phpunit": "^11"},
"config": {"platform": {"php": "8.3.1"}, "secure-http": false},
"repositories": [{"type": "composer", "url": "http://mirror"}]}`,
  );
  expect(
    dependencies.map(
      ({ name, requirement = '', resolved = '', scope, at }) =>
        `${at.line} ${name} ${requirement} ${resolved} ${scope}`,
    ),
  ).toEqual([
    '2 ext-swoole ^5.0  runtime',
    '3 laravel/framework ^12.0  runtime',
    '4 a/exact v1.2.3 1.2.3 runtime',
    '4 a/any   runtime',
    '4 a/dev dev-main as 1.x-dev  runtime',
    '5 phpunit/phpunit ^11  development',
  ]);
  expect(runtimes.map(({ requirement, strength, at }) => `${at.line} ${requirement} ${strength}`)).toEqual([
    '2 ^8.2 minimum',
    '6 8.3.1 pin',
  ]);
  expect(settings.map(line)).toEqual([
    'config.secure-http false',
    'repositories.type composer',
    'repositories.url http://mirror',
  ]);
});

test('what tells a library from an application', () => {
  const signs = (text: string): unknown =>
    composerJson.read('composer.json', text).project?.signs.map((sign) => sign.for);
  expect(signs('{"type":"project"}')).toEqual(['service']);
  expect(signs('{"type":"symfony-bundle"}')).toEqual(['library']);
  expect(signs('{"name":"a/b","description":"x","license":"MIT","autoload":{}}')).toEqual(['library']);
  expect(signs('{"require":{"slim/slim":"^4"}}')).toEqual([]);
});

test('no object', () => {
  expect(composerJson.read('composer.json', '[]').diagnostics).toHaveLength(1);
  expect(composerJson.read('composer.json', '{"require": {"a/b": 1}}').diagnostics[0]?.message).toBe(
    'not understood: require.a/b is not text',
  );
});

test('composer.lock', () => {
  const { lockfile } = composerLock.read(
    'composer.lock',
    '{"packages":[{"name":"laravel/framework","version":"v12.1.0"},{"name":"a/dev","version":"dev-main"}],"packages-dev":[{"name":"phpunit/phpunit","version":"11.0.1"}]}',
  );
  const find = (name: string, requirement?: string) =>
    lockfile?.find({ name, importer: '', ...(requirement !== undefined && { requirement }) });
  expect([
    find('laravel/framework', '^12.0'),
    find('laravel/framework', '^13.0'),
    find('a/dev', 'dev-main'),
    find('phpunit/phpunit'),
  ]).toEqual(['12.1.0', undefined, 'dev-main', '11.0.1']);
});

test("Laravel's arrays", () => {
  const text = `<?php\nuse A\\B;\n// 'debug' => true\nreturn [\n 'debug' => (bool) env('APP_DEBUG', true), 'key' => env('APP_KEY'), 'url' => 'http://' . $host,\n 'origins' => ['*'], 'nested' => array('secure' => false), 'cookie' => env('C', Str::slug('x') . '_s'), Foo::class => 1,\n];\n`;
  expect(laravelConfig.read('config/app.php', text).settings.map(line)).toEqual([
    'app.debug ? or true',
    'app.key ?',
    'app.url ?',
    'app.origins [*]',
    'app.nested.secure false',
    'app.cookie ?',
  ]);
});

test("Symfony's environments", () => {
  const text =
    'framework:\n  secret: "%env(APP_SECRET)%"\n  csrf_protection: false\nwhen@prod:\n  framework:\n    session: { cookie_secure: auto }\nnelmio_cors:\n  defaults:\n    allow_origin: ["*"]\n';
  expect(symfonyConfig.read('config/packages/framework.yaml', text).settings.map(line)).toEqual([
    'framework.secret ?',
    'framework.csrf_protection false',
    'framework.session.cookie_secure auto production',
    'nelmio_cors.defaults.allow_origin [*]',
  ]);
  expect(symfonyConfig.read('config/packages/dev/web_profiler.yaml', 'a: 1').settings.map(line)).toEqual([
    'a 1 development',
  ]);
});
