import type { Location } from './location.ts';

/** A command line that starts, builds or installs something, split into words as a shell would; variables stay as written. */
export interface Command {
  readonly argv: readonly string[];
  readonly origin: 'script' | 'procfile' | 'image' | 'compose' | 'workload' | 'task' | 'workflow';
  /** Name of the script, process type, service or task it belongs to. */
  readonly name: string;
  /** Environment set in front of it (`NODE_ENV=production node …`) or beside it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly at: Location;
}
