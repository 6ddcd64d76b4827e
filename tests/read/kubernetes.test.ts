import { describe, expect, test } from 'vitest';
import type { Workload } from '../../src/model/workload.ts';
import { helmChart } from '../../src/read/helm-chart.ts';
import { kustomization } from '../../src/read/kustomization.ts';
import { kubernetes } from '../../src/read/kubernetes.ts';

function workloads(text: string, path = 'k8s/cart.yaml'): readonly Workload[] {
  return kubernetes.recognises?.(text) === false ? [] : kubernetes.read(path, text).workloads;
}

const deployment = `apiVersion: v1
kind: Service
metadata: { name: cart }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 2
  selector: { matchLabels: { app: cart } }
  template:
    spec:
      hostNetwork: true
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
      volumes:
        - { name: docker, hostPath: { path: /var/run/docker.sock } }
        - { name: tmp, emptyDir: {} }
      initContainers:
        - { name: migrate, image: "shop/cart:1", args: [migrate] }
      containers:
        - name: app
          image: shop/cart:1
          command: [node]
          args: [server.js]
          env:
            - { name: A, value: "1" }
            - { name: B, valueFrom: { secretKeyRef: { name: s, key: b } } }
            - { name: C, value: "$(A)/x" }
          ports: [{ containerPort: 8080, hostPort: 80 }]
          securityContext:
            runAsUser: 0
            privileged: true
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { add: [net_admin], drop: [all] }
          readinessProbe: { httpGet: { port: 8080 } }
          resources: { limits: { memory: 128Mi }, requests: { cpu: 10m } }
          volumeMounts:
            - { name: docker, mountPath: /docker.sock }
            - { name: tmp, mountPath: /tmp, readOnly: true }
`;

describe('a Deployment', () => {
  const [migrate, app] = workloads(deployment);

  test('is a workload for each of its containers', () => {
    expect([migrate?.container, migrate?.init, app?.container, app?.init]).toEqual(['migrate', true, 'app', undefined]);
  });

  test("takes from the pod what the container doesn't say", () => {
    expect(migrate).toMatchObject({ user: '1000', runAsNonRoot: true, hostNamespaces: ['network'] });
    expect(app).toMatchObject({ user: '0', runAsNonRoot: true });
    expect(migrate?.places.user).toEqual({ path: 'k8s/cart.yaml', line: 17 });
    expect(app?.places.user).toEqual({ path: 'k8s/cart.yaml', line: 34 });
  });

  test('says everything that rules ask for', () => {
    expect(app).toMatchObject({
      kind: 'kubernetes',
      name: 'cart',
      controller: 'Deployment',
      image: 'shop/cart:1',
      command: { argv: ['node', 'server.js'], origin: 'workload', environment: { A: '1' } },
      privileged: true,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilitiesAdded: ['NET_ADMIN'],
      capabilitiesDropped: ['ALL'],
      readinessProbe: true,
      memoryLimit: '128Mi',
      memoryRequest: '128Mi',
      cpuRequest: '10m',
      replicas: 2,
      profile: 'base',
      at: { path: 'k8s/cart.yaml', line: 24 },
    });
    expect(app?.livenessProbe).toBeUndefined();
    expect(app?.partial).toBeUndefined();
    expect(app?.environment.map(({ name, value }) => `${name}=${value}`)).toEqual([
      'A=1',
      'B=undefined',
      'C=undefined',
    ]);
    expect(app?.ports).toEqual([{ container: 8080, host: 80, at: { path: 'k8s/cart.yaml', line: 32 } }]);
    expect(app?.mounts.map(({ hostPath, path, readOnly }) => [hostPath, path, readOnly])).toEqual([
      ['/var/run/docker.sock', '/docker.sock', undefined],
      [undefined, '/tmp', true],
    ]);
  });
});

const pod = (image = 'a:1') => `{ containers: [{ name: a, image: "${image}" }] }`;

test.each([
  ['Pod', `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: ${pod()}\n`],
  ['Job', `apiVersion: batch/v1\nkind: Job\nmetadata: { name: a }\nspec: { template: { spec: ${pod()} } }\n`],
  [
    'CronJob',
    `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { jobTemplate: { spec: { template: { spec: ${pod()} } } } }\n`,
  ],
  [
    'Knative Service',
    `apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: a }\nspec: { template: { spec: ${pod()} } }\n`,
  ],
  [
    'StatefulSet',
    `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: apps/v1\n    kind: StatefulSet\n    metadata: { name: a }\n    spec: { selector: {}, template: { spec: ${pod()} } }\n`,
  ],
])('%s', (controller, text) => {
  expect(workloads(text).map((workload) => [workload.controller, workload.image, workload.partial])).toEqual([
    [controller, 'a:1', undefined],
  ]);
});

test('a Service of the core is none, nor are other kinds', () => {
  expect(kubernetes.recognises?.('apiVersion: v1\nkind: Service\nmetadata: { name: a }\n')).toBe(false);
  expect(kubernetes.recognises?.('openapi: 3.0.0\nkind: Deployment\n')).toBe(false);
});

test('patches are partial, and so is what an autoscaler says', () => {
  const patch = `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: ${pod()} } }\n`;
  const scaler =
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef: { kind: Deployment, name: a }\n  maxReplicas: 5\n';
  expect(workloads(`${patch}---\n${scaler}`)).toMatchObject([
    { name: 'a', partial: true },
    { name: 'a', controller: 'Deployment', replicas: 5, partial: true },
  ]);
});

describe('secrets', () => {
  const settings = (text: string) => kubernetes.read('secret.yaml', `apiVersion: v1\nkind: Secret\n${text}`).settings;

  test('plain and in base64', () => {
    expect(settings('metadata: { name: db }\nstringData: { user: app }\ndata:\n  password: aHVudGVyMg==\n')).toEqual([
      {
        key: 'db.user',
        value: 'app',
        format: 'kubernetes-secret',
        profile: 'base',
        at: { path: 'secret.yaml', line: 4 },
      },
      {
        key: 'db.password',
        value: 'hunter2',
        format: 'kubernetes-secret',
        profile: 'base',
        at: { path: 'secret.yaml', line: 6 },
      },
    ]);
  });

  test('encrypted, empty and left to be filled in are none', () => {
    expect(settings('stringData: { a: "ENC[x]" }\nsops: { version: 3 }\n')).toEqual([]);
    expect(settings('stringData: { a: "", b: "${B}", c: "<your token>" }\n')).toEqual([]);
  });
});

describe('templates', () => {
  const template = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\n';

  test('of a chart are silent: the chart speaks for them', () => {
    expect(kubernetes.read('chart/templates/app.yaml', template).diagnostics).toEqual([]);
    expect(helmChart.read('chart/Chart.yaml', 'apiVersion: v2\nname: cart\n').diagnostics).toHaveLength(1);
    expect(helmChart.read('chart/charts/redis/Chart.yaml', 'apiVersion: v2\nname: redis\n').diagnostics).toEqual([]);
  });

  test('others are said once a file', () => {
    expect(kubernetes.read('k8s/app.yaml', `${template}---\n${template}`).diagnostics).toEqual([
      { message: 'a template of a manifest: it is not judged', at: { path: 'k8s/app.yaml', line: 4 } },
    ]);
  });

  test('braces within a text are no template', () => {
    const text = `apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: b, args: ["--format={{.Name}}"] }] }\n`;
    expect(workloads(text)).toHaveLength(1);
  });
});

test('mistakes are told with their line in the file', () => {
  const text = 'kind: Service\napiVersion: v1\n---\napiVersion: v1\nkind: Pod\nspec:\n  a: b: c\n';
  expect(kubernetes.read('a.yaml', text).diagnostics.map(({ at }) => at.line)).toEqual([7]);
});

test('any shape is read without an exception', () => {
  for (const spec of ['[]', '1', '{ containers: 1 }', '{ containers: [1, { env: 1, ports: {}, volumeMounts: [1] }] }'])
    expect(() => workloads(`apiVersion: v1\nkind: Pod\nspec: ${spec}\n`)).not.toThrow();
  const started = performance.now();
  for (const piece of ['---\n', '- ', ' '.repeat(50), ': '])
    kubernetes.read('a.yaml', `apiVersion: v1\nkind: Pod\nspec: ${piece.repeat(20_000)}`);
  expect(performance.now() - started).toBeLessThan(5000);
});

test('a kustomization: images in place of others, patches in place', () => {
  const text = `images:
  - { name: cart, newName: registry/shop/cart, newTag: "2" }
patches:
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart }
      spec: { template: { spec: { containers: [{ name: app, resources: { limits: { memory: 1Gi } } }] } } }
  - target: { kind: Deployment }
    patch: |-
      - op: add
        path: /spec/replicas
        value: 2
`;
  expect(kustomization.read('kustomization.yaml', text).workloads).toMatchObject([
    { controller: 'Kustomization', name: 'cart', image: 'registry/shop/cart:2', partial: true },
    { controller: 'Deployment', name: 'cart', container: 'app', memoryLimit: '1Gi', partial: true },
  ]);
});
