import { cargo } from './cargo.ts';
import { composer } from './composer.ts';
import { cpan } from './cpan.ts';
import { dub } from './dub.ts';
import { go } from './go.ts';
import { gradle } from './gradle.ts';
import { hex } from './hex.ts';
import { luarocks } from './luarocks.ts';
import { maven } from './maven.ts';
import { nimble } from './nimble.ts';
import { nuget } from './nuget.ts';
import { opam } from './opam.ts';
import { pep440 } from './pep440.ts';
import { poetry } from './poetry.ts';
import { pub } from './pub.ts';
import { pvp } from './pvp.ts';
import { rubygems } from './rubygems.ts';
import type { Scheme, SchemeId } from './scheme.ts';
import { semver } from './semver.ts';
import { swift } from './swift.ts';
import { tag } from './tag.ts';

export type { Scheme, SchemeId };

/** Every version scheme there is, by its id. */
export const schemes: { readonly [id in SchemeId]: Scheme } = {
  cargo,
  composer,
  cpan,
  dub,
  go,
  gradle,
  hex,
  luarocks,
  maven,
  nimble,
  nuget,
  opam,
  pep440,
  poetry,
  pub,
  pvp,
  rubygems,
  semver,
  swift,
  tag,
};

const byEcosystem: ReadonlyMap<string, SchemeId> = new Map<string, SchemeId>([
  ['npm', 'semver'],
  ['jsr', 'semver'],
  ['deno', 'semver'],
  ['zig', 'semver'],
  ['pypi', 'pep440'],
  ['hackage', 'pvp'],
  ['shards', 'rubygems'],
  ['clojars', 'maven'],
  ['sbt', 'maven'],
  ['gradle-plugin', 'gradle'],
  ['docker', 'tag'],
  ['oci', 'tag'],
  ['image', 'tag'],
]);

/** The scheme of an ecosystem's packages, by the ecosystem or by the scheme's own id; undefined for any other name. */
export function schemeOf(ecosystem: string): Scheme | undefined {
  const name = ecosystem.toLowerCase();
  const id = byEcosystem.get(name) ?? name;
  return Object.hasOwn(schemes, id) ? schemes[id as SchemeId] : undefined;
}

/**
 * The scheme by which a requirement reads, where one ecosystem has several: Poetry's carets and tildes beside PEP 440,
 * Gradle's plus signs and open brackets beside Maven's ranges.
 */
export function schemeFor(ecosystem: string, requirement = ''): Scheme | undefined {
  const usual = schemeOf(ecosystem);
  if (usual?.id === 'pep440' && /[\^|]|~(?!=)|^\s*\d+(?:\.\d+)*\.\*/.test(requirement)) return poetry;
  if (usual?.id === 'maven' && /\+$|!!|^latest\.|^\]|\[$/.test(requirement.trim())) return gradle;
  return usual;
}
