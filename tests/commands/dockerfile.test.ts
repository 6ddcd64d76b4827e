import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const directories: string[] = [];

function repository(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'stack-audit-'));
  directories.push(directory);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

function run(...args: string[]) {
  return spawnSync(process.execPath, [cli, 'dockerfile', '--as-of', '2026-11-22', ...args], { encoding: 'utf8' });
}

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

const api = {
  'api/go.mod': 'module example.com/api\n\ngo 1.25\n\nrequire github.com/gin-gonic/gin v1.11.0\n',
  'api/main.go': 'package main\n',
};
const shop = {
  'shop/go.mod': 'module example.com/shop\n\ngo 1.25\n\nrequire github.com/gin-gonic/gin v1.11.0\n',
  'shop/main.go': 'package main\n',
};

test('prints a Dockerfile for the only service, and the .dockerignore as a comment of it', () => {
  const { stdout, status } = run('--path', repository(api));
  expect(status).toBe(0);
  expect(stdout).toContain('FROM gcr.io/distroless/static-debian13:nonroot\n');
  expect(stdout).toContain('\n#   .git\n');
});

test('asks which of several services is meant', () => {
  const { stderr, status } = run('--path', repository({ ...api, ...shop }));
  expect([status, stderr]).toEqual([2, 'stack-audit: say for which COMPONENT. There are: api, shop\n']);
});

test('writes what is missing, and nothing over what is there', () => {
  const directory = repository({ ...api, 'api/.dockerignore': 'mine\n' });
  const { status, stderr } = run('api', '--path', directory, '--write');
  expect(status).toBe(0);
  expect(readFileSync(join(directory, 'api/Dockerfile'), 'utf8')).toContain('USER 65532:65532');
  expect(readFileSync(join(directory, 'api/.dockerignore'), 'utf8')).toBe('mine\n');
  expect(stderr).toContain('.dockerignore is there already: left as it is');
});

test('says why there is no recipe', () => {
  const directory = repository({ 'package.json': '{"name":"x","dependencies":{"express":"^5.1.0"}}' });
  const { status, stderr } = run('--path', directory, '--write');
  expect([status, stderr]).toEqual([
    2,
    'stack-audit: no Dockerfile for .: its start file cannot be told. Give package.json a `start` script that runs it with node, `node server.js`.\n',
  ]);
  expect(existsSync(join(directory, 'Dockerfile'))).toBe(false);
});
