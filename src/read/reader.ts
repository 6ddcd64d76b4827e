import type { Reading } from '../model/reading.ts';

/** Reads one file format. It sees the text of one file and nothing else; joining files is the work of src/stack. */
export interface Reader {
  /** The format's usual file name: `package.json`, `Dockerfile`, `application.yml`. */
  readonly name: string;
  /** Globs over paths from the repository's root; `**\/` in front matches any directory. */
  readonly files: readonly string[];
  /** Files larger than this many bytes are skipped with a diagnostic: 1 MiB unless said otherwise. */
  readonly maxBytes?: number;
  /** A cheap look at the text: false if the file is none of this format, whatever it is called. Then there is no reading of it. */
  recognises?(text: string): boolean;
  /** Never throws on any text: what is not understood becomes a diagnostic with its line. */
  read(path: string, text: string): Reading;
}
