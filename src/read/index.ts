import type { Reader } from './reader.ts';

/** Every reader, by the family of its ecosystem. A contract test holds this table to the files of the folder. */
export const readers: readonly Reader[] = [];
