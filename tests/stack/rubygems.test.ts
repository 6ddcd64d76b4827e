import { expect, test } from 'vitest';
import { composerJson } from '../../src/read/composer-json.ts';
import { composerLock } from '../../src/read/composer-lock.ts';
import { gemfile } from '../../src/read/gemfile.ts';
import { gemfileLock } from '../../src/read/gemfile-lock.ts';
import { gemspec } from '../../src/read/gemspec.ts';
import { readTree } from '../../src/read/read.ts';
import { composer } from '../../src/stack/composer.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import type { Resolved } from '../../src/stack/resolver.ts';
import { rubygems } from '../../src/stack/rubygems.ts';
import { memoryTree } from '../../src/tree/memory.ts';

function resolve(path: string, files: Readonly<Record<string, string>>): Resolved {
  const tree = memoryTree(files);
  const readings = indexReadings(
    readTree(tree, [gemfile, gemspec, gemfileLock, composerJson, composerLock]),
    tree.paths,
  );
  const manifest = readings.at(path);
  if (manifest?.project === undefined) throw new Error(`${path} describes no project`);
  return (manifest.project.ecosystem === 'composer' ? composer : rubygems).resolve(manifest, readings);
}

const short = ({ dependencies }: Resolved): string[] =>
  dependencies.map(({ name, resolved = '?', source = '' }) => `${name} ${resolved} ${source}`.trim());
const lock =
  'PATH\n  remote: engines/shop\n  specs:\n    shop (0.1.0)\n\nGEM\n  specs:\n    rails (8.0.1)\n    rack (3.1.0)\n';

test('a Gemfile takes its versions from the lock beside it, an engine from the one that lists it', () => {
  const files = {
    Gemfile: 'gem "rails", "~> 8.0"\ngem "gone"\n',
    'Gemfile.lock': lock,
    'engines/shop/shop.gemspec': 's.add_dependency "rack", ">= 3"\n',
    'other/x.gemspec': 's.add_dependency "rack"\n',
  };
  expect(short(resolve('Gemfile', files))).toEqual(['rails 8.0.1', 'gone ?']);
  expect(short(resolve('engines/shop/shop.gemspec', files))).toEqual(['rack 3.1.0']);
  expect(short(resolve('other/x.gemspec', files))).toEqual(['rack ?']);
  expect(resolve('other/x.gemspec', files).lockfiles).toEqual([]);
});

test('a lock that the requirement has left behind says nothing', () => {
  expect(short(resolve('Gemfile', { Gemfile: 'gem "rails", "~> 8.1"\n', 'Gemfile.lock': lock }))).toEqual(['rails ?']);
});

test('included Gemfiles are joined, others are said', () => {
  const found = resolve('api/Gemfile', {
    'api/Gemfile': 'eval_gemfile "../Gemfile"\neval_gemfile "../common.rb"\n',
    Gemfile: 'gem "rails"\n',
    'common.rb': '',
  });
  expect(short(found)).toEqual(['rails ?']);
  expect(found.diagnostics).toEqual([
    { message: 'common.rb is included, but not read as a Gemfile', at: { path: 'api/Gemfile', line: 2 } },
  ]);
});

test('an application has config.ru, a gem may have it too', () => {
  const reasons = (files: Readonly<Record<string, string>>): unknown =>
    resolve('Gemfile', { Gemfile: 'gem "rack"\n', 'config.ru': '', ...files }).signs?.map(({ reason }) => reason);
  expect(reasons({})).toEqual(['has config.ru']);
  expect(reasons({ 'a.gemspec': '' })).toEqual([]);
});

test('composer.lock beside the manifest, and packages of the repository itself', () => {
  const files = {
    'composer.json':
      '{"require":{"slim/slim":"^4","acme/core":"*","ext-redis":"*"},"repositories":[{"type":"path","url":"packages/*"}]}',
    'composer.lock': '{"packages":[{"name":"slim/slim","version":"4.14.0"}]}',
    'packages/core/composer.json': '{"name":"acme/core","require":{"slim/slim":"^4"}}',
    'public/index.php': '',
  };
  const found = resolve('composer.json', files);
  expect(short(found)).toEqual(['slim/slim 4.14.0', 'acme/core ? workspace', 'ext-redis ?']);
  expect(found.signs?.map(({ reason }) => reason)).toEqual(['has public/index.php']);
  expect(short(resolve('packages/core/composer.json', files))).toEqual(['slim/slim ?']);
});
