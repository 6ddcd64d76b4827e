import { expect, test } from 'vitest';
import type { Reading } from '../../src/model/reading.ts';
import { readers } from '../../src/read/index.ts';
import type { Reader } from '../../src/read/reader.ts';
import { pathFor } from './paths.ts';
import { hostileTexts, nestedTexts } from './texts.ts';

/** HOSTILE_SIZE=262144 for texts as long as somebody might commit; the usual run is quick and finds the same squares. */
const size = Number(process.env['HOSTILE_SIZE'] ?? 8192);
const texts = hostileTexts(size);
const longer = new Map(hostileTexts(4 * size));
const nested = nestedTexts(128 * 1024);

/** Uses everything that is only worked out when it is asked for. */
function exercise(reading: Reading): void {
  reading.lockfile?.find({ name: 'a', requirement: '1', importer: '', member: 'a' });
  reading.lockfile?.versions('constructor');
  for (const stage of reading.dockerfile?.stages ?? [])
    for (const { commands, words, pairs } of stage.instructions) expect([commands, words, pairs]).toHaveLength(3);
}

/** Processor time in milliseconds: it does not grow when the machine is busy with something else. */
function timeOf(reader: Reader, path: string, text: string): number {
  const started = process.cpuUsage();
  exercise(reader.read(path, text));
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

test.each(readers.map((reader) => [reader.name, reader] as const))(
  '%s takes no more than the length of a text',
  (_name, reader) => {
    const path = pathFor(reader);
    timeOf(reader, path, 'a = 1\n');
    const slow: string[] = [];
    for (const [name, text] of texts) {
      const time = timeOf(reader, path, text);
      if (time < 50) continue;
      // Four times the length may take four times as long; what takes the square takes sixteen times. Noise is asked again.
      const ratios = [1, 2, 3].map(() => timeOf(reader, path, longer.get(name) ?? '') / timeOf(reader, path, text));
      if (Math.min(...ratios) > 14) slow.push(`${name}: ${ratios.map(Math.round).join(', ')} times as long`);
    }
    expect(slow).toEqual([]);
  },
);

test.each(readers.map((reader) => [reader.name, reader] as const))(
  '%s is not exhausted by what is nested',
  (_name, reader) => {
    for (const [name, text] of nested)
      expect([name, timeOf(reader, pathFor(reader), text) < 10_000]).toEqual([name, true]);
  },
);
