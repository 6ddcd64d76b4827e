import { describe, expect, test } from 'vitest';
import { audit, memoryTree } from '../../src/index.ts';
import { defaultPolicy } from '../../src/policy/policy.ts';

const service = '{ "name": "shop", "scripts": { "start": "node s.js" }, "dependencies": { "express": "5.1.0" } }';

function found(dockerfile: string, policy = defaultPolicy): string[] {
  const report = audit(memoryTree({ 'package.json': service, Dockerfile: dockerfile }), {
    today: '2026-11-22',
    policy,
  });
  return report.findings
    .filter(({ rule }) => /sudo|base-untagged|shell-form/.test(rule))
    .map(
      ({ rule, at, waiver }) =>
        `${rule}:${at.line}${waiver === null ? '' : ` accepted by line ${waiver.at.line}: ${waiver.reason}`}`,
    )
    .sort();
}

describe('comments by which other tools are told to be silent', () => {
  test('hadolint: the next instruction and no other', () => {
    expect(
      found('FROM node:24\n# hadolint ignore=DL3004\nRUN sudo ls\nRUN sudo pwd\nUSER node\nCMD ["node", "s.js"]\n'),
    ).toEqual(['container/sudo:3 accepted by line 2: hadolint ignore=DL3004', 'container/sudo:4']);
  });

  test('hadolint: another rule is not meant', () => {
    expect(found('FROM node:24\n# hadolint ignore=DL3008\nRUN sudo ls\nUSER node\nCMD ["node", "s.js"]\n')).toEqual([
      'container/sudo:3',
    ]);
  });

  test('hadolint: the whole file if it says global', () => {
    expect(
      found('# hadolint global ignore=DL3006,DL3004\nFROM node\nRUN sudo ls\nUSER node\nCMD ["node", "s.js"]\n'),
    ).toEqual([
      'container/base-untagged:2 accepted by line 1: hadolint global ignore=DL3006,DL3004',
      'container/sudo:3 accepted by line 1: hadolint global ignore=DL3006,DL3004',
    ]);
  });

  test('BuildKit: a directive on the first line', () => {
    expect(found('# check=skip=JSONArgsRecommended\nFROM node:24\nUSER node\nCMD node s.js\n')).toEqual([
      'container/shell-form-command:4 accepted by line 1: check=skip=JSONArgsRecommended',
    ]);
  });

  test('a policy that allows no comments does not allow these either', () => {
    const strict = { ...defaultPolicy, limits: { inline: false } };
    expect(
      found('FROM node:24\n# hadolint ignore=DL3004\nRUN sudo ls\nUSER node\nCMD ["node", "s.js"]\n', strict),
    ).toEqual(['container/sudo:3']);
  });
});

describe('annotations of Kubernetes manifests by which other tools are told to be silent', () => {
  const deployment = (name: string, annotations: string, ofPods = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  annotations: {${annotations}}
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop }, annotations: {${ofPods}} }
    spec:
      containers:
        - { name: shop, image: "acme/shop:1", ports: [{ containerPort: 3000 }] }
`;
  const files = {
    'package.json': service,
    Dockerfile: 'FROM node:24\nCOPY . .\nEXPOSE 3000\nUSER 1000\nCMD ["node", "s.js"]\n',
  };
  const limits = (manifest: string, policy = defaultPolicy) =>
    audit(memoryTree({ ...files, 'k8s/shop.yaml': manifest }), { today: '2026-11-22', policy })
      .findings.filter(({ rule }) => rule === 'container/k8s-memory-limit')
      .map(
        ({ at, related, waiver }) =>
          `${[at, ...related].map(({ line }) => line).join(', ')} ${waiver?.reason ?? 'counts'}`,
      );

  test('Checkov: a numbered annotation with the id and the reason', () => {
    expect(limits(deployment('shop', '"checkov.io/skip1": "CKV_K8S_13=the namespace has one"'))).toEqual([
      '12 the namespace has one',
    ]);
    expect(limits(deployment('shop', '"checkov.io/skip1": "CKV_K8S_11=no CPU limits here"'))).toEqual(['12 counts']);
  });

  test('kube-linter: an annotation named after the check, of the object or of its pods', () => {
    const skip = '"ignore-check.kube-linter.io/unset-memory-requirements": "a batch machine"';
    expect(limits(deployment('shop', skip))).toEqual(['12 a batch machine']);
    expect(limits(deployment('shop', '', skip))).toEqual(['12 a batch machine']);
  });

  test('another object of the same name is not meant', () => {
    const skipped = deployment('shop', '"ignore-check.kube-linter.io/unset-memory-requirements": "here only"');
    expect(limits(`${skipped}---\n${deployment('shop', '')}`)).toEqual(['12 here only', '25 counts']);
  });

  test('a policy that allows no comments does not allow these either', () => {
    const strict = { ...defaultPolicy, limits: { inline: false } };
    expect(limits(deployment('shop', '"checkov.io/skip1": "CKV_K8S_13=why not"'), strict)).toEqual(['12 counts']);
  });
});
