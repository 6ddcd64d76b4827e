import type { Location } from './location.ts';

/** Another file or directory of the repository that a file names, so that the two are read together. */
export interface Link {
  readonly kind: 'parent' | 'module' | 'include' | 'constraints' | 'reference' | 'catalogue' | 'import';
  /** From the repository's root, normalised; never outside of it. */
  readonly path: string;
  /** For `catalogue`: the name it is known by (`libs`). */
  readonly name?: string;
  /** It only holds under this condition, as written (MSBuild). */
  readonly condition?: string;
  readonly at: Location;
}
