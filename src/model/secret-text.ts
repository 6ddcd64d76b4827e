import type { Location } from './location.ts';

/** A secret that stands in a file as it is. Its value never leaves the reader. */
export interface SecretText {
  /** What it is, in words: "a private key", "a token of GitHub", "`APP_SECRET`". */
  readonly what: string;
  /** Its own form tells it, or its value was made by a machine; otherwise the name alone does, and the value may be one for development. */
  readonly certain: boolean;
  readonly at: Location;
}
