import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixed } from '../../src/commands/fix.ts';
import { audit, wants, worktree } from '../../src/index.ts';
import { parseDockerfile } from '../../src/read/dockerfile.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'stack-audit-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const files = {
  'package.json': '{"name":"orders","scripts":{"start":"node server.js"},"dependencies":{"express":"^5.1.0"}}\n',
  'package-lock.json': '{"name":"orders","lockfileVersion":3,"packages":{"":{"name":"orders"}}}\n',
  'server.js': '',
  '.dockerignore': '.git\n.env*\nnode_modules\n',
  Dockerfile: `FROM node:18-slim
WORKDIR /app
COPY package*.json ./
RUN sudo apt-get install curl
RUN npm install
COPY . .
CMD node server.js
`,
};

test('after --fix what can be mended is, and the Dockerfile still parses', () => {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(directory, path), text);
  const told: string[] = [];
  const auditNow = () => audit(worktree(directory, wants), { today: '2026-11-22' });
  const before = auditNow().findings.filter(({ patch }) => patch !== null);
  const after = fixed(directory, auditNow, (text) => told.push(text));
  const text = readFileSync(join(directory, 'Dockerfile'), 'utf8');
  expect(text).toBe(`FROM node:26-slim
WORKDIR /app
COPY package*.json ./
RUN apt-get install -y curl
RUN npm ci
COPY . .
USER node
CMD ["node", "server.js"]
`);
  expect(parseDockerfile('Dockerfile', text).refusals).toEqual([]);
  const mended = new Set(before.map(({ rule }) => rule));
  expect(after.findings.filter(({ rule }) => mended.has(rule))).toEqual([]);
  expect(told).toContain('fixed Dockerfile:5\n  -RUN npm install\n  +RUN npm ci');
});

test('an ignore file is made where there is none, and the next round has nothing to add', () => {
  const { '.dockerignore': _, ...rest } = files;
  for (const [path, text] of Object.entries({ ...rest, Dockerfile: 'FROM node:24-slim\nCOPY . .\nRUN npm ci\n' }))
    writeFileSync(join(directory, path), text);
  const told: string[] = [];
  const ids = ['container/dockerignore-missing', 'container/dockerignore-incomplete'];
  const auditNow = () => audit(worktree(directory, wants), { today: '2026-11-22' });
  expect(auditNow().findings.map(({ rule }) => rule)).toContain(ids[0]);
  const after = fixed(directory, auditNow, (text) => told.push(text));
  expect(after.findings.filter(({ rule }) => ids.includes(rule))).toEqual([]);
  expect(readFileSync(join(directory, '.dockerignore'), 'utf8')).toContain('\nnode_modules\n');
  expect(told.some((text) => text.startsWith('made .dockerignore\n  +'))).toBe(true);
});
