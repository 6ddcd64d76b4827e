import { expect, test } from 'vitest';
import { dockerBake } from '../../src/read/docker-bake.ts';
import { gitlabCi } from '../../src/read/gitlab-ci.ts';
import { hclBlocks } from '../../src/read/hcl.ts';
import { skaffoldYaml } from '../../src/read/skaffold-yaml.ts';

test('bake: targets with what they inherit', () => {
  const { builds } = dockerBake.read(
    'docker-bake.hcl',
    `variable "TAG" { default = "1" } # a comment with { a brace
target "base" {
  context = "services/cart"
  args = { A = "1" }
}
target "cart" {
  inherits   = ["base"]
  dockerfile = "prod.Dockerfile" // why
  target     = "production"
  tags       = ["acme/cart:\${TAG}", "acme/cart:latest"]
}
`,
  );
  expect(
    builds.map(({ context, dockerfile, target, tags, at }) => [context, dockerfile, target, tags, at.line]),
  ).toEqual([
    ['services/cart', 'services/cart/Dockerfile', undefined, [], 2],
    ['services/cart', 'services/cart/prod.Dockerfile', 'production', ['acme/cart:latest'], 6],
  ]);
});

test('bake in JSON', () => {
  const text = '{ "target": { "web": { "context": "web", "target": "release" } } }';
  expect(dockerBake.read('docker-bake.json', text).builds).toMatchObject([
    { dockerfile: 'web/Dockerfile', target: 'release' },
  ]);
});

test('HCL of any shape ends', () => {
  for (const piece of ['{', '"', 'a "b" {', '/*', '\\', 'x = [', '"${']) {
    const started = performance.now();
    hclBlocks(piece.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(2000);
  }
});

test('GitLab: commands and builds', () => {
  const { builds, commands } = gitlabCi.read(
    '.gitlab-ci.yml',
    `image:
  script:
    - cd services/cart
    - docker build -t $CI_REGISTRY_IMAGE:latest .
kaniko:
  script:
    - /kaniko/executor --context "$CI_PROJECT_DIR/web" --dockerfile web/Dockerfile --destination acme/web:1
`,
  );
  expect(commands).toHaveLength(3);
  expect(builds.map(({ context, dockerfile, at }) => [context, dockerfile, at.line])).toEqual([
    ['services/cart', 'services/cart/Dockerfile', 4],
    ['web', 'web/Dockerfile', 7],
  ]);
});

test('Skaffold: artifacts', () => {
  const text = `apiVersion: skaffold/v4
kind: Config
build:
  artifacts:
    - image: acme/cart
      context: cart
      docker: { dockerfile: Dockerfile.prod, target: prod }
    - image: acme/ledger
      jib: {}
`;
  expect(skaffoldYaml.read('deploy/skaffold.yaml', text).builds).toMatchObject([
    { context: 'deploy/cart', dockerfile: 'deploy/cart/Dockerfile.prod', target: 'prod', tags: ['acme/cart'] },
    { context: 'deploy', tags: ['acme/ledger'] },
  ]);
});
