import { directoryOf } from '../read/directory.ts';
import type { Ground } from './ground.ts';
import type { NoRecipe } from './recipe.ts';

/** How an environment is filled from a lock file. */
export interface PythonInstall {
  readonly setup: readonly string[];
  readonly dependencies: readonly string[];
  /** Directory of the environment. */
  readonly environment: string;
  /** The directory to build from, where that is the root of a workspace. */
  readonly context?: string;
}

const uv = [
  '# From its own image: nothing to install, and it stays in this stage.',
  'COPY --from=ghcr.io/astral-sh/uv:0.9.5 /uv /bin/uv',
  'ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=0',
];

const first = '# The manifests alone: this layer is made again only when they change.';
const cached = (directory: string, command: string): string => `RUN --mount=type=cache,target=${directory} ${command}`;

/** uv, Poetry, PDM, Pipenv by the lock file found, else pip. */
export function pythonInstall(ground: Ground): PythonInstall | NoRecipe {
  const above = ground.component.lockfiles[0];
  if (above?.manager === 'uv' && ground.lock === undefined) return uvMember(ground, directoryOf(above.at.path));
  if (ground.has('uv.lock')) {
    return {
      setup: uv,
      dependencies: [
        first,
        'COPY pyproject.toml uv.lock ./',
        cached('/root/.cache/uv', 'uv sync --locked --no-dev --no-install-project'),
      ],
      environment: '/app/.venv',
    };
  }
  if (ground.has('poetry.lock')) {
    return {
      setup: [
        'RUN pip install --no-cache-dir poetry==2.2.1',
        'ENV POETRY_VIRTUALENVS_IN_PROJECT=1 POETRY_NO_INTERACTION=1',
      ],
      dependencies: [
        first,
        'COPY pyproject.toml poetry.lock ./',
        cached('/root/.cache/pypoetry', 'poetry install --only main --no-root'),
      ],
      environment: '/app/.venv',
    };
  }
  if (ground.has('pdm.lock')) {
    return {
      setup: ['RUN pip install --no-cache-dir pdm==2.26.0', 'ENV PDM_CHECK_UPDATE=false'],
      dependencies: [
        first,
        'COPY pyproject.toml pdm.lock ./',
        cached('/root/.cache/pdm', 'pdm sync --prod --no-self --no-editable'),
      ],
      environment: '/app/.venv',
    };
  }
  if (ground.has('Pipfile.lock')) {
    return {
      setup: ['RUN pip install --no-cache-dir pipenv==2025.0.4', 'ENV PIPENV_VENV_IN_PROJECT=1'],
      dependencies: [first, 'COPY Pipfile Pipfile.lock ./', cached('/root/.cache/pipenv', 'pipenv sync')],
      environment: '/app/.venv',
    };
  }
  const venv = ['RUN python -m venv /opt/venv', 'ENV PATH=/opt/venv/bin:$PATH'];
  const listed = [
    'requirements.txt',
    'requirements/production.txt',
    'requirements/prod.txt',
    'requirements/base.txt',
  ].find((path) => ground.has(path));
  if (listed !== undefined) {
    const folder = listed.includes('/');
    return {
      setup: venv,
      dependencies: [
        first,
        folder ? 'COPY requirements/ requirements/' : 'COPY requirements*.txt ./',
        cached('/root/.cache/pip', `pip install --requirement ${listed}`),
      ],
      environment: '/opt/venv',
    };
  }
  if (ground.has('pyproject.toml') || ground.has('setup.py')) {
    if (above !== undefined && ground.lock === undefined)
      return {
        cannot: `it is a member of the workspace whose lock file is ${above.at.path}: its image has to be built from that directory, which is not written yet.`,
      };
    ground.note('There is no lock file: every build may install other versions. `uv lock` makes one.');
    return {
      setup: venv,
      dependencies: ['COPY . .', cached('/root/.cache/pip', 'pip install .')],
      environment: '/opt/venv',
    };
  }
  return { cannot: 'neither a lock file nor requirements.txt nor pyproject.toml stands in its directory.' };
}

/** A member of a workspace: https://docs.astral.sh/uv/guides/integration/docker/#installing-a-workspace */
function uvMember({ component: { name } }: Ground, context: string): PythonInstall | NoRecipe {
  if (!/^[\w.-]+$/.test(name)) return { cannot: 'its name is more than a name to a shell.' };
  return {
    setup: uv,
    dependencies: [
      '# From the root of the workspace: its lock file and the members that this one needs stand there.',
      'COPY . .',
      '# Not editable: the environment holds all that it needs, and is copied alone.',
      cached('/root/.cache/uv', `uv sync --locked --no-dev --no-editable --package ${name}`),
    ],
    environment: '/app/.venv',
    context,
  };
}
