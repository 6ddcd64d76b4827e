/** A place in the audited repository: `path` from its root with `/`, `line` and `column` from 1. Points to where the value stands. */
export interface Location {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
}
