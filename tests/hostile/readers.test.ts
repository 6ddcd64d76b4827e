import { describe, expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import { exercise } from './exercise.ts';
import { pathFor } from './paths.ts';
import { hostileTexts, nestedTexts } from './texts.ts';

/*
 * HOSTILE_SIZE=262144 for texts as long as somebody might commit. How the time grows with the length is measured by `npm run bench`: here, what takes
 * the square of it only takes longer.
 */
const size = Number(process.env['HOSTILE_SIZE'] ?? 8192);
const texts = hostileTexts(size);
const nested = nestedTexts(128 * 1024);

describe.each(readers.map((reader) => [reader.name, reader] as const))('%s', (_, reader) => {
  const path = pathFor(reader);

  test('reads any text, and gives no more than the text holds', () => {
    for (const [name, text] of texts) {
      const reading = reader.read(path, text);
      expect(reading.path).toBe(path);
      expect([name, exercise(reading) <= 4 * text.length + 10]).toEqual([name, true]);
      const { diagnostics } = reading;
      expect([name, diagnostics.every(({ message }) => message.length < 1000)]).toEqual([name, true]);
    }
  });

  test('is not exhausted by what is nested', () => {
    for (const [, text] of nested) exercise(reader.read(path, text));
  });
});
