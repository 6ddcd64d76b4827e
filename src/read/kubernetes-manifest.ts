import type { Location } from '../model/location.ts';
import type { Profile } from '../model/setting.ts';
import type { Workload } from '../model/workload.ts';
import { type Document, fieldOf, isRecord, textOf } from './document.ts';
import { profileOf } from './profile.ts';

/** One object of a manifest, and how to tell where its values stand. */
export interface Manifest {
  readonly value: Record<string, unknown>;
  readonly profile: Profile;
  at(...keys: readonly (string | number)[]): Location;
}

const mostItems = 2000;
const deepestList = 3;

/** The objects of a document: itself, or the items if it is a list. */
export function itemsOf(path: string, document: Document, linesBefore: number): Manifest[] {
  const profile = profileOf(path);
  const found: Manifest[] = [];
  const visit = (value: unknown, keys: readonly (string | number)[]): void => {
    if (!isRecord(value) || found.length >= mostItems) return;
    if (Array.isArray(value['items']) && textOf(value['kind'])?.endsWith('List') === true) {
      if (keys.length < 2 * deepestList)
        for (const [index, item] of value['items'].entries()) visit(item, [...keys, 'items', index]);
      return;
    }
    found.push({
      value,
      profile,
      at: (...below) => ({ path, line: linesBefore + document.lineOf(...keys, ...below) }),
    });
  };
  visit(document.value, []);
  return found;
}

/** The text at these keys of an object; undefined if it is empty, too. */
export function textAt({ value }: Pick<Manifest, 'value'>, ...keys: readonly string[]): string | undefined {
  const text = textOf(fieldOf(value, ...keys));
  return text === '' ? undefined : text;
}

/** What fields a workload that says nothing has. */
export const silent = {
  kind: 'kubernetes',
  environment: [],
  environmentFiles: [],
  ports: [],
  capabilitiesAdded: [],
  capabilitiesDropped: [],
  hostNamespaces: [],
  mounts: [],
  securityOptions: [],
  places: {},
} as const;

/** An autoscaler tells how many replicas its target has: those it may grow to. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/ */
export function autoscaled(manifest: Manifest): Workload[] {
  const name = textAt(manifest, 'spec', 'scaleTargetRef', 'name');
  if (name === undefined) return [];
  const most = Number(textAt(manifest, 'spec', 'maxReplicas') ?? textAt(manifest, 'spec', 'maxReplicaCount') ?? 100);
  return [
    {
      ...silent,
      name,
      controller: textAt(manifest, 'spec', 'scaleTargetRef', 'kind') ?? 'Deployment',
      partial: true,
      ...(Number.isInteger(most) && { replicas: most }),
      profile: manifest.profile,
      at: manifest.at('spec', 'scaleTargetRef'),
    },
  ];
}
