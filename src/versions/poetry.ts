// Poetry's constraints, PEP 440's and its own:
// https://python-poetry.org/docs/dependency-specification/#version-constraints
import { comparePython, isPythonPrerelease, isPythonVersion, pythonRequirement, withoutDevelopment } from './pep440.ts';
import { leadingNumbers, raised } from './partial.ts';
import { unite } from './range.ts';
import { splitOperator } from './requirement.ts';
import { defineScheme, type Requirement } from './scheme.ts';

// A caret lets everything grow behind the first number that is not 0, a tilde everything behind the second number,
// and a wildcard stands for the releases between two lines.
function asSpecifier(term: string): string {
  const [operator, operand] = splitOperator(term.trim());
  const release = leadingNumbers(operand);
  const firstSet = release.findIndex((part) => part > 0);
  if (operator === '^')
    return `>=${operand},<${raised(release.slice(0, firstSet === -1 ? release.length : firstSet + 1))}`;
  if (operator === '~') return `>=${operand},<${raised(release.slice(0, 2))}`;
  if (operator === '' && /^\d+(\.\d+)*\.[*xX]$/.test(operand)) return `>=${release.join('.')},<${raised(release)}`;
  if (operator === '' && operand !== '*') return `==${operand}`;
  return `${operator === '=' ? '==' : operator}${operand}`;
}

// Terms are joined by commas or spaces: ">=1.2 <2".
function conjunction(text: string): Requirement | undefined {
  const terms = text.trim().split(/,|(?<=[\w*])\s+(?=[<>=!~^])/);
  return pythonRequirement(
    terms
      .map(asSpecifier)
      .filter((term) => term !== '*')
      .join(','),
  );
}

function either(a: Requirement | undefined, b: Requirement | undefined): Requirement | undefined {
  return (
    a &&
    b && {
      range: unite(a.range, b.range, comparePython),
      admits: (version) => (a.admits?.(version) ?? false) || (b.admits?.(version) ?? false),
    }
  );
}

export const poetry = defineScheme('poetry', {
  isVersion: isPythonVersion,
  compare: comparePython,
  isPrerelease: isPythonPrerelease,
  requirement: (text) => text.split(/\|\|?/).map(conjunction).reduce(either),
  shown: withoutDevelopment,
});
