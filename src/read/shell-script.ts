import { reading } from '../model/reading.ts';
import type { Reader } from './reader.ts';
import { lineCounter } from './lines.ts';
import { splitCommands } from './shell-words.ts';

/** Reads the scripts that images start with, by the names that they usually have: what they run last is what the container runs. */
export const shellScript: Reader = {
  name: 'shell script',
  specifications: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html'],
  takes: ['script'],
  files: [
    '**/*{entrypoint,entry-point,entry_point}*',
    '**/{start,run,boot,launch,init,serve,server,startup,start-*,run-*,docker-*,cmd}.sh',
  ],
  maxBytes: 64 * 1024,
  read(path, text) {
    if (!isShell(path, text)) return reading(path, 'shell script', {});
    return reading(path, 'shell script', { script: splitCommands(text, lineCounter(text)) });
  },
};

/** By its first line; without one by its name. */
function isShell(path: string, text: string): boolean {
  const interpreter = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(text.slice(0, 200));
  if (interpreter)
    return (
      /(?:^|[/ ])(?:ba|da|a|k|z)?sh$/.test(`${interpreter[1]} ${interpreter[2] ?? ''}`.trim()) ||
      /\/(?:ba|da|a)?sh$/.test(interpreter[1] ?? '')
    );
  return path.endsWith('.sh') || !/\.\w+$/.test(path.slice(path.lastIndexOf('/') + 1));
}
