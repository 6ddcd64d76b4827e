import type { Diagnostic } from './diagnostic.ts';
import type { Ecosystem } from './ecosystem.ts';
import type { Location } from './location.ts';

/** A lock file: which exact versions an installation takes. It is asked, not listed: large ones hold tens of thousands of packages. */
export interface Lockfile {
  readonly at: Location;
  /** The tool that writes it: npm, pnpm, yarn, bun, deno, cargo, uv, poetry, pdm, pipenv, pip-compile, mix, bundler, composer, nuget … */
  readonly manager: string;
  readonly ecosystem: Ecosystem;
  /** The version of the lock file's own format. */
  readonly format?: string;
  /** The version that the member in directory `importer` gets for this package; undefined when the lock does not list it. */
  find(query: LockQuery): string | undefined;
  /** All versions of the package that the lock holds, for whatever reason. */
  versions(name: string): readonly string[];
  /** Whether the lock covers the member in this directory; undefined when the format does not say. */
  covers?(directory: string): boolean | undefined;
  /** What keeps it from being understood. Locks are parsed when they are first asked, so that only then this is known. */
  problem?(): Diagnostic | undefined;
}

export interface LockQuery {
  readonly name: string;
  readonly requirement?: string;
  /** The directory of the manifest, from the repository's root (`''` for the root itself). */
  readonly importer: string;
  /** The package name of the manifest, for locks that list their members by name (Cargo). */
  readonly member?: string;
  /** The name under which the manifest files it, if that is not the package's own. */
  readonly alias?: string;
  /** The ecosystem of the package, for locks that hold several (Deno). */
  readonly ecosystem?: Ecosystem;
}
