import type { Component } from '../../model/component.ts';
import type { SecretText } from '../../model/secret-text.ts';
import { isSecretLiteral } from '../../read/secret-names.ts';
import { profileOf } from '../../read/profile.ts';
import type { FactType } from '../fact-type.ts';
import { secretsOf } from '../questions/workload-risks.ts';

export interface SecretSubject {
  readonly secret: SecretText;
  readonly component: Component;
}

/** A variable on that line has the name of a secret: there are rules about those. */
function isNamed({ secret, component }: SecretSubject): boolean {
  const { path, line } = secret.at;
  const here = (at: { path: string; line?: number }): boolean => at.path === path && at.line === line;
  const instructions = component.images.flatMap(({ built }) => built.flatMap((stage) => stage.instructions));
  return (
    instructions.some(({ pairs }) =>
      pairs.some(({ name, value, at }) => here(at) && value !== undefined && isSecretLiteral(name, value)),
    ) || component.workloads.some((one) => one.kind === 'kubernetes' && secretsOf(one).some(({ at }) => here(at)))
  );
}

export const secretFacts: FactType<SecretSubject> = {
  name: 'Secret',
  doc: 'A secret that stands in a Dockerfile, a compose file or a Kubernetes manifest: a token of a service, or a private key, told by its form.',
  fields: {
    what: { type: 'string', doc: 'What it is: "a token of GitHub".', of: ({ secret }) => secret.what },
    path: { type: 'string', doc: 'The path of its file.', of: ({ secret }) => secret.at.path },
    named: {
      type: 'bool',
      doc: 'A variable that is called a secret holds it, of which the rules about variables speak.',
      of: isNamed,
    },
    deployed: {
      type: 'bool',
      doc: 'Its file is meant for production or for every environment.',
      of: ({ secret }) => ['production', 'base'].includes(profileOf(secret.at.path)),
    },
    at: { type: 'Location', doc: 'Where it stands.', of: ({ secret }) => secret.at },
  },
};
