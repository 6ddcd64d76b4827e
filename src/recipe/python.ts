import { relativeTo } from '../read/directory.ts';
import type { Ground } from './ground.ts';
import { type PythonInstall, pythonInstall } from './python-installs.ts';
import { pythonStart } from './python-start.ts';
import { type NoRecipe, type Recipe, dockerfileOf, dockerignoreOf, execForm, unprivileged } from './recipe.ts';

/** Python: an environment that is made in one stage and copied whole. https://docs.astral.sh/uv/guides/integration/docker/ */
export function pythonRecipe(ground: Ground): Recipe | NoRecipe {
  const start = pythonStart(ground);
  if ('cannot' in start) return start;
  const install = pythonInstall(ground);
  if ('cannot' in install) return install;
  const { setup, dependencies, environment, context }: PythonInstall = install;
  const inside = context === undefined ? '' : (relativeTo(context, ground.directory) ?? '');
  const image = `python:${ground.version('python', 'python')}-slim`;
  const dockerfile = dockerfileOf(
    [`FROM ${image} AS build`, ...systemPackages(ground, 'build'), ...setup, 'WORKDIR /app', ...dependencies],
    [
      `FROM ${image}`,
      ...systemPackages(ground, 'run'),
      '# Output appears at once, and nothing is written beside the code.',
      `ENV PATH=${environment}/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1`,
      ...start.environment,
      'WORKDIR /app',
      `COPY --from=build ${environment} ${environment}`,
      inside === '' ? 'COPY . .' : `COPY ${inside}/ ./`,
      ...unprivileged,
      'EXPOSE 8000',
      '# One process a container, all interfaces: scale by replicas.',
      execForm('CMD', start.words),
    ],
  );
  const dockerignore = dockerignoreOf(
    '**/.venv',
    '**/venv',
    '**/__pycache__',
    '**/*.pyc',
    '.pytest_cache',
    '.mypy_cache',
    '.ruff_cache',
    'htmlcov',
    '.coverage',
    '*.sqlite3',
  );
  return { dockerfile, dockerignore, notes: ground.notes, ...(context !== undefined && { context }) };
}

/** Python packages that need a library of the system: what builds them, and what they run with. */
const libraries: readonly { names: readonly string[]; build: string; run: string }[] = [
  { names: ['psycopg2', 'psycopg'], build: 'gcc libpq-dev', run: 'libpq5' },
  { names: ['mysqlclient'], build: 'gcc pkg-config default-libmysqlclient-dev', run: 'libmariadb3' },
];

function systemPackages(ground: Ground, stage: 'build' | 'run'): string[] {
  const needed = libraries.filter(({ names }) => ground.depends(...names));
  if (needed.length === 0) return [];
  const names = needed.map((library) => library[stage]).join(' ');
  return [`RUN apt-get update && apt-get install -y --no-install-recommends ${names} && rm -rf /var/lib/apt/lists/*`];
}
