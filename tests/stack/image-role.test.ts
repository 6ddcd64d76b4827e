import { expect, test } from 'vitest';
import { audit, memoryTree } from '../../src/index.ts';

const small = 'FROM golang:1.27\nRUN go version\n';

function roles(files: Record<string, string>): string[] {
  return audit(memoryTree(files), { today: '2026-11-22' }).components.flatMap(({ images }) =>
    images.map(({ at, role }) => `${at.path} ${role}`),
  );
}

test('an image that starts and copies nothing is a tool beside what the repository ships', () => {
  expect(roles({ 'go.mod': 'module a\n\ngo 1.26\n', 'main.go': 'package main\n', 'protoc/Dockerfile': small })).toEqual(
    ['protoc/Dockerfile tooling'],
  );
});

test('where there are only images, they are what the repository ships', () => {
  expect(roles({ 'protoc/Dockerfile': small })).toEqual(['protoc/Dockerfile service']);
});
