import { readersOf } from '../../src/read/files.ts';
import type { Reader } from '../../src/read/reader.ts';

/** A path that the reader takes. */
export function pathFor(reader: Reader): string {
  const mine = readersOf([reader]);
  const path = reader.files.map(sampleOf).find((candidate) => mine(candidate).includes(reader));
  if (path === undefined) throw new Error(`no path found for ${reader.name}: ${reader.files.join(', ')}`);
  return path;
}

function sampleOf(glob: string): string {
  let sample = glob.replaceAll('**/', '');
  for (let before = ''; before !== sample;) {
    before = sample;
    sample = sample.replace(/\{([^{},]*)(?:,[^{}]*)?\}/, '$1');
  }
  return sample
    .replace(/\[\\?(.)[^\]]*\]/g, '$1')
    .replaceAll('*', 'x')
    .replaceAll('\\', '')
    .replaceAll('?', 'x');
}
