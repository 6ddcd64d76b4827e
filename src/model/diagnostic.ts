import type { Location } from './location.ts';

/** Something of the audited repository that was not understood. Shown and counted, never thrown: unknown is never taken for safe. */
export interface Diagnostic {
  readonly message: string;
  readonly at: Location;
}
