import type { Image } from '../model/image.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import type { Claim } from './technologies.ts';
import type { TechnologyIndex } from './technology-index.ts';

/** What a language runs on when nothing says otherwise. */
const usualRuntime: Readonly<Record<string, string>> = {
  javascript: 'nodejs',
  typescript: 'nodejs',
  elixir: 'erlang-otp',
  erlang: 'erlang-otp',
  csharp: 'dotnet',
  fsharp: 'dotnet',
};

const precedence: readonly RuntimeRequirement['strength'][] = ['pin', 'minimum', 'target'];

/** The runtimes of a component: what its images bring, else what its files pin, else what its manifests ask at the least, else what its languages run on. */
export function runtimeClaims(
  runtimes: readonly RuntimeRequirement[],
  images: readonly Image[],
  languages: readonly Claim[],
  index: TechnologyIndex,
): Claim[] {
  const claims: Claim[] = [];
  for (const image of images) {
    if (image.role !== 'service' || image.runtime === undefined) continue;
    const technology = index.byId(image.runtime.technology);
    const { version } = image.runtime;
    if (technology) claims.push({ technology, strength: 'strong', declared: version, at: image.at, reason: `the image stands on ${image.base?.text ?? ''}` });
  }
  for (const strength of precedence) {
    for (const runtime of runtimes.filter((one) => one.strength === strength)) {
      const technology = index.byId(runtime.technology);
      if (technology === undefined || (technology.kind !== 'language' && technology.kind !== 'runtime')) continue;
      claims.push({ technology, strength: 'strong', declared: runtime.requirement, at: runtime.at, reason: `${runtime.at.path} names its version` });
    }
  }
  if (claims.some(({ technology }) => technology.kind === 'runtime')) return claims;
  for (const language of languages) {
    const technology = index.byId(usualRuntime[language.technology.id] ?? '');
    if (technology) claims.push({ technology, strength: 'medium', at: language.at, reason: `${language.technology.name} runs on it by default` });
  }
  return claims;
}
