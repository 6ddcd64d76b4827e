import type { Dependency } from '../model/dependency.ts';
import type { Reading } from '../model/reading.ts';
import { directoryOf } from '../read/directory.ts';
import type { Readings } from './readings.ts';
import type { Claim } from './technologies.ts';
import type { TechnologyIndex } from './technology-index.ts';

/** The languages that the manifests of a component are written for. A tsconfig.json beside a package.json, or above it in the workspace, makes it TypeScript. */
export function languageClaims(
  directory: string,
  manifests: readonly Reading[],
  readings: Readings,
  index: TechnologyIndex,
): Claim[] {
  const claims: Claim[] = [];
  for (const manifest of manifests) {
    const at = manifest.project?.at ?? { path: manifest.path };
    for (const language of languagesOf(manifest, directory, readings)) {
      const technology = index.byId(language);
      if (technology)
        claims.push({
          technology,
          strength: 'strong',
          at,
          reason: `${manifest.format} is a manifest of ${technology.name}`,
        });
    }
  }
  return claims;
}

function languagesOf(manifest: Reading, directory: string, readings: Readings): readonly string[] {
  const languages = manifest.project?.languages ?? [];
  if (!languages.includes('javascript') || languages.includes('typescript')) return languages;
  const beside = (in_: string): boolean => readings.paths.has(in_ === '' ? 'tsconfig.json' : `${in_}/tsconfig.json`);
  const typed = manifest.dependencies.some(
    ({ ecosystem, name }) => ecosystem === 'npm' && (name === 'typescript' || name === '@types/node'),
  );
  return typed || beside(directory) || (directory.includes('/') && beside(`${directoryOf(directory)}`))
    ? ['typescript', 'javascript']
    : languages;
}

/** The display name of the language that the component is mostly written in: that of the manifest with the most dependencies. */
export function mainLanguage(claims: readonly Claim[], dependencies: readonly Dependency[]): string | undefined {
  const weight = (path: string): number =>
    dependencies.filter(({ at, namedAt, scope }) => (namedAt ?? at).path === path && scope === 'runtime').length;
  let best: Claim | undefined;
  for (const claim of claims) if (best === undefined || weight(claim.at.path) > weight(best.at.path)) best = claim;
  return best?.technology.name;
}
