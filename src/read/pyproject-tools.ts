import { entriesOf, fieldOf, isRecord } from './document.ts';
import { addTable } from './pyproject-poetry.ts';
import { type Collected, addRequirements } from './pyproject-standard.ts';
import { scopeOfGroup } from './python-scopes.ts';

/** What PDM, Hatch and pixi keep in tables of their own. */
export function toolDependencies(collected: Collected): void {
  const { value } = collected.document;
  // https://pdm-project.org/latest/usage/dependency/#add-development-only-dependencies
  for (const [group] of entriesOf(fieldOf(value, 'tool', 'pdm', 'dev-dependencies'))) {
    addRequirements(
      collected,
      ['tool', 'pdm', 'dev-dependencies', group],
      scopeOfGroup(group, 'development', 'development'),
      group,
    );
  }
  // https://hatch.pypa.io/latest/config/environment/overview/: environments for work on the project
  for (const [name, environment] of entriesOf(fieldOf(value, 'tool', 'hatch', 'envs'))) {
    const scope = scopeOfGroup(name, 'development', 'development');
    for (const key of ['dependencies', 'extra-dependencies']) {
      if (isRecord(environment)) addRequirements(collected, ['tool', 'hatch', 'envs', name, key], scope, name);
    }
  }
  // https://pixi.sh/latest/python/pyproject_toml/: conda packages have the names of their own registry and are left out
  addTable(collected, ['tool', 'pixi', 'pypi-dependencies'], () => ({ scope: 'runtime' }));
  for (const [feature] of entriesOf(fieldOf(value, 'tool', 'pixi', 'feature'))) {
    const scope = scopeOfGroup(feature, 'optional');
    addTable(collected, ['tool', 'pixi', 'feature', feature, 'pypi-dependencies'], () => ({ scope, group: feature }));
  }
}
