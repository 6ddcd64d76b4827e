import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { audit, wants, worktree } from '../../src/index.ts';
import { audited, stack, unclear } from './audited.ts';

const express = '{ "scripts": { "start": "node app.js" },\n "dependencies": { "express": "4.21.2" } }';
const roles = (files: Record<string, string>): string[] =>
  audited(files).components.map(({ path, role }) => `${path} ${role}`);

test('37: examples, samples, tests, fixtures, benchmarks and docs beside a service are not asked', () => {
  const places = ['examples/a', 'samples/b', 'e2e', 'fixtures/c', 'benches/d', 'docs/site', 'src/__tests__/e'];
  const files = Object.fromEntries([...places, 'api'].map((place) => [`${place}/package.json`, express]));
  expect(roles(files)).toEqual([
    'api service',
    'benches/d example',
    'docs/site example',
    'e2e test',
    'examples/a example',
    'fixtures/c test',
    'samples/b example',
    'src/__tests__/e test',
  ]);
});

test('38: a repository that is nothing but examples is audited as what they are', () => {
  expect(roles({ 'examples/a/package.json': express, 'examples/b/package.json': express })).toEqual([
    'examples/a service',
    'examples/b service',
  ]);
});

test('39: real applications in directories called env, build, bin, public, vendor', () => {
  const places = ['bin', 'build', 'env', 'public', 'services/vendor'];
  const files = Object.fromEntries(places.map((place) => [`${place}/package.json`, express]));
  expect(roles(files)).toEqual(places.map((place) => `${place} service`));
});

test("40: other people's code is left out, and counted", () => {
  const files = {
    'go.mod': 'module shop\nrequire github.com/gin-gonic/gin v1.11.0\n',
    'main.go': 'package main',
    'vendor/modules.txt': '',
    'vendor/github.com/gin-gonic/gin/go.mod': 'module gin\n',
    'vendor/github.com/gin-gonic/gin/mise.toml': '[tools]\ngo = "1.19"\n',
    'web/node_modules/express/package.json': express,
    'third_party/old/package.json': express,
  };
  expect(roles(files)).toEqual(['. service']);
  expect(unclear(files)).toEqual(
    ['vendor vendored, 3 files', 'web/node_modules vendored, 1 file', 'third_party vendored, 1 file'].sort(),
  );
});

test('41: .gitattributes: vendored and generated are left out, documentation is an example', () => {
  const files = {
    '.gitattributes':
      'legacy/** linguist-vendored\nclient/** linguist-generated=true\nguide/** linguist-documentation\n',
    'api/package.json': express,
    'client/package.json': express,
    'guide/package.json': express,
    'legacy/package.json': express,
  };
  expect(roles(files)).toEqual(['api service', 'guide example']);
  expect(unclear(files)).toEqual(['client/package.json generated', 'legacy/package.json vendored']);
});

test('43, 56: dangling links, links out of the repository, submodules, binary manifests: said, not followed', () => {
  const root = mkdtempSync(join(tmpdir(), 'trap-'));
  try {
    const git = (...args: string[]): void => void execFileSync('git', ['-C', root, ...args], { stdio: 'ignore' });
    git('init', '-q');
    mkdirSync(join(root, 'api'));
    mkdirSync(join(root, 'old'));
    writeFileSync(join(root, 'package.json'), express);
    writeFileSync(join(root, 'old', 'package.json'), Buffer.from([0, 1, 2]));
    symlinkSync('gone', join(root, 'api', 'package.json'));
    symlinkSync('/etc', join(root, 'outside'));
    symlinkSync('/etc/hostname', join(root, 'Dockerfile'));
    git('add', '-A');
    git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`);
    const report = audit(worktree(root, wants), { today: '2026-11-22' });
    expect(report.components.map(({ path, role }) => `${path} ${role}`)).toEqual(['. service']);
    expect(report.skipped.map(({ path, reason }) => `${path} ${reason}`).sort()).toEqual([
      'Dockerfile link out of the repository',
      'api/package.json not readable',
      'old/package.json binary',
    ]);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('53: a framework that only the base image brings', () => {
  const files = { Dockerfile: 'FROM pytorch/torchserve:0.12.0-cpu\nCOPY model.mar /models/\nUSER model-server\n' };
  expect(stack(files)).toEqual({ '.: service': ['torchserve 0.12.0 at Dockerfile:1'] });
});

test('55: eighty components, in order of their paths', () => {
  const names = Array.from({ length: 80 }, (_, at) => `s${String(at).padStart(2, '0')}`);
  const files = Object.fromEntries([...names].reverse().map((name) => [`${name}/package.json`, express]));
  expect(roles(files)).toEqual(names.map((name) => `${name} service`));
});

test('58: what is found does not hang on the version that a label or a README claims', () => {
  const files = { 'README.md': 'Express 3', 'config.yaml': 'framework:\n  version: 3.0\n', 'package.json': express };
  expect(stack(files)).toEqual({ '.: service': ['express 4.21.2 at package.json:2'] });
});

test('the outermost directory decides: an example about testing is an example, an example among tests a test', () => {
  const manifest = '[package]\nname = "a"\nversion = "0.1.0"\n';
  const files = {
    'Cargo.toml': '[package]\nname = "b"\nversion = "0.1.0"\n',
    'examples/testing/Cargo.toml': manifest,
    'tests/examples/Cargo.toml': manifest,
    'crates/store-bench/Cargo.toml': manifest,
  };
  expect(Object.keys(stack(files))).toEqual([
    '.: library',
    'crates/store-bench: example',
    'examples/testing: example',
    'tests/examples: test',
  ]);
});
