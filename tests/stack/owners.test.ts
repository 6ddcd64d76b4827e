import { expect, test } from 'vitest';
import { audit, memoryTree } from '../../src/index.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: gateway }
spec:
  template:
    spec:
      containers:
        - name: gateway
          image: registry.example.com/other/gateway:1.2.3
          securityContext: { privileged: true }
`;
const service =
  '{ "name": "orders", "scripts": { "start": "node server.js" }, "dependencies": { "express": "5.1.0" } }';

test('what belongs to no component is asked of one that is deployed, whatever stands before it', () => {
  const report = audit(
    memoryTree({
      'acceptance-tests/package.json': '{ "name": "checks", "devDependencies": { "mocha": "11.0.0" } }',
      'services/orders/package.json': service,
      'services/orders/server.js': '',
      'deploy/gateway.yaml': deployment,
    }),
    { today: '2026-11-22' },
  );
  const found = report.findings.filter(({ rule }) => rule === 'container/k8s-privileged');
  expect(found.map(({ component, at }) => [component, at.path])).toEqual([['services/orders', 'deploy/gateway.yaml']]);
});

test('a repository of manifests alone is judged by what it deploys', () => {
  const report = audit(memoryTree({ 'deploy/gateway.yaml': deployment, 'tests/package.json': '{ "name": "t" }' }), {
    today: '2026-11-22',
  });
  expect(report.components.map(({ path, role, roleReasons }) => [path, role, ...roleReasons])).toEqual([
    ['.', 'service', 'holds the manifests of what is deployed'],
    ['tests', 'test', 'lies in tests/'],
  ]);
  expect(report.findings.map(({ rule }) => rule)).toEqual(['container/k8s-privileged']);
});

test('examples with a compose file beside them are still audited as what they are', () => {
  const files = { 'examples/orders/package.json': service, 'examples/orders/server.js': '' };
  const compose = { 'compose.yaml': 'services:\n  db:\n    image: postgres:18.1\n' };
  const roles = (more: Record<string, string>): string[] =>
    audit(memoryTree({ ...files, ...more }), { today: '2026-11-22' }).components.map(
      ({ path, role }) => `${path} ${role}`,
    );
  expect(roles({})).toEqual(['examples/orders service']);
  expect(roles(compose)).toEqual(['. service', 'examples/orders service']);
});
