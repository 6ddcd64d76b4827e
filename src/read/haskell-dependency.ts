import type { Dependency, Scope } from '../model/dependency.ts';
import type { Location } from '../model/location.ts';

/** `warp >=3.3 && <3.5`, `servant-server:{lib} ^>=0.20`: undefined if it does not begin with the name of a package. */
export function haskellDependency(text: string, scope: Scope, at: Location): Dependency | undefined {
  const found = /^([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)(?::(?:\{[^}]*\}|[\w-]+))?\s*(.*)$/s.exec(text.slice(0, 1000));
  if (found?.[1] === undefined) return undefined;
  const requirement = found[2]?.trim() ?? '';
  return {
    ecosystem: 'hackage',
    name: found[1],
    ...(requirement !== '' && requirement !== '-any' && { requirement }),
    scope,
    at,
  };
}
