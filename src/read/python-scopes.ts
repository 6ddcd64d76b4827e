import type { Scope } from '../model/dependency.ts';

const testing = new Set(
  'test tests testing unittest unittests pytest e2e integration bench benchmark benchmarks qa coverage'.split(' '),
);
const developing = new Set(
  (
    'dev devel develop developer developers development local lint linter linters linting format formatting fmt typing types typecheck typechecking mypy ' +
    'docs doc documentation sphinx mkdocs debug debugging tool tools tooling ci build building release releasing style quality precommit commit check checks ' +
    'notebook notebooks jupyter ide profiling profile'
  ).split(' '),
);
const deploying = new Set(
  'prod production deploy deployment server serve web main default all gunicorn uvicorn api app runtime docker'.split(
    ' ',
  ),
);

/**
 * What a named set of dependencies (an extra, a group, a requirements file) is for, by the words of its name: `test-unit`, `docs`, `prod`;
 * `otherwise` when no word tells.
 */
export function scopeOfGroup(name: string, otherwise: Scope, deployed: Scope = otherwise): Scope {
  const words = name
    .toLowerCase()
    .replaceAll('pre-commit', 'precommit')
    .split(/[^a-z0-9]+/);
  if (words.some((word) => testing.has(word))) return 'test';
  if (words.some((word) => developing.has(word))) return 'development';
  return words.some((word) => deploying.has(word)) ? deployed : otherwise;
}
