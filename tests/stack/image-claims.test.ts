import { expect, test } from 'vitest';
import type { Image } from '../../src/model/image.ts';
import { Technology } from '../../src/model/technology.ts';
import type { Workload } from '../../src/model/workload.ts';
import { parseImageReference } from '../../src/read/image-reference.ts';
import { imageClaims, serviceOf, workloadClaims } from '../../src/stack/image-claims.ts';

const technology = (
  id: string,
  kind: Technology['kind'],
  images: string[],
  parts: Partial<Technology> = {},
): Technology => Technology.parse({ id, name: id, kind, images, ...parts });
const all = [
  technology('postgresql', 'database', ['postgres', 'ghcr.io/cloudnative-pg/postgresql']),
  technology('node', 'runtime', ['node']),
  technology('alpine', 'tool', ['alpine'], { category: 'operating-system' }),
  technology('nginx', 'server', ['nginx']),
  technology('wordpress', 'framework', ['wordpress']),
];

test.each([
  ['postgres', 'postgresql -'],
  ['postgres:16.4-alpine', 'postgresql 16.4'],
  ['docker.io/library/postgres:v17', 'postgresql 17'],
  ['index.docker.io/library/postgres:latest', 'postgresql -'],
  [`postgres:16@sha256:${'0'.repeat(64)}`, 'postgresql 16'],
  ['ghcr.io/cloudnative-pg/postgresql:15.2', 'postgresql 15.2'],
  ['registry.example.org:5000/postgres:16', undefined],
  ['acme/postgres', undefined],
  ['node:24', undefined],
  ['alpine:3.22', undefined],
  ['${IMAGE}', undefined],
  ['', undefined],
])('%s runs %s', (image, expected) => {
  const service = serviceOf(image, all);
  expect(service && `${service.technology.id} ${service.version ?? '-'}`).toBe(expected);
});

const at = { path: 'compose.yaml', line: 3 };
const workload = (name: string, image: string, parts: Partial<Workload> = {}): Workload => ({
  kind: 'compose',
  name,
  controller: 'service',
  image,
  environment: [],
  environmentFiles: [],
  ports: [],
  capabilitiesAdded: [],
  capabilitiesDropped: [],
  hostNamespaces: [],
  mounts: [],
  securityOptions: [],
  places: { image: { path: 'compose.yaml', line: 4 } },
  profile: 'base',
  at,
  ...parts,
});

test('services beside a component, but for images that are built here; what stands in front proves no service', () => {
  const build = { context: '.', dockerfile: 'Dockerfile', arguments: {}, at };
  const claims = workloadClaims(
    [workload('db', 'postgres:16'), workload('own', 'postgres', { build }), workload('proxy', 'nginx:1.29')],
    all,
  );
  expect(
    claims.map((one) => `${one.technology.id} ${one.declared} ${one.strength} :${one.at.line} ${one.reason}`),
  ).toEqual([
    'postgresql 16 strong :4 the compose service db runs postgres:16',
    'nginx 1.29 medium :4 the compose service proxy runs nginx:1.29',
  ]);
});

test('what a component’s own image stands on', () => {
  const image = (text: string, role: Image['role'] = 'service') =>
    ({ base: parseImageReference(text), role, at }) as unknown as Image;
  const claims = imageClaims([image('wordpress:6.8-apache'), image('node:24'), image('wordpress:5', 'test')], all);
  expect(claims.map((one) => `${one.technology.id} ${one.declared} ${one.strength}`)).toEqual(['wordpress 6.8 strong']);
});
