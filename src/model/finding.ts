import type { Location } from './location.ts';
import type { Severity } from './rule.ts';

/** One defect at one place, as a rule or the policy states it. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** `new`: the pull request brings it; `existing`: the base has it too; `fixed`: only the base has it. Without a base all are `new`. */
  readonly status: 'new' | 'existing' | 'fixed';
  /** Path of the component. */
  readonly component: string;
  readonly title: string;
  readonly message: string;
  readonly fix: string;
  readonly why: string;
  readonly at: Location;
  readonly related: readonly Location[];
  /** Stays the same when lines shift, keys are reordered, or the component's directory is renamed. 16 hexadecimal digits. */
  readonly fingerprint: string;
  /** What the fingerprint is made of besides rule and component: the text that is wrong, without line numbers. */
  readonly subject: string;
  /** The technology it is about, if it is about one. */
  readonly technology?: string;
  /** Set when an exception accepts it for a while, or a comment in the file does: it is shown and does not count. */
  readonly waiver?: Waiver;
  /** A safe edit that would mend it. */
  readonly patch?: Patch;
}

export interface Waiver {
  readonly by: 'exception' | 'comment';
  readonly reason: string;
  readonly owner?: string;
  /** `YYYY-MM-DD`; after that day it counts again. Comments of other tools have none. */
  readonly expires?: string;
  readonly ticket?: string;
  readonly at: Location;
}

/** Lines of one file to be replaced: `remove` lines from `line` on by `insert`. Or a file to be made. */
export interface Patch {
  readonly path: string;
  readonly line: number;
  readonly remove: number;
  /** Those lines as they were read, so that nothing else is replaced; a carriage return at the end of a line is part of it. */
  readonly removed: readonly string[];
  readonly insert: readonly string[];
  /** There is no such file yet: it is made of `insert`. */
  readonly create?: boolean;
}
