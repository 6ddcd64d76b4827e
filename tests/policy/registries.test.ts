import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.ts';
import { resolvePolicy } from '../../src/policy/resolve.ts';
import { memoryTree } from '../../src/tree/memory.ts';
import { layer, mistakesOf, place, policyOf } from './known.ts';

const org = 'acme/.github//stack-audit.yml@v3';
const service = {
  'package.json': '{"name":"shop","scripts":{"start":"node server.js"},"dependencies":{"express":"5.1.0"}}',
};

/** `image @ place, place` of every finding, as the policy judges these files. */
function outside(
  policy: string | Parameters<typeof resolvePolicy>[0],
  files: Readonly<Record<string, string>>,
): string[] {
  const { findings } = audit(memoryTree({ ...service, ...files }), {
    rules: [],
    policy: typeof policy === 'string' ? policyOf(policy) : resolvePolicy(policy),
  });
  return findings
    .filter(({ rule }) => rule === 'policy/registry-not-allowed')
    .map(
      ({ title, at, related }) =>
        `${title.split('`')[1]} @ ${[at, ...related].map(({ path, line }) => `${path}:${line}`).join(', ')}`,
    );
}

const dockerfile = (...lines: string[]): Record<string, string> => ({ Dockerfile: `${lines.join('\n')}\n` });

describe('images of Dockerfiles', () => {
  test('no policy, no finding', () => {
    expect(outside('mode: enforce', dockerfile('FROM quay.io/some/one:1'))).toEqual([]);
  });

  test('an image without a registry comes from Docker Hub, and one without a slash is Docker’s own', () => {
    const files = dockerfile('FROM node:24 AS build', 'FROM someone/node:24', 'COPY --from=build /a /a', 'USER 1000');
    expect(outside('registries: [docker.io/library]', files)).toEqual(['docker.io/someone/node @ Dockerfile:2']);
    expect(outside('registries: [docker.io]', files)).toEqual([]);
    expect(outside('registries: [ghcr.io/acme]', files)).toEqual([
      'docker.io/library/node @ Dockerfile:1',
      'docker.io/someone/node @ Dockerfile:2',
    ]);
  });

  test('what is copied from and mounted counts; stages, scratch and what cannot be told do not', () => {
    const files = dockerfile(
      'ARG BASE',
      'FROM registry.acme.example/go:1 AS build',
      'COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/uv',
      'RUN --mount=from=quay.io/tool/kit:1,target=/kit /kit/run',
      'FROM ${BASE} AS other',
      'FROM scratch',
      'COPY --from=build /a /a',
      'COPY --from=0 /b /b',
      'USER 1000',
    );
    expect(outside('registries: ["*.acme.example"]', files)).toEqual([
      'ghcr.io/astral-sh/uv @ Dockerfile:3',
      'quay.io/tool/kit @ Dockerfile:4',
    ]);
  });

  test('the default of a build argument counts, and what compose passes counts more', () => {
    const files = dockerfile('ARG REGISTRY=docker.io', 'FROM ${REGISTRY}/acme/base:1', 'USER 1000');
    expect(outside('registries: [ghcr.io]', files)).toEqual(['docker.io/acme/base @ Dockerfile:2']);
    const compose = 'services:\n  shop:\n    build: { context: ., args: { REGISTRY: ghcr.io } }\n';
    expect(outside('registries: [ghcr.io]', { ...files, 'compose.yaml': compose })).toEqual([]);
  });
});

describe('images of workloads', () => {
  const compose = (...lines: string[]): Record<string, string> => ({
    'compose.yaml': `services:\n${lines.join('\n')}\n`,
  });

  test('one image in several places is one finding', () => {
    const files = compose(
      '  db:',
      '    image: quay.io/pg/postgres:18',
      '  other:',
      '    image: quay.io/pg/postgres:17',
    );
    expect(outside('registries: [docker.io]', files)).toEqual(['quay.io/pg/postgres @ compose.yaml:3, compose.yaml:5']);
  });

  test('what is built here comes from here', () => {
    const files = {
      ...dockerfile('FROM node:24', 'USER node'),
      ...compose('  shop:', '    build: .', '    image: quay.io/me/shop'),
    };
    expect(outside('registries: [docker.io]', files)).toEqual([]);
  });
});

describe('the key', () => {
  test('an override has a list of its own', () => {
    const policy = 'registries: [docker.io]\noverrides:\n  - { paths: ["**"], registries: [ghcr.io] }';
    expect(outside(policy, dockerfile('FROM node:24'))).toEqual(['docker.io/library/node @ Dockerfile:1']);
  });

  test('a lock lets a later file narrow the list and not widen it', () => {
    const above = layer(org, 'registries: [docker.io/library, ghcr.io]\nlocked: [registries]');
    const narrower = resolvePolicy([above, layer(place, 'registries: [ghcr.io/acme]')]);
    expect([narrower.registries, narrower.notes]).toEqual([['ghcr.io/acme'], []]);
    const wider = resolvePolicy([above, layer(place, 'registries: [ghcr.io/acme, quay.io]')]);
    expect(wider.registries).toEqual(['ghcr.io/acme']);
    expect(wider.notes.map(({ message }) => message)).toEqual([
      `registries = ghcr.io/acme, quay.io is looser than ghcr.io/acme, which ${org} locks; kept ghcr.io/acme.`,
    ]);
    expect(resolvePolicy([above, layer(place, 'registries: []')]).registries).toEqual(['docker.io/library', 'ghcr.io']);
  });

  test('a glob that reaches beyond what is locked gains nothing, nor does an override or a switched-off rule', () => {
    const above = layer(org, 'registries: [ghcr.io/*/base]\nlocked: [registries]');
    const files = dockerfile('FROM ghcr.io/evil/tools/base:1');
    for (const own of [
      'registries: [ghcr.io/**/base]',
      'overrides: [{ paths: ["**"], registries: ["**"] }]',
      'rules: { policy/registry-not-allowed: off }',
    ])
      expect(outside([above, layer(place, own)], files)).toEqual(['ghcr.io/evil/tools/base @ Dockerfile:1']);
  });

  test.each([
    ['node', '"node" names no registry. Write for example "docker.io/library/node"'],
    ['acme/base', '"acme/base" names no registry. Write for example "docker.io/acme/base"'],
    ['https://ghcr.io/acme', '"https://ghcr.io/acme" is an address. Write the name alone: "ghcr.io/acme"'],
    [
      'docker.io/library/node:24',
      '"docker.io/library/node:24" has a tag or a digest. Write the name alone: "docker.io/library/node"',
    ],
  ])('%s is a mistake', (entry, message) => {
    expect(mistakesOf(`version: 1\nregistries: ["${entry}"]\n`)).toEqual([`2:14: ${message}`]);
  });

  test('a registry with a port, localhost and globs are none', () => {
    expect(
      mistakesOf(
        'version: 1\nregistries: ["localhost/x", "r.acme.example:5000", "*.acme.example/**", "{ghcr,quay}.io"]\n',
      ),
    ).toEqual([]);
  });
});
