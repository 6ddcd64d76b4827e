import type { Image } from '../model/image.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import type { Claim } from './technologies.ts';
import type { TechnologyIndex } from './technology-index.ts';

/** What a language runs on when nothing says otherwise. */
const usualRuntime: Readonly<Record<string, string>> = {
  javascript: 'node',
  typescript: 'node',
  python: 'cpython',
  java: 'jvm',
  kotlin: 'jvm',
  scala: 'jvm',
  clojure: 'jvm',
  groovy: 'jvm',
  elixir: 'beam',
  erlang: 'beam',
  gleam: 'beam',
  csharp: 'dotnet',
  fsharp: 'dotnet',
  'visual-basic': 'dotnet',
};

/** Languages whose version is that of their usual runtime, too. */
const sameVersion: ReadonlySet<string> = new Set(['python', 'java']);

/** Whether a version pinned beside or above a component is one of its own: `.java-version` says nothing to its front end. */
export function concerns(technology: string, languages: readonly Claim[]): boolean {
  return languages.some(
    ({ technology: { id } }) =>
      id === technology ||
      usualRuntime[id] === technology ||
      (usualRuntime[id] === 'node' && (technology === 'bun' || technology === 'deno')) ||
      (usualRuntime[id] === 'jvm' && technology === 'java'),
  );
}

const precedence: readonly RuntimeRequirement['strength'][] = ['pin', 'minimum', 'target'];

/**
 * The versions of languages and runtimes: what an image brings, else what files pin, else what manifests ask at the least. A runtime that nothing
 * names is added by its language, without a version.
 */
export function runtimeClaims(
  runtimes: readonly RuntimeRequirement[],
  images: readonly Image[],
  languages: readonly Claim[],
  index: TechnologyIndex,
): Claim[] {
  const claims: Claim[] = [];
  const add = (id: string, claim: Omit<Claim, 'technology' | 'strength'>): void => {
    const ids = sameVersion.has(id) ? [id, usualRuntime[id] ?? id] : [id];
    for (const technology of ids.map((one) => index.byId(one))) {
      if (technology?.kind === 'language' || technology?.kind === 'runtime')
        claims.push({ ...claim, technology, strength: 'strong' });
    }
  };
  for (const image of images) {
    if (image.role !== 'service' || image.runtime === undefined) continue;
    const { technology, version } = image.runtime;
    add(technology, { declared: version, at: image.at, reason: `the image stands on ${image.base?.text ?? ''}` });
  }
  for (const strength of precedence) {
    for (const { technology, requirement, at } of runtimes.filter((one) => one.strength === strength)) {
      add(technology, { declared: requirement, at, reason: `${at.path} names its version` });
    }
  }
  if (claims.some(({ technology }) => technology.kind === 'runtime')) return claims;
  for (const language of languages) {
    const technology = index.byId(usualRuntime[language.technology.id] ?? '');
    if (technology)
      claims.push({
        technology,
        strength: 'medium',
        at: language.at,
        reason: `${language.technology.name} runs on it by default`,
      });
  }
  return claims;
}
