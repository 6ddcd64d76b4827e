import type { Component } from '../model/component.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import { cycleOf } from '../versions/cycle.ts';
import { type SchemeId, schemes } from '../versions/index.ts';
import { hasEnded, successorOf } from '../versions/successor.ts';

/** What a recipe may look at beside the component. */
export interface RecipeContext {
  readonly lifecycles: readonly Lifecycle[];
  readonly paths: readonly string[];
  /** The text of a file that was read; undefined for others. */
  text(path: string): string | undefined;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** A component's directory and what it is known to use, as recipes ask for it. */
export interface Ground {
  readonly component: Component;
  /** Paths below the component's directory, relative to it. */
  readonly files: readonly string[];
  has(path: string): boolean;
  /** The text of a file below the directory; empty if it was not read. */
  text(path: string): string;
  uses(...technologies: readonly string[]): boolean;
  /** It names one of these packages, of whatever scope but development and test. */
  depends(...packages: readonly string[]): boolean;
  /** The tool of a lock file that stands in the directory itself. */
  readonly lock: string | undefined;
  /** A file of this name in a directory above. */
  above(name: string): string | undefined;
  /** The release cycle to build on: what is pinned, else the newest with long-term support that is admitted. */
  version(technology: string, lifecycle: string): string;
  /** The newest release of that cycle, if it is known. */
  release(technology: string, lifecycle: string): string;
  note(sentence: string): void;
  readonly notes: readonly string[];
}

/** Looks at a component the way recipes need it. */
export function groundOf(component: Component, context: RecipeContext): Ground {
  const prefix = component.path === '.' ? '' : `${component.path}/`;
  const files = context.paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const known = new Set(files);
  const all = new Set(context.paths);
  const strong = new Set(
    component.technologies.flatMap(({ technology, strength }) => (strength === 'weak' ? [] : [technology.id])),
  );
  const packages = new Set(
    component.dependencies.flatMap(({ scope, name }) => (scope === 'development' || scope === 'test' ? [] : [name])),
  );
  const notes: string[] = [];
  const directory = component.path === '.' ? '' : component.path;
  const own = component.lockfiles.find(({ at }) => directoryOf(at.path) === directory);
  const ground: Ground = {
    component,
    files,
    has: (path) => known.has(path),
    text: (path) => context.text(prefix + path) ?? '',
    uses: (...ids) => ids.some((id) => strong.has(id)),
    depends: (...names) => names.some((name) => packages.has(name)),
    lock: own?.manager,
    above: (name) =>
      parentsOf(directory)
        .map((one) => (one === '' ? name : `${one}/${name}`))
        .find((path) => all.has(path)),
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

function directoryOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function parentsOf(directory: string): string[] {
  const found: string[] = [];
  for (let at = directory; at !== '';) {
    at = directoryOf(at);
    found.push(at);
  }
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
