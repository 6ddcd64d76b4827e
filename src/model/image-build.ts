import type { Location } from './location.ts';

/** One container build that CI, a bake file or Skaffold runs. What is computed when it runs is undefined. */
export interface ImageBuild {
  readonly by: 'workflow' | 'gitlab-ci' | 'bake' | 'skaffold';
  /** Paths from the repository's root. */
  readonly context?: string;
  readonly dockerfile?: string;
  readonly target?: string;
  /** Build arguments whose values are literal. */
  readonly arguments: Readonly<Record<string, string>>;
  /** The names of build arguments whose values are computed when it runs. */
  readonly computedArguments?: readonly string[];
  /** Build arguments that are filled from the secrets of CI. */
  readonly secretArguments: readonly SecretArgument[];
  /** The names that the image gets, as far as they are literal. */
  readonly tags: readonly string[];
  /** Every name that the image gets is literal. */
  readonly tagsKnown: boolean;
  /** It is pushed to a registry for certain. */
  readonly pushes: boolean;
  readonly at: Location;
}

export interface SecretArgument {
  readonly name: string;
  /** Name of the secret in CI. */
  readonly secret: string;
  readonly at: Location;
}
