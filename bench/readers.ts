import type { Reading } from '../src/model/reading.ts';
import { readers } from '../src/read/index.ts';
import type { Reader } from '../src/read/reader.ts';
import { exercise } from '../tests/hostile/exercise.ts';
import { pathFor } from '../tests/hostile/paths.ts';
import { hostileTexts } from '../tests/hostile/texts.ts';

const size = 4 * 1024;
const times = 4;
/** Shorter than this, a time says more of the machine than of the reader. */
const shortest = 10;
/** What takes the square of a text's length takes sixteen times as long for four times as much. */
const tooMuch = 10;
const shown = 12;

/** Prints how the time of every reader grows with the length of its text: 4 is linear, 16 is the square. Texts are those that somebody writes to hang it. */
export function benchReaders(): void {
  const [shorter, longer] = [hostileTexts(size), new Map(hostileTexts(size * times))];
  const rows = readers
    .map((reader) => {
      const path = pathFor(reader);
      const grown = shorter.flatMap(([name, text]) => growth(reader, path, name, text, longer.get(name) ?? ''));
      return grown.reduce((worst, one) => (one.ratio > worst.ratio ? one : worst), {
        reader,
        name: '',
        ratio: 0,
        time: 0,
      });
    })
    .filter(({ ratio }) => ratio > 0)
    .sort((one, other) => other.ratio - one.ratio);
  console.log(`\ntime for ${times} times the text, as a multiple: ${times} is linear`);
  for (const { reader, name, ratio, time } of rows.slice(0, shown)) {
    const mark = ratio > tooMuch ? '  ← grows faster than its text' : '';
    console.log(
      `  ${reader.name.padEnd(24)} ${ratio.toFixed(1).padStart(6)} ×   ${Math.round(time)} ms, ${name}${mark}`,
    );
  }
  console.log(
    `  ${readers.length - rows.length} of ${readers.length} readers take less than ${shortest} ms for any of these texts of ${(size * times) / 1024} KiB`,
  );
}

function growth(reader: Reader, path: string, name: string, text: string, long: string) {
  if (timeOf(reader, path, long) < shortest) return [];
  const best = (one: string): number => Math.min(...[1, 2, 3].map(() => timeOf(reader, path, one)));
  const time = best(long);
  return time < shortest ? [] : [{ reader, name, ratio: time / Math.max(best(text), 0.1), time }];
}

/** Processor time in milliseconds: it does not grow when the machine is busy with something else. */
function timeOf(reader: Reader, path: string, text: string): number {
  const started = process.cpuUsage();
  const reading: Reading = reader.read(path, text);
  exercise(reading);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
