import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { BaseImage } from '../../src/model/base-image.ts';
import type { Image } from '../../src/model/image.ts';
import { compose } from '../../src/read/compose.ts';
import { dockerfile } from '../../src/read/dockerfile.ts';
import { readersOf } from '../../src/read/files.ts';
import { parseImageReference } from '../../src/read/image-reference.ts';
import { shellScript } from '../../src/read/shell-script.ts';
import { parseToml } from '../../src/read/toml.ts';
import { indexBases } from '../../src/stack/base-facts.ts';
import { audited } from '../traps/audited.ts';
import { imagesOf } from '../../src/stack/images.ts';
import { indexReadings } from '../../src/stack/readings.ts';

const folder = new URL('../../rules/images/', import.meta.url);
const bases = readdirSync(folder).map((name) =>
  z.parse(BaseImage, parseToml(name, readFileSync(new URL(name, folder), 'utf8')).value),
);

function images(files: Record<string, string>): Image[] {
  const find = readersOf([dockerfile, shellScript, compose]);
  const readings = Object.entries(files).flatMap(([path, text]) => find(path).map((reader) => reader.read(path, text)));
  return imagesOf(indexReadings(readings, Object.keys(files)), bases);
}

function image(text: string, files: Record<string, string> = {}): Image {
  const [only] = images({ Dockerfile: text, ...files });
  if (!only) throw new Error('no image');
  return only;
}

describe('the user', () => {
  test.each<[string, boolean | undefined, string]>([
    ['FROM node:24', true, 'node:24 starts as root'],
    ['FROM node:24\nUSER node', false, 'USER node'],
    ['FROM node:24 AS a\nUSER node\nFROM node:24', true, 'node:24 starts as root'],
    ['FROM node:24 AS a\nUSER node\nFROM a\nRUN x', false, 'USER node'],
    ['FROM node:24\nUSER node\nUSER root', true, 'USER root'],
    ['FROM node:24\nUSER 0:1000', true, 'USER 0:1000'],
    ['FROM node:24\nUSER 00', true, 'USER 00'],
    ['FROM node:24\nARG UID=10001\nUSER ${UID}:${UID}', false, 'USER 10001:10001'],
    ['ARG UID=0\nFROM node:24\nARG UID\nUSER $UID', true, 'USER 0'],
    ['FROM node:24\nARG UID\nUSER $UID', undefined, 'USER $UID needs a value that cannot be told'],
    ['FROM node:24\nUSER $APP_UID', undefined, 'USER $APP_UID needs a value that cannot be told'],
    ['FROM node:24\nENV APP=node\nUSER "$APP"', false, 'USER node'],
    ['FROM scratch\nCOPY a /a', true, 'scratch has only root'],
    [
      'FROM gcr.io/distroless/static-debian13:nonroot',
      false,
      'gcr.io/distroless/static-debian13:nonroot runs as 65532',
    ],
    ['FROM gcr.io/distroless/static-debian13', true, 'gcr.io/distroless/static-debian13 starts as root'],
    [
      'FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled',
      false,
      'mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled runs as 1654',
    ],
    ['FROM cgr.dev/chainguard/node', false, 'cgr.dev/chainguard/node runs as 65532'],
    ['FROM example.com/base:1', undefined, 'the user of example.com/base:1 is not known'],
    ['ARG BASE\nFROM $BASE', undefined, 'the base image cannot be told'],
    [
      'FROM postgres:18\nCOPY init.sql /docker-entrypoint-initdb.d/',
      undefined,
      'the entry point of postgres:18 changes the user',
    ],
    ['FROM debian:13\nENTRYPOINT ["gosu", "app", "/app"]', undefined, 'it starts as root and gosu changes the user'],
    [
      'FROM alpine:3.24\nRUN apk add su-exec\nENTRYPOINT ["/entry.sh"]',
      undefined,
      'it starts as root and su-exec changes the user',
    ],
    ['FROM mcr.microsoft.com/windows/servercore:ltsc2025', undefined, 'an image of Windows'],
    ['FROM docker.io/library/node:24@sha256:' + '0'.repeat(64), true, 'docker.io/library/node:24 starts as root'],
  ])('%j: root %s, because %s', (text, root, reason) => {
    const { runsAsRoot, userReason } = image(text);
    expect([runsAsRoot, userReason]).toEqual([root, reason]);
  });

  test('an entry point of the repository that changes the user is read', () => {
    const { runsAsRoot, process, script } = image(
      'FROM debian:13\nCOPY bin/ /\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["node", "a.js"]',
      {
        'bin/entrypoint.sh': '#!/bin/sh\nset -e\nchown app /data\nexec gosu app "$@"\n',
      },
    );
    expect({ runsAsRoot, process, script: script?.path }).toEqual({
      runsAsRoot: undefined,
      process: ['node', 'a.js'],
      script: 'bin/entrypoint.sh',
    });
  });
});

describe('what it starts', () => {
  test.each<[string, string | undefined, string, boolean | undefined]>([
    ['FROM node:24\nCMD ["node", "a.js"]', 'own', 'node a.js', true],
    ['FROM node:24\nCMD node a.js', 'own', 'node a.js', false],
    ['FROM node:24\nENTRYPOINT ["tini", "-g", "--"]\nCMD ["npm", "start"]', 'own', 'npm start', true],
    ['FROM node:24\nENTRYPOINT npm start\nCMD ["x"]', 'own', 'npm start', false],
    ['FROM node:24\nCMD ["sh", "-c", "migrate && exec node a.js"]', 'own', 'node a.js', true],
    ['FROM gcr.io/distroless/nodejs24-debian13\nCMD ["a.js"]', 'own', '/nodejs/bin/node a.js', true],
    ['FROM python:3.14\nENTRYPOINT ["poetry", "run"]\nCMD ["uvicorn", "app:app"]', 'own', 'uvicorn app:app', true],
    ['FROM node:24', 'repl', '', undefined],
    ['FROM nginx:1.29', 'server', '', undefined],
    ['FROM alpine:3.24', 'shell', '', undefined],
    ['FROM scratch', 'none', '', undefined],
    ['FROM example.com/base:1', undefined, '', undefined],
    ['FROM node:24 AS a\nCMD ["a"]\nFROM a\nENTRYPOINT ["b"]', 'own', 'b', true],
    ['FROM node:24\nCMD ["a"]\nENTRYPOINT ["b"]', 'own', 'b a', true],
    ['FROM node:24\nENTRYPOINT ["b"]\nENTRYPOINT []', 'repl', '', undefined],
  ])('%j', (text, start, process, execForm) => {
    const found = image(text);
    expect([found.start, found.process.join(' '), found.execForm]).toEqual([start, process, execForm]);
  });

  test('health checks: the last one counts, NONE takes it away', () => {
    expect(image('FROM a\nHEALTHCHECK CMD curl x').healthcheck).toBe(true);
    expect(image('FROM a AS b\nHEALTHCHECK CMD x\nFROM b\nHEALTHCHECK NONE').healthcheck).toBe(false);
  });

  test('ports, environment and working directory of the whole chain', () => {
    const found = image(
      'FROM a AS b\nENV PORT=80 A=1\nWORKDIR /app\nFROM b\nENV A=2 B=$A C=$HOME\nWORKDIR src\nEXPOSE $PORT 90-91/udp',
    );
    const environment = [...found.environment].map(([name, { value }]) => `${name}=${value}`);
    expect(environment).toEqual(['PORT=80', 'A=2', 'B=1', 'C=undefined']);
    expect(found.ports.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual(['80/tcp', '90/udp', '91/udp']);
    expect(found.workingDirectory).toBe('/app/src');
  });
});

describe('targets', () => {
  const stages =
    'FROM node:24 AS build\nRUN x\nFROM alpine:3.24 AS unused\nFROM node:24-slim AS run\nCOPY --from=build a /a\nCMD ["a"]\nFROM run AS dev\nCMD ["b"]';

  test('the last stage, and each one that compose builds', () => {
    const found = images({
      Dockerfile: stages,
      'compose.yaml': 'services:\n  web:\n    build:\n      context: .\n      target: run\n',
    });
    const shown = found.map(({ target, chain, built, role, builtBy }) => [
      target,
      chain.map(({ name }) => name),
      built.map(({ name }) => name),
      role,
      builtBy.length,
    ]);
    expect(shown).toEqual([
      [undefined, ['run', 'dev'], ['build', 'run', 'dev'], 'development', 0],
      ['run', ['run'], ['build', 'run'], 'service', 1],
    ]);
  });

  test('build arguments of compose take the place of defaults', () => {
    const [found] = images({
      Dockerfile: 'ARG V=20\nFROM node:$V',
      'compose.yaml': 'services:\n  web:\n    build:\n      context: .\n      args:\n        V: "24"\n',
    });
    expect(found).toMatchObject({ base: { tag: '24' }, runtime: { technology: 'node', version: '24' } });
  });

  test('copies know their stage and their absolute destination', () => {
    const [copy] = image('FROM a AS b\nFROM c\nWORKDIR /app\nCOPY --from=b /x y ./').copies;
    expect(copy).toMatchObject({ sources: ['/x', 'y'], destination: '/app/', from: 'b', fromStage: { name: 'b' } });
  });

  test('a circle of stages does not hang', () => {
    expect(image('FROM b AS a\nCOPY --from=c x y\nFROM a AS c\nCOPY --from=a x y').built).toHaveLength(2);
  });
});

describe('context', () => {
  test.each([
    ['Dockerfile', 'COPY a.js /', ''],
    ['api/Dockerfile', 'COPY a.js /', 'api'],
    ['docker/api.Dockerfile', 'COPY api/a.js /', ''],
    ['api/Dockerfile', 'COPY api/a.js /', ''],
    ['src/main/docker/Dockerfile.jvm', 'COPY target/x /', ''],
    ['deploy/docker/Dockerfile', 'COPY . /', ''],
  ])('%s with %s is built from %j', (path, copy, context) => {
    const [found] = images({
      [path]: `FROM node:24\n${copy}`,
      'api/a.js': '',
      ...(path === 'Dockerfile' && { 'a.js': '' }),
    });
    expect(found?.context).toBe(context);
  });
});

describe('roles', () => {
  test.each([
    ['Dockerfile', 'FROM node:24\nCOPY . .\nCMD ["x"]', 'service'],
    ['Dockerfile.dev', 'FROM node:24\nCMD ["x"]', 'development'],
    ['.devcontainer/Dockerfile', 'FROM node:24', 'development'],
    ['test/Dockerfile', 'FROM node:24\nCMD ["x"]', 'test'],
    ['api.e2e.Dockerfile', 'FROM node:24\nCMD ["x"]', 'test'],
    ['src/cart/genproto/Dockerfile', 'FROM golang:1.27\nRUN x', 'tooling'],
    ['tools/deploy/Dockerfile', 'FROM node:24\nCOPY . .\nCMD ["x"]', 'service'],
    ['Dockerfile.release', 'FROM alpine:3\nCOPY . .\nCMD ["x"]', 'service'],
    ['Dockerfile', 'FROM node:24\nCOPY . .', 'service'],
    ['Dockerfile.j2', 'FROM node:24', 'template'],
  ])('%s %j is %s', (path, text, role) => {
    expect(images({ [path]: text })[0]?.role).toBe(role);
  });

  test('where there are only images, the smallest is a service', () => {
    expect(images({ Dockerfile: 'FROM golang:1.27\nRUN x' })[0]?.role).toBe('service');
  });
});

describe('facts about base images', () => {
  const find = indexBases(bases);
  const facts = (text: string) => {
    const reference = parseImageReference(text);
    return reference && find(reference);
  };

  test('there are at least 120 names, each with a source and a day', () => {
    expect(bases.flatMap(({ names }) => names).length).toBeGreaterThanOrEqual(120);
    expect(bases.filter(({ source, read }) => !source.startsWith('https://') || read < '2026-01-01')).toEqual([]);
  });

  test.each<[string, string, string, string]>([
    ['node:24.1-alpine3.20', 'node 24.1', 'alpine-linux 3.20', 'musl'],
    ['node:24-bookworm-slim', 'node 24', 'debian 12', 'glibc'],
    ['node', 'node', 'debian', 'glibc'],
    ['public.ecr.aws/docker/library/python:3.14-slim', 'python 3.14', 'debian', 'glibc'],
    ['eclipse-temurin:21.0.5_11-jre-noble', 'java 21.0.5', 'ubuntu 24.04', 'glibc'],
    ['maven:3.9-eclipse-temurin-21-alpine', 'java 21', 'alpine-linux', 'musl'],
    ['gradle:8-jdk21', 'java 21', 'ubuntu', 'glibc'],
    ['golang:1.27', 'go 1.27', 'debian 13', 'glibc'],
    ['hexpm/elixir:1.19.4-erlang-27.3-debian-bookworm-20250428-slim', 'elixir 1.19.4', 'debian 12', 'glibc'],
    ['hexpm/elixir:1.19.4-erlang-27.3-alpine-3.22.2', 'elixir 1.19.4', 'alpine-linux 3.22', 'musl'],
    ['gcr.io/distroless/nodejs24-debian13:nonroot', 'node 24', 'debian 13', 'glibc'],
    ['gcr.io/distroless/java21-debian12', 'java 21', 'debian 12', 'glibc'],
    ['gcr.io/distroless/static-debian13', '', 'debian 13', 'none'],
    ['registry.access.redhat.com/ubi9/openjdk-21-runtime:1.24', 'java 21', 'rhel 9', 'glibc'],
    ['registry.access.redhat.com/ubi9/python-312', 'python 3.12', 'rhel 9', 'glibc'],
    ['ghcr.io/astral-sh/uv:0.11-python3.12-trixie-slim', 'python 3.12', 'debian 13', 'glibc'],
    ['mcr.microsoft.com/dotnet/aspnet:10.0-alpine3.24', 'dotnet 10.0', 'alpine-linux 3.24', 'musl'],
    ['debian:12.5-slim', '', 'debian 12', 'glibc'],
    ['ubuntu:24.04', '', 'ubuntu 24.04', 'glibc'],
    ['alpine:3.20.3', '', 'alpine-linux 3.20', 'musl'],
    ['php:8.4-fpm-alpine', 'php 8.4', 'alpine-linux', 'musl'],
    ['denoland/deno:alpine-2.5.1', 'deno 2.5.1', 'alpine-linux', 'musl'],
    ['dunglas/frankenphp:1.9-php8.4', 'php 8.4', 'debian', 'glibc'],
  ])('%s: %s on %s, %s', (text, runtime, distribution, libc) => {
    const found = facts(text);
    const shown = [found?.runtime?.technology ?? '', found?.runtime?.version]
      .filter((one) => one !== undefined)
      .join(' ');
    const on = [found?.distribution?.id, found?.distribution?.version].filter((one) => one !== undefined).join(' ');
    expect([shown, on, found?.libc]).toEqual([runtime, distribution, libc]);
  });

  test('variants change what is in the image', () => {
    expect([facts('node:24')?.curl, facts('node:24-slim')?.curl, facts('node:24-alpine')?.wget]).toEqual([
      true,
      false,
      true,
    ]);
    expect([facts('eclipse-temurin:21')?.role, facts('eclipse-temurin:21-jre')?.role]).toEqual(['jdk', 'jre']);
    expect([facts('php:8.4')?.start, facts('php:8.4-fpm')?.start]).toEqual(['repl', 'server']);
    expect([facts('gcr.io/distroless/cc')?.shell, facts('gcr.io/distroless/cc:debug')?.shell]).toEqual([false, true]);
  });

  test('nothing is known of images of others by the same name', () => {
    expect(facts('example.com/node:24')).toBeUndefined();
    expect(facts('me/openjdk:8')).toBeUndefined();
    expect(facts('openjdk:17')?.image.retired?.since).toBe('2022-07');
  });
});

test('the image that starts a program is that of the module, not of the front end that is called the same', () => {
  const { components } = audited({
    'go.mod': 'module example.com/acme/notes\n\ngo 1.25\n\nrequire github.com/labstack/echo/v5 v5.3.1\n',
    'main.go': 'package main',
    'web/package.json': '{ "name": "notes", "private": true, "dependencies": { "react-dom": "19.0.0" } }',
    'scripts/Dockerfile': [
      'FROM golang:1.25-alpine AS build',
      'COPY go.mod go.sum ./',
      'COPY . .',
      'RUN go build -o notes .',
      'FROM alpine:3.21',
      'COPY --from=build /notes /usr/local/bin/notes',
      'ENTRYPOINT ["/usr/local/bin/notes"]',
    ].join('\n'),
  });
  expect(components.map(({ path, role, images }) => `${path} ${role} ${images.length}`)).toEqual([
    '. service 1',
    'web frontend 0',
  ]);
});
