import type { Sign } from '../model/project.ts';
import { type Document, entriesOf, fieldOf, isRecord, textOf } from './document.ts';
import { listed } from './pyproject-standard.ts';

/** What a pyproject.toml shows of the role of its project. */
export function pyprojectSigns(path: string, document: Document): Sign[] {
  const signs: Sign[] = [];
  const add = (role: Sign['for'], reason: string, ...keys: readonly string[]): void => {
    signs.push({ for: role, reason, at: { path, line: document.lineOf(...keys) } });
  };
  const field = (...keys: readonly string[]): unknown => fieldOf(document.value, ...keys);
  const name = textOf(field('project', 'name')) ?? textOf(field('tool', 'poetry', 'name')) ?? '';
  if (/\{\{|\{%/.test(name)) add('template', 'its name is a placeholder', 'project', 'name');

  const owner = isRecord(field('project')) ? ['project'] : ['tool', 'poetry'];
  const classifiers = listed(field(...owner, 'classifiers'));
  const isPrivate = classifiers.some((one) => one.toLowerCase().startsWith('private ::'));
  if (isPrivate) add('service', 'is marked as private', ...owner, 'classifiers');
  if (field('tool', 'poetry', 'package-mode') === false)
    add('service', 'is not built as a package', 'tool', 'poetry', 'package-mode');
  if (field('tool', 'uv', 'package') === false) add('service', 'is not built as a package', 'tool', 'uv', 'package');

  for (const keys of [
    ['project', 'scripts'],
    ['project', 'gui-scripts'],
    ['tool', 'poetry', 'scripts'],
  ]) {
    const [command] = entriesOf(field(...keys));
    if (command) add('tool', `installs the command ${command[0].slice(0, 60)}`, ...keys);
  }
  if (entriesOf(field('project', 'entry-points')).length + entriesOf(field('tool', 'poetry', 'plugins')).length > 0) {
    add(
      'library',
      'has entry points for other packages',
      ...(isRecord(field('project', 'entry-points')) ? ['project', 'entry-points'] : ['tool', 'poetry', 'plugins']),
    );
  }

  const built =
    isRecord(field('build-system')) &&
    field('tool', 'uv', 'package') !== false &&
    field('tool', 'poetry', 'package-mode') !== false;
  const told = ['urls', 'keywords', 'classifiers'].find((key) => field(...owner, key) !== undefined);
  if (built && !isPrivate && told !== undefined)
    add('library', `is described as a package for others (${told})`, ...owner, told);
  return signs;
}
