import { expect, test } from 'vitest';
import { audited, stack, unclear, versionOf } from './audited.ts';

test('47: groups of a Gemfile, a gem without a version, single quotes, an engine in a gemspec', () => {
  const gemfile =
    "source 'https://example.org'\ngem 'rails'\ngem 'puma', '~> 7.1'\ngroup :test do\n  gem 'sinatra', '4.2.1'\nend\n";
  const files = { Gemfile: gemfile, 'config/application.rb': '', 'config.ru': '' };
  expect(stack(files)['.: service']).toEqual(
    expect.arrayContaining(['rails ? at Gemfile:2', expect.stringMatching(/^puma ~> 7\.1 at Gemfile:3/)]),
  );
  expect(stack(files)['.: service']?.join()).not.toContain('sinatra');
  const engine =
    'Gem::Specification.new do |spec|\n  spec.name = "shop"\n  spec.summary = "Shop"\n  spec.files = Dir["lib/**/*"]\n  spec.add_dependency "rails", ">= 8.0"\nend\n';
  expect(Object.keys(stack({ 'shop.gemspec': engine }))).toEqual(['.: library']);
});

test('48: a component of Symfony is not Symfony; an extension; a framework to develop a package with', () => {
  const json = (value: unknown): string => JSON.stringify(value, null, 1);
  expect(stack({ 'composer.json': json({ require: { 'symfony/console': '^7.3' } }) })).toEqual({ '.: library': [] });
  const swoole = { type: 'project', require: { php: '>=8.3', 'ext-swoole': '*' } };
  expect(stack({ 'composer.json': json(swoole) })).toEqual({
    '.: service': [expect.stringMatching(/^swoole \S+ at composer\.json:5/)],
  });
  const packaged = { name: 'acme/tool', type: 'library', 'require-dev': { 'laravel/framework': '^12.0' } };
  expect(stack({ 'composer.json': json(packaged) })).toEqual({ '.: library': [] });
});

test('44: Node versions by name, moving, with comments, nonsense', () => {
  const manifest = '{ "scripts": { "start": "node app.js" } }';
  const node = (text: string): string => versionOf({ 'package.json': manifest, '.nvmrc': text }, 'node');
  expect(node('# ours\nv22.11.0 # for now\n')).toBe('22.11.0 at .nvmrc:2');
  expect(node('lts/hydrogen\n')).toBe('18 at .nvmrc:1');
  expect(node('lts/*\n')).toBe('lts/* at .nvmrc:1');
  expect(node('nonsense here\n')).toBe('? at package.json:1');
  expect(unclear({ 'package.json': manifest, '.nvmrc': 'nonsense here\n' })).toEqual([
    '.nvmrc:1 not a version of node: nonsense here',
  ]);
});

test('45: pins that disagree are one finding that names all', () => {
  const files = {
    'package.json': '{ "scripts": { "start": "node app.js" }, "engines": { "node": ">=16" } }',
    '.nvmrc': '22\n',
    Dockerfile: 'FROM node:18-slim\nCOPY app.js .\nUSER node\nCMD ["node", "app.js"]\n',
  };
  const told = /^(?:maturity\/runtime-versions-disagree|container\/base-runtime-mismatch)$/;
  const found = audited(files).findings.filter(({ rule }) => told.test(rule));
  expect(found.map(({ at, related }) => [at.path, ...related.map(({ path }) => path)].sort())).toEqual([
    ['.nvmrc', 'Dockerfile'],
  ]);
});
