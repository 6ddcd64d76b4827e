import type { Setting } from '../model/setting.ts';
import { entriesOf, fieldOf, textOf } from './document.ts';
import { type Manifest, textAt } from './kubernetes-manifest.ts';

const mostValues = 500;
const longest = 100_000;

/** The values that a `kind: Secret` holds in plain text or base64, as settings. Encrypted ones (SOPS) are none. https://kubernetes.io/docs/concepts/configuration/secret/ */
export function secretSettings(manifest: Manifest): Setting[] {
  if (fieldOf(manifest.value, 'sops') !== undefined) return [];
  const name = textAt(manifest, 'metadata', 'name') ?? '';
  const found: Setting[] = [];
  for (const field of ['stringData', 'data']) {
    for (const [key, value] of entriesOf(fieldOf(manifest.value, field)).slice(0, mostValues)) {
      const text = textOf(value)?.trim() ?? '';
      if (text === '' || text.length > longest || /^ENC\[|\$\{|\$\(|\{\{|^<.*>$/.test(text)) continue;
      const literal = field === 'data' ? decoded(text) : text;
      if (literal === undefined || literal === '') continue;
      const at = manifest.at(field, key);
      found.push({ key: `${name}.${key}`, value: literal, format: 'kubernetes-secret', profile: manifest.profile, at });
    }
  }
  return found;
}

function decoded(text: string): string | undefined {
  try {
    return atob(text.replace(/\s/g, ''));
  } catch {
    return undefined;
  }
}
