import type { SkippedCheck } from '../model/workload.ts';
import { entriesOf, fieldOf } from './document.ts';
import type { Manifest } from './kubernetes-manifest.ts';

const most = 100;

/**
 * The checks of other tools that annotations of an object, or of the pods that it makes, tell to be silent.
 * https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html https://docs.kubelinter.io/#/configuring-kubelinter
 */
export function skippedChecks(manifest: Manifest): SkippedCheck[] {
  return [[], ['spec', 'template']].flatMap((above) => {
    const keys = [...above, 'metadata', 'annotations'];
    return entriesOf(fieldOf(manifest.value, ...keys))
      .slice(0, most)
      .flatMap(([name, value]): SkippedCheck[] => {
        const text = typeof value === 'string' ? value.slice(0, 500) : '';
        const at = manifest.at(...keys, name);
        const linter = /^ignore-check\.kube-linter\.io\/([\w-]+)$/.exec(name)?.[1];
        if (linter !== undefined) return [{ tool: 'kube-linter', id: linter, reason: text || name, at }];
        const [, id, reason] = /^checkov\.io\/skip\d*$/.test(name)
          ? (/^\s*(CKV\w+)\s*=?\s*(.*)$/s.exec(text) ?? [])
          : [];
        return id === undefined ? [] : [{ tool: 'checkov', id, reason: reason || name, at }];
      });
  });
}
