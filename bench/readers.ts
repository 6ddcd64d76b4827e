import { readers } from '../src/read/index.ts';
import type { Reader } from '../src/read/reader.ts';
import { exercise } from '../tests/hostile/exercise.ts';
import { pathFor } from '../tests/hostile/paths.ts';
import { hostileTexts } from '../tests/hostile/texts.ts';

const size = 8 * 1024;
const times = 4;
/** Shorter than this, a time says more of the machine than of the reader. */
const shortest = 3;
/** What takes the square of a text's length takes sixteen times as long for four times as much. */
const tooMuch = 10;
const slowest = 2;
const shown = 12;

/** Prints how the time of every reader grows with the length of its text: 4 is linear, 16 is the square. Texts are those that somebody writes to hang it. */
export function benchReaders(): void {
  const texts = new Map(hostileTexts(size));
  const longer = new Map(hostileTexts(size * times));
  const rows = readers
    .flatMap((reader) => {
      const path = pathFor(reader);
      const timed = [...texts].map(([name, text]) => ({ name, time: timeOf(reader, path, text) }));
      const worst = timed.sort((one, other) => other.time - one.time).slice(0, slowest);
      return worst
        .filter(({ time }) => time >= shortest)
        .map(({ name }) => {
          const best = (text = ''): number => Math.min(...[1, 2].map(() => timeOf(reader, path, text)));
          const time = best(longer.get(name));
          return { reader, name, time, ratio: time / Math.max(best(texts.get(name)), 0.1) };
        });
    })
    .sort((one, other) => other.ratio - one.ratio);
  console.log(`\ntime for ${times} times the text, as a multiple: ${times} is linear`);
  for (const { reader, name, ratio, time } of rows.slice(0, shown)) {
    const mark = ratio > tooMuch ? '  ← grows faster than its text' : '';
    console.log(
      `  ${reader.name.padEnd(24)} ${ratio.toFixed(1).padStart(6)} ×   ${Math.round(time)} ms, ${name}${mark}`,
    );
  }
  const quick = readers.length - new Set(rows.map(({ reader }) => reader)).size;
  console.log(
    `  ${quick} of ${readers.length} readers take less than ${shortest} ms for any text of ${size / 1024} KiB`,
  );
}

/** Processor time in milliseconds: it does not grow when the machine is busy with something else. */
function timeOf(reader: Reader, path: string, text: string): number {
  const started = process.cpuUsage();
  exercise(reader.read(path, text));
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
