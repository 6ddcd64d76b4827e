import { describe, expect, test } from 'vitest';
import type { Workload } from '../../src/model/workload.ts';
import { compose } from '../../src/read/compose.ts';
import { interpolate } from '../../src/read/compose-values.ts';

function services(text: string, path = 'compose.yaml'): Readonly<Record<string, Workload>> {
  return Object.fromEntries(compose.read(path, text).workloads.map((workload) => [workload.name, workload]));
}

describe('builds', () => {
  test('a path, from the directory of the file', () => {
    const { api } = services('services:\n  api:\n    build: ../api\n', 'deploy/compose.yaml');
    expect(api?.build).toEqual({
      context: 'api',
      dockerfile: 'api/Dockerfile',
      arguments: {},
      at: { path: 'deploy/compose.yaml', line: 3 },
    });
  });

  test('a mapping with a Dockerfile outside of its context, a target and arguments', () => {
    const { api } = services(`services:
  api:
    build:
      context: ./api
      dockerfile: ../docker/api.Dockerfile
      target: production
      args:
        - NODE_VERSION=24
        - COMMIT
        - CHANNEL=\${CHANNEL:-stable}
`);
    expect(api?.build).toEqual({
      context: 'api',
      dockerfile: 'docker/api.Dockerfile',
      target: 'production',
      arguments: { NODE_VERSION: '24', CHANNEL: 'stable' },
      at: { path: 'compose.yaml', line: 5 },
    });
  });

  test.each([
    ['a URL', 'build: https://github.com/acme/api.git#main'],
    ['a repository', 'build: git@github.com:acme/api.git'],
    ['a variable', 'build: ${API_DIR}'],
    ['a directory outside of the repository', 'build: ../../api'],
    ['an absolute path', 'build: /srv/api'],
    ['an inline Dockerfile', 'build: { context: ., dockerfile_inline: FROM node }'],
  ])('%s cannot be told', (_name, build) => {
    expect(services(`services:\n  api:\n    ${build}\n`)['api']?.build).toBeUndefined();
  });
});

describe('what a service says', () => {
  test('everything that rules ask for', () => {
    const { api } = services(`services:
  api:
    image: registry:5000/acme/api:1
    user: "0"
    privileged: true
    read_only: true
    cap_add: [SYS_ADMIN]
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    network_mode: host
    pid: host
    healthcheck: { test: ["CMD", "true"] }
    deploy:
      replicas: 2
      resources: { limits: { memory: 256M, cpus: "0.5" }, reservations: { memory: 64M } }
    env_file: [.env, { path: secrets/api.env, required: false }]
    command: sh -c "npm run migrate && exec npm start"
`);
    expect(api).toMatchObject({
      kind: 'compose',
      controller: 'service',
      image: 'registry:5000/acme/api:1',
      user: '0',
      privileged: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilitiesAdded: ['SYS_ADMIN'],
      capabilitiesDropped: ['ALL'],
      hostNamespaces: ['network', 'pid'],
      healthcheck: true,
      replicas: 2,
      memoryLimit: '256M',
      cpuLimit: '0.5',
      memoryRequest: '64M',
      environmentFiles: ['.env', 'secrets/api.env'],
      command: { argv: ['sh', '-c', 'npm run migrate && exec npm start'], origin: 'compose' },
      at: { path: 'compose.yaml', line: 2 },
    });
    expect(api?.places.privileged).toEqual({ path: 'compose.yaml', line: 5 });
  });

  test('environment as a mapping and as a list: literal, default, unknown', () => {
    const { map, list } = services(`services:
  map:
    environment:
      A: one
      B: \${B:-two}
      C: \${C}
      D: p$$w
  list:
    environment:
      - A=x=y
      - B
`);
    expect(map?.environment).toEqual([
      { name: 'A', value: 'one', at: { path: 'compose.yaml', line: 4 } },
      { name: 'B', fallback: 'two', at: { path: 'compose.yaml', line: 5 } },
      { name: 'C', at: { path: 'compose.yaml', line: 6 } },
      { name: 'D', value: 'p$w', at: { path: 'compose.yaml', line: 7 } },
    ]);
    expect(list?.environment.map(({ name, value }) => `${name}=${value}`)).toEqual(['A=x=y', 'B=undefined']);
  });

  test('ports and volumes, short and long', () => {
    const { api } = services(`services:
  api:
    ports: ["127.0.0.1:8080:80/tcp", "9090", "3000-3001:3000-3001", "[::1]:5000:50", "\${PORT:-81}:\${PORT}"]
    expose: ["5432"]
    volumes:
      - data:/data
      - ./src:/app:ro
      - /var/run/docker.sock:/var/run/docker.sock
      - \${HOME:?not set}/x:/x
      - C:\\data:/data
      - type: bind
        source: /etc
        target: /host/etc
        read_only: true
      - type: volume
        source: data
        target: /d
`);
    expect(api?.ports.map(({ host, container }) => [host, container])).toEqual([
      [8080, 80],
      [undefined, 9090],
      [3000, 3000],
      [5000, 50],
      [undefined, 5432],
    ]);
    expect(api?.mounts.map(({ hostPath, path, readOnly }) => [hostPath, path, readOnly])).toEqual([
      [undefined, '/data', undefined],
      ['./src', '/app', true],
      ['/var/run/docker.sock', '/var/run/docker.sock', undefined],
      ['$HOME/x', '/x', undefined],
      ['C:\\data', '/data', undefined],
      ['/etc', '/host/etc', true],
      [undefined, '/d', undefined],
    ]);
  });

  test('a disabled health check is none', () => {
    const { off, none } = services(
      'services:\n  off: { healthcheck: { disable: true } }\n  none: { healthcheck: { test: ["NONE"] } }\n',
    );
    expect([off?.healthcheck, none?.healthcheck]).toEqual([false, false]);
  });
});

describe('what a service takes from elsewhere', () => {
  test('anchors and merge keys', () => {
    const { api } = services(`x-common: &common
  user: "1000"
  environment: &env { A: "1" }
services:
  api:
    <<: *common
    environment:
      <<: *env
      B: "2"
`);
    expect(api?.user).toBe('1000');
    expect(api?.environment.map(({ name }) => name).sort()).toEqual(['A', 'B']);
  });

  test('a service of the same file that it extends; one of another file leaves it partial', () => {
    const { api, web } = services(`services:
  base: { privileged: true, environment: { A: "1" }, command: [a] }
  api:
    extends: base
    environment: { B: "2" }
    command: [b]
  web:
    extends: { file: other.yaml, service: base }
`);
    expect(api?.privileged).toBe(true);
    expect(api?.environment.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(api?.command?.argv).toEqual(['b']);
    expect([api?.partial, web?.partial]).toEqual([undefined, true]);
  });

  test('services that extend each other in a circle end', () => {
    const { a } = services('services:\n  a: { extends: b }\n  b: { extends: a }\n');
    expect(a?.partial).toBe(true);
  });
});

describe('for which environment', () => {
  test.each([
    ['compose.yaml', 'base'],
    ['docker-compose.override.yml', 'development'],
    ['docker-compose.prod.yml', 'production'],
    ['compose.dev.yaml', 'development'],
    ['examples/compose.yaml', 'example'],
  ])('%s is %s', (path, profile) => {
    expect(services('services:\n  a: { image: a }\n', path)['a']?.profile).toBe(profile);
  });

  test('profiles of a service', () => {
    const found = services('services:\n  a: { profiles: [dev] }\n  b: { profiles: [dev, tools] }\n');
    expect([found['a']?.profile, found['b']?.profile]).toEqual(['development', 'base']);
  });
});

test('templates are said to be none, and other files are not read', () => {
  expect(compose.read('compose.yml', 'services:\n{% if db %}\n  db: {}\n{% endif %}\n').diagnostics).toEqual([
    { message: 'a template of a compose file: it is not judged', at: { path: 'compose.yml', line: 2 } },
  ]);
  expect(compose.recognises?.('web:\n  image: a\n')).toBe(false);
});

test.each([
  ['$A', undefined],
  ['a$$b', 'a$b'],
  ['${A:-x}/${B-y}', 'x/y'],
  ['${A:-${B:-c}}', 'c'],
  ['${A:?needed}', undefined],
  ['${A:+set}', undefined],
  ['100%', '100%'],
])('%s stands for %s', (text, value) => {
  expect(interpolate(text).value).toBe(value);
});

test('any text is read in linear time without an exception', () => {
  for (const piece of ['${', '${a', '${a:-', '$', ':', '{', '- ', '[[']) {
    const started = performance.now();
    compose.read('compose.yaml', `services:\n  a:\n    image: "${piece.repeat(100_000)}"\n`);
    interpolate(piece.repeat(3000));
    expect(performance.now() - started).toBeLessThan(3000);
  }
  for (const text of ['services:', 'services: []', 'services:\n  a: 1', 'services:\n  __proto__: { privileged: true }'])
    expect(compose.read('compose.yaml', text).workloads.length).toBeLessThan(2);
});
