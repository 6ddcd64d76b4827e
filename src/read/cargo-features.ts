import { entriesOf, fieldOf, textsOf } from './document.ts';

/** Which optional dependencies the default features switch on, and which feature does so for the others. */
export interface CargoFeatures {
  isDefault(dependency: string): boolean;
  /** The first feature that enables it; undefined if none does. */
  featureFor(dependency: string): string | undefined;
}

/** Follows `[features]` from `default`. https://doc.rust-lang.org/cargo/reference/features.html */
export function cargoFeatures(manifest: unknown): CargoFeatures {
  const features = new Map(entriesOf(fieldOf(manifest, 'features')).map(([name, list]) => [name, textsOf(list)]));
  const enabled = new Set<string>();
  const open = ['default'];
  const visited = new Set(open);
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    for (const needed of features.get(item) ?? []) {
      const dependency = enabledBy(needed);
      if (dependency !== undefined) enabled.add(dependency);
      if (visited.has(needed) || !features.has(needed)) continue;
      visited.add(needed);
      open.push(needed);
    }
  }
  return {
    isDefault: (dependency) => enabled.has(dependency),
    featureFor(dependency) {
      for (const [name, list] of features)
        if (name !== 'default' && list.some((needed) => enabledBy(needed) === dependency)) return name;
      return undefined;
    },
  };
}

/** `dep:x`, `x/feature` and the implicit feature `x` enable the dependency x; `x?/feature` does not. */
function enabledBy(needed: string): string | undefined {
  if (needed.startsWith('dep:')) return needed.slice(4);
  const slash = needed.indexOf('/');
  if (slash < 0) return needed;
  return needed[slash - 1] === '?' ? undefined : needed.slice(0, slash);
}
