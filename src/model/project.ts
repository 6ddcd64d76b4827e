import type { Ecosystem } from './ecosystem.ts';
import type { Location } from './location.ts';

/** What a manifest says of the project that it describes. */
export interface Project {
  /** The directory that it describes, if that is not the manifest's own (`requirements/base.txt` describes the directory above). */
  readonly directory?: string;
  readonly ecosystem: Ecosystem;
  readonly name?: string;
  readonly version?: string;
  /** Names of the executables that are built of it, where the manifest gives them their own. */
  readonly programs?: readonly string[];
  readonly at: Location;
  /** Ids of the languages that this manifest is written for: `typescript`, `kotlin` … */
  readonly languages: readonly string[];
  /** Evidence for what the project is. */
  readonly signs: readonly Sign[];
  /** The members, if this manifest is the root of a workspace. Globs from the manifest's directory. */
  readonly workspace?: Workspace;
  /** It only holds a workspace together (virtual Cargo root, pom of modules, umbrella) and is no component of its own. */
  readonly aggregator?: boolean;
}

export interface Workspace {
  readonly members: readonly string[];
  readonly excluded: readonly string[];
  readonly at: Location;
}

/** One piece of evidence for a component's role (`program`: something to start, a service or a tool), in words that `--explain` can print: "has a start script". */
export interface Sign {
  readonly for: 'service' | 'program' | 'library' | 'frontend' | 'tool' | 'example' | 'test' | 'template';
  readonly reason: string;
  readonly at: Location;
  /** It decides alone, whatever else is there: an application with windows may well serve to itself. */
  readonly sure?: boolean;
}
