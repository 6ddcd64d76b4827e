import type { Dependency } from '../model/dependency.ts';
import type { Reading } from '../model/reading.ts';
import { ancestors, directoryOf, relativeTo } from '../read/directory.ts';
import { type GradleBuild, scriptIn } from './gradle-build.ts';
import { expand } from './placeholders.ts';
import type { Readings } from './readings.ts';

/** A script that has a say in a project, and what of it is meant for that project. */
export interface Contribution {
  readonly script: Reading;
  /** Whether entries of this group (`subprojects`, `project:a`, none) are the project's. */
  readonly accepts: (group: string | undefined) => boolean;
}

const most = 100;

/** The scripts that shape a project, its own first: what it applies, what scripts above it give to their subprojects, and convention plugins. */
export function contributionsOf(manifest: Reading, build: GradleBuild, readings: Readings): Contribution[] {
  const found: Contribution[] = [];
  const seen = new Set<string>();
  const directory = directoryOf(manifest.path);
  const add = (script: Reading | undefined, accepts: Contribution['accepts'], relation: string): void => {
    if (script === undefined || found.length >= most || seen.has(`${relation}:${script.path}`)) return;
    seen.add(`${relation}:${script.path}`);
    found.push({ script, accepts });
    for (const link of script.links) {
      if (link.kind !== 'include') continue;
      const target = (link.name ?? '').split(' ').find((word) => word !== 'root' && word !== '');
      const fromRoot = link.name?.startsWith('root') === true && build.root !== '';
      const included = readings.at(fromRoot ? `${build.root}/${link.path}` : link.path);
      if (accepts(target)) add(included, own, 'included');
      // Extra properties of a project are seen by those beneath it, whichever script sets them.
      else if (target === undefined) add(included, none, 'seen');
    }
    for (const { ecosystem, name, group, inherits } of script.dependencies) {
      if (ecosystem !== 'gradle-plugin' || !accepts(group)) continue;
      add(build.conventions.get(pluginName({ name, inherits }, build)), own, 'applied');
    }
  };
  add(manifest, own, 'own');
  for (const above of ancestors(directory)) {
    if (above !== directory && inside(above, build.root))
      add(scriptIn(above, readings), forChild(directory, above), 'above');
    if (above === build.root) break;
  }
  return found;
}

/** The id of a plugin that may be named through a catalogue, or by a constant of the build's own sources. */
export function pluginName({ name, inherits }: Pick<Dependency, 'name' | 'inherits'>, build: GradleBuild): string {
  if (inherits === undefined) return expand(name, (one) => build.shared.get(one)).value;
  return build.catalogue.get(inherits)?.name ?? name;
}

function none(): boolean {
  return false;
}

function own(group: string | undefined): boolean {
  return group === undefined || group === 'allprojects';
}

function forChild(directory: string, above: string): Contribution['accepts'] {
  const relative = relativeTo(above, directory) ?? directory;
  const project = `project:${relative.replaceAll('/', ':')}`;
  return (group) => group === 'subprojects' || group === 'allprojects' || group === project;
}

function inside(directory: string, root: string): boolean {
  return root === '' || directory === root || directory.startsWith(`${root}/`);
}
