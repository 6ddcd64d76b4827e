// Cargo's version requirements,
// https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html#version-requirement-syntax
import { withoutFloor } from './partial.ts';
import { defineScheme, type Requirement } from './scheme.ts';
import { compareVersions, isSemver, isSemverPrerelease, npmRequirement } from './semver.ts';

// Cargo separates by commas where npm does by spaces, and a bare version is a caret requirement.
function asNpm(term: string): string | undefined {
  const [, operator = '', version = ''] = /^([<>=^~]*)\s*([\w.+*-]+)$/.exec(term.trim()) ?? [];
  if (version === '' || /[xX]$/.test(version)) return undefined;
  return `${operator === '' && !version.includes('*') ? '^' : operator}${version}`;
}

function requirement(text: string): Requirement | undefined {
  const terms = text.split(',').map(asNpm);
  return terms.includes(undefined) ? undefined : npmRequirement(terms.join(' '));
}

export const cargo = defineScheme('cargo', {
  isVersion: (text) => /^\d/.test(text) && isSemver(text),
  compare: compareVersions,
  isPrerelease: isSemverPrerelease,
  requirement,
  shown: withoutFloor,
});
