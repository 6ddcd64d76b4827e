import { withoutMark } from './memory.ts';

/** Budgets of one tree. A repository beyond them is audited as far as they reach, and the report says what was left out. */
export const limits = {
  files: 1_000_000,
  totalBytes: 1024 * 1024 * 1024,
} as const;

/** The text of a file; undefined if it is binary. UTF-16 with a byte order mark is understood, since editors on Windows write it. */
export function decode(bytes: Buffer): string | undefined {
  if (bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes.length >= 2 && bytes[0] === 0xfe && bytes[1] === 0xff) {
    return Buffer.from(bytes.subarray(2, 2 + ((bytes.length - 2) & ~1)))
      .swap16()
      .toString('utf16le');
  }
  if (bytes.subarray(0, 8192).includes(0)) return undefined;
  return withoutMark(bytes.toString('utf8'));
}
