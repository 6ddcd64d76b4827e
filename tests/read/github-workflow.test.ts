import { describe, expect, test } from 'vitest';
import { githubWorkflow } from '../../src/read/github-workflow.ts';

const path = '.github/workflows/ci.yml';
const builds = (text: string) => githubWorkflow.read(path, text).builds;

test('commands of steps, each at its line', () => {
  const { commands } = githubWorkflow.read(
    path,
    `jobs:
  test:
    steps:
      - uses: actions/checkout@v5
      - run: npm ci
      - name: Test
        run: |
          export CI=1
          NODE_ENV=test npm test -- "\${{ matrix.suite }}"
`,
  );
  expect(commands.map(({ argv, origin, name, environment, at }) => [argv, origin, name, environment, at.line])).toEqual(
    [
      [['npm', 'ci'], 'workflow', 'test', {}, 5],
      [['export', 'CI=1'], 'workflow', 'test', {}, 8],
      [['npm', 'test', '--', '${{ matrix.suite }}'], 'workflow', 'test', { NODE_ENV: 'test' }, 9],
    ],
  );
});

describe('docker/build-push-action', () => {
  test('context, file, target, tags and arguments', () => {
    expect(
      builds(`jobs:
  image:
    steps:
      - uses: docker/build-push-action@v6
        env:
          TOKEN: \${{ secrets.NPM_TOKEN }}
        with:
          context: services/cart
          file: docker/cart.Dockerfile
          target: production
          push: true
          tags: acme/cart:latest, acme/cart:\${{ github.sha }}
          build-args: |
            NODE_VERSION=24

            SENTRY=\${{ secrets.SENTRY_AUTH_TOKEN }}
            NPM=\${{ env.TOKEN }}
            COMMIT=\${{ github.sha }}
`),
    ).toEqual([
      {
        by: 'workflow',
        context: 'services/cart',
        dockerfile: 'docker/cart.Dockerfile',
        target: 'production',
        arguments: { NODE_VERSION: '24' },
        computedArguments: ['COMMIT'],
        secretArguments: [
          { name: 'SENTRY', secret: 'SENTRY_AUTH_TOKEN', at: { path, line: 16 } },
          { name: 'NPM', secret: 'NPM_TOKEN', at: { path, line: 17 } },
        ],
        tags: ['acme/cart:latest'],
        tagsKnown: false,
        pushes: true,
        at: { path, line: 4 },
      },
    ]);
  });

  test('defaults: the root and its Dockerfile', () => {
    expect(builds('jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n')).toMatchObject([
      { context: '', dockerfile: 'Dockerfile', pushes: false },
    ]);
  });

  test('each combination of a matrix', () => {
    const text = `jobs:
  image:
    strategy:
      matrix:
        service: [cart, web]
        include:
          - { service: jobs, dir: workers/jobs }
    steps:
      - uses: docker/build-push-action@v6
        with: { context: "services/\${{ matrix.service }}" }
`;
    expect(builds(text).map(({ dockerfile }) => dockerfile)).toEqual([
      'services/cart/Dockerfile',
      'services/web/Dockerfile',
      'services/jobs/Dockerfile',
    ]);
    expect(builds(text.replace('[cart, web]', '${{ fromJSON(needs.x.outputs.y) }}'))).toMatchObject([
      { dockerfile: 'services/jobs/Dockerfile' },
    ]);
  });
});

describe('docker build in a script', () => {
  const build = (run: string, more = '') =>
    builds(`jobs:\n  a:\n    steps:\n      - run: ${run}\n${more}`).map(({ by: _by, at: _at, ...rest }) => rest);

  test('options before and after the context', () => {
    expect(
      build(
        'docker buildx build -t acme/cart:1 --build-arg=A=1 --platform linux/amd64 -f cart/Dockerfile.prod --push cart --target prod',
      ),
    ).toEqual([
      {
        context: 'cart',
        dockerfile: 'cart/Dockerfile.prod',
        target: 'prod',
        arguments: { A: '1' },
        secretArguments: [],
        tags: ['acme/cart:1'],
        tagsKnown: true,
        pushes: true,
      },
    ]);
  });

  test('the directory it runs in', () => {
    expect(build('docker build .', '        working-directory: services/cart\n')).toMatchObject([
      { dockerfile: 'services/cart/Dockerfile' },
    ]);
    expect(build('cd cart && docker build .')).toMatchObject([{ dockerfile: 'cart/Dockerfile' }]);
    expect(build('cd $DIR && docker build .')[0]).not.toHaveProperty('dockerfile');
  });

  test('secrets, in place and through the environment', () => {
    expect(
      build(
        'docker build --build-arg A=${{ secrets.A_TOKEN }} --build-arg B=$B --build-arg C .',
        '        env: { B: "${{ secrets.B_TOKEN }}", C: "${{ secrets.C_TOKEN }}" }\n',
      )[0]?.secretArguments.map(({ name, secret }) => `${name} ${secret}`),
    ).toEqual(['A A_TOKEN', 'B B_TOKEN', 'C C_TOKEN']);
    expect(build('docker build --secret id=npm,env=NPM_TOKEN .')[0]?.secretArguments).toEqual([]);
  });
});

test('a workflow that may build images in ways that are not read', () => {
  const steps = (step: string) => builds(`jobs:\n  a:\n    steps:\n      - ${step}\n`);
  expect(steps('run: make docker-build')).toHaveLength(1);
  expect(steps('uses: goreleaser/goreleaser-action@v6\n        with: { args: release }')).toHaveLength(1);
  expect(builds('jobs:\n  a:\n    uses: acme/ci/.github/workflows/container.yml@v1\n')).toHaveLength(1);
  expect(steps('run: docker compose up -d db')).toEqual([]);
  expect(steps('run: npm test')).toEqual([]);
});

test('any shape is read without an exception', () => {
  for (const jobs of [
    '',
    '1',
    '[]',
    '{ a: 1 }',
    '{ a: { steps: [1, { run: [] }, { with: 1, uses: docker/build-push-action }] } }',
  ])
    expect(() => githubWorkflow.read(path, `jobs: ${jobs}\n`)).not.toThrow();
});
