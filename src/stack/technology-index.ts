import type { Technology } from '../model/technology.ts';

/** Finds technologies by the identities, `ecosystem:name`, that speak for them. */
export interface TechnologyIndex {
  readonly all: readonly Technology[];
  byId(id: string): Technology | undefined;
  /** Technologies that this identity proves. */
  provenBy(identity: string): readonly Technology[];
  /** Technologies that it brings along, in versions that it does not tell. */
  broughtBy(identity: string): readonly Technology[];
  /** Technologies that it merely supports. */
  hintedBy(identity: string): readonly Technology[];
  /** Technologies whose own version stands at this parent, bill of materials or plugin. */
  versionedBy(identity: string): readonly Technology[];
}

type Lookup = (identity: string) => readonly Technology[];

/** Makes technologies easy to find by what proves, supports or versions them. */
export function indexTechnologies(technologies: readonly Technology[]): TechnologyIndex {
  const byId = new Map(technologies.map((technology) => [technology.id, technology]));
  return {
    all: technologies,
    byId: (id) => byId.get(id),
    provenBy: lookup(technologies, (technology) => technology.packages),
    broughtBy: lookup(technologies, (technology) => technology['brought-by'] ?? []),
    hintedBy: lookup(technologies, (technology) => technology.hints),
    versionedBy: lookup(technologies, (technology) => technology['version-from']),
  };
}

/** Identities are exact, but for a `*` at the end (Maven artifact families) and the major version at the end of a Go module path. */
function lookup(
  technologies: readonly Technology[],
  identitiesOf: (technology: Technology) => readonly string[],
): Lookup {
  const exact = new Map<string, Technology[]>();
  const prefixes = new Map<string, Technology[]>();
  for (const technology of technologies) {
    for (const identity of identitiesOf(technology)) {
      const wild = identity.endsWith('*');
      const map = wild ? prefixes : exact;
      const key = normalised(wild ? identity.slice(0, -1) : identity);
      map.set(key, [...(map.get(key) ?? []), technology]);
    }
  }
  return (identity) => {
    const key = normalised(identity);
    const found = [...(exact.get(key) ?? [])];
    for (const [prefix, wild] of prefixes) if (key.startsWith(prefix)) found.push(...wild);
    return found;
  };
}

/**
 * `go:github.com/labstack/echo/v4` is the same project as `go:github.com/labstack/echo`, https://go.dev/ref/mod#major-version-suffixes, and the
 * names of .NET's packages may be written in any case.
 */
function normalised(identity: string): string {
  if (identity.startsWith('go:')) return identity.replace(/\/v\d+$/, '');
  return /^(?:nuget|msbuild-sdk|framework-reference):/.test(identity) ? identity.toLowerCase() : identity;
}
