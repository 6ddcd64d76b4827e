import type { Component } from '../model/component.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import { ancestors, directoryOf, pathIn } from '../read/directory.ts';
import { cycleOf } from '../versions/cycle.ts';
import { type SchemeId, schemes } from '../versions/index.ts';
import { hasEnded, successorOf } from '../versions/successor.ts';

/** What a recipe may look at beside the component. */
export interface RecipeContext {
  /** All components of the repository: a member of a workspace is built with those that it needs. */
  readonly components: readonly Component[];
  readonly lifecycles: readonly Lifecycle[];
  readonly paths: readonly string[];
  /** The text of a file that was read; undefined for others. */
  text(path: string): string | undefined;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** A directory as recipes look into it. */
export interface Place {
  /** Paths below it, relative to it. */
  readonly files: readonly string[];
  has(path: string): boolean;
  /** The text of a file below it; empty if it was not read. */
  text(path: string): string;
}

/** A component's directory and what it is known to use, as recipes ask for it. */
export interface Ground extends Place {
  readonly component: Component;
  /** The component's directory, `` for the root. */
  readonly directory: string;
  /** A directory at or above the component's. */
  from(directory: string): Place;
  /** The directories of the components of this repository that it needs when it runs, and those that they need: what stands first needs none of the rest. */
  readonly locals: readonly string[];
  uses(...technologies: readonly string[]): boolean;
  /** It names one of these packages, of whatever scope but development and test. */
  depends(...packages: readonly string[]): boolean;
  /** The tool of a lock file that stands in the directory itself. */
  readonly lock: string | undefined;
  /** The nearest directory above that holds a file of this name; where `fits` is given, one whose text fits. */
  above(name: string, fits?: (text: string) => boolean): string | undefined;
  /** The release cycle to build on: what is pinned, else the newest with long-term support that is admitted. */
  version(technology: string, lifecycle: string): string;
  /** The newest release of that cycle, if it is known. */
  release(technology: string, lifecycle: string): string;
  note(sentence: string): void;
  readonly notes: readonly string[];
}

/** Looks at a component the way recipes need it. */
export function groundOf(component: Component, context: RecipeContext): Ground {
  const strong = new Set(
    component.technologies.flatMap(({ technology, strength }) => (strength === 'weak' ? [] : [technology.id])),
  );
  const packages = new Set(
    component.dependencies.flatMap(({ scope, name }) => (scope === 'development' || scope === 'test' ? [] : [name])),
  );
  const notes: string[] = [];
  const directory = component.path === '.' ? '' : component.path;
  const own = component.lockfiles.find(({ at }) => directoryOf(at.path) === directory);
  const all = new Set(context.paths);
  const ground: Ground = {
    component,
    directory,
    ...placeOf(directory, context),
    from: (above) => placeOf(above, context),
    locals: localsOf(component, context.components),
    uses: (...ids) => ids.some((id) => strong.has(id)),
    depends: (...names) => names.some((name) => packages.has(name)),
    lock: own?.manager,
    above: (name, fits = () => true) =>
      [...ancestors(directory)].slice(1).find((one) => {
        const path = pathIn(one, name);
        return all.has(path) && fits(context.text(path) ?? '');
      }),
    version: (technology, id) => versionOf(component, context, technology, id, (note) => notes.push(note)),
    release: (technology, id) => {
      const name = versionOf(component, context, technology, id, () => {});
      const cycle = context.lifecycles.find((one) => one.id === id)?.cycle.find((one) => one.name === name);
      return cycle?.latest ?? name;
    },
    note: (sentence) => void (notes.includes(sentence) || notes.push(sentence)),
    notes,
  };
  return ground;
}

function placeOf(directory: string, { paths, text }: RecipeContext): Place {
  const prefix = pathIn(directory, '');
  const files = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const known = new Set(files);
  return { files, has: (path) => known.has(path), text: (path) => text(prefix + path) ?? '' };
}

function localsOf(component: Component, components: readonly Component[]): string[] {
  const found: string[] = [];
  const visited = new Set<Component>([component]);
  const visit = ({ dependencies }: Component): void => {
    for (const { name, source, scope } of dependencies) {
      if ((source !== 'workspace' && source !== 'path') || scope === 'development' || scope === 'test') continue;
      const needed = components.find((one) => one.name === name && !visited.has(one));
      if (needed === undefined) continue;
      visited.add(needed);
      visit(needed);
      found.push(needed.path === '.' ? '' : needed.path);
    }
  };
  visit(component);
  return found;
}

function versionOf(
  component: Component,
  { lifecycles, today }: RecipeContext,
  technology: string,
  id: string,
  note: (sentence: string) => void,
): string {
  const lifecycle = lifecycles.find((one) => one.id === id);
  if (lifecycle === undefined) return 'latest';
  const newest = successorOf(lifecycle, today)?.name ?? lifecycle.cycle[0]?.name ?? 'latest';
  const names = lifecycle.cycle.map(({ name }) => name);
  const asked = component.runtimes.filter((one) => one.technology === technology);
  // A framework of .NET runs on its own version alone; what is compiled for a Java is tried on it.
  const pin =
    asked.find(({ strength }) => strength === 'pin') ??
    asked.find(({ strength }) => strength === 'target' && (technology === 'java' || technology === 'dotnet'));
  const pinned = pin && cycleOf(pin.requirement, names);
  if (pin !== undefined && pinned !== undefined) {
    const cycle = lifecycle.cycle.find(({ name }) => name === pinned);
    if (cycle !== undefined && (!hasEnded(cycle, today) || lifecycle['ends-with-next'] === true)) return pinned;
    note(
      `${pin.at.path} asks for ${lifecycle.name} ${pinned}, which gets no fixes any more: the file takes ${newest}. Raise it there as well.`,
    );
    return newest;
  }
  const admitted = (name: string): boolean =>
    asked.every(({ requirement, strength }) => strength === 'pin' || admits(technology, requirement, name));
  if (admitted(newest)) return newest;
  const alive = lifecycle.cycle.find(
    (cycle) => (cycle.released ?? '') <= today && !hasEnded(cycle, today) && admitted(cycle.name),
  );
  if (alive !== undefined) return alive.name;
  const [first] = asked;
  if (first)
    note(
      `${first.at.path} asks for ${lifecycle.name} ${first.requirement}, of which none is supported any more: the file takes ${newest}.`,
    );
  return newest;
}

const requirementSchemes: Readonly<Record<string, SchemeId>> = {
  node: 'semver',
  deno: 'semver',
  bun: 'semver',
  python: 'pep440',
  elixir: 'hex',
  ruby: 'rubygems',
  php: 'composer',
};

/** Whether a release of the cycle meets the requirement. A bare version is a lower bound in the files of Go, Rust, Java and .NET. */
function admits(technology: string, requirement: string, cycle: string): boolean {
  const scheme = requirementSchemes[technology];
  if (scheme === undefined) {
    const least = /\d+(?:\.\d+){0,3}/.exec(requirement.slice(0, 100))?.[0];
    return (
      least === undefined || cycleOf(least, [cycle]) !== undefined || (schemes.tag.compare(cycle, least) ?? 0) >= 0
    );
  }
  const answers = ['', '.0', '.0.0', '.99', '.99.99'].map((rest) => schemes[scheme].admits(requirement, cycle + rest));
  return answers.includes(true) || answers.every((answer) => answer === undefined);
}
