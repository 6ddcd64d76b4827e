import type { Reading } from '../model/reading.ts';

/** What a file may say, beside what was not understood in it. */
export type Part = Exclude<keyof Reading, 'path' | 'format' | 'diagnostics'>;

/** Reads one file format. It sees the text of one file and nothing else; joining files is the work of src/stack. */
export interface Reader {
  /** The format's usual file name: `package.json`, `Dockerfile`, `application.yml`. */
  readonly name: string;
  /** Where the format is described; none for files that have no format but their names. */
  readonly specifications: readonly string[];
  /** What a reading of such a file may hold. */
  readonly takes: readonly Part[];
  /** Globs over paths from the repository's root; `**\/` in front matches any directory. */
  readonly files: readonly string[];
  /** Files larger than this many bytes are skipped with a diagnostic: 1 MiB unless said otherwise. */
  readonly maxBytes?: number;
  /** A cheap look at the text: false if the file is none of this format, whatever it is called. Then there is no reading of it. */
  recognises?(text: string): boolean;
  /** Never throws on any text: what is not understood becomes a diagnostic with its line. */
  read(path: string, text: string): Reading;
}
