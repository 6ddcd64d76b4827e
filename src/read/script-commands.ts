import type { Command } from '../model/command.ts';
import type { Location } from '../model/location.ts';
import { parseDenoSpecifier } from './deno-specifier.ts';
import { splitCommands } from './shell-words.ts';

/** The commands of one named script: `NODE_ENV=production node a.js && node b.js` are two. */
export function scriptCommands(script: string, origin: Command['origin'], name: string, at: Location): Command[] {
  const found: Command[] = [];
  for (const { argv, environment } of splitCommands(script)) {
    if (argv.length > 0) found.push({ argv, origin, name, environment, at });
  }
  return found;
}

/** Programs that only run the program after them, with their options that take a value: what they start is what counts. */
const wrappers: Readonly<Record<string, readonly string[]>> = {
  'cross-env': [],
  'cross-env-shell': [],
  dotenv: ['-e', '-v', '-c', '-p'],
  dotenvx: ['-f', '-e'],
  'env-cmd': ['-f', '-e', '-r'],
  npx: ['-p', '--package'],
  bunx: [],
  pnpx: [],
  infisical: [],
  doppler: [],
};

/** The words of a command from the program on that it is about: `cross-env A=1 npx next start` is `next start`. */
export function programOf(argv: readonly string[]): readonly string[] {
  let words = argv;
  for (let depth = 0; depth < 5; depth++) {
    const [first = '', second = ''] = words;
    const name = baseName(first);
    let at = 1;
    if (/^(?:pnpm|yarn|npm|bun)$/.test(name) && /^(?:exec|dlx|x)$/.test(second)) at = 2;
    else if (name === 'deno' && /^(?:run|x)$/.test(second)) {
      const specifier = words.find((word) => word.startsWith('npm:') || word.startsWith('jsr:'));
      return specifier === undefined ? words : [parseDenoSpecifier(specifier)?.name ?? specifier];
    } else if (name === 'node') {
      const script = words.find((word, at) => at > 0 && word.includes('node_modules/'));
      const installed = /node_modules\/(?:\.bin\/)?((?:@[^/]+\/)?[^/]+)/.exec(script?.slice(0, 500) ?? '')?.[1];
      return installed === undefined ? words : [installed];
    } else if (!Object.hasOwn(wrappers, name)) return words;
    for (; at < words.length; at++) {
      const word = words[at] ?? '';
      if (wrappers[name]?.includes(word)) at++;
      else if (word !== 'run' && word !== '--' && !word.startsWith('-') && !/^\w+=/.test(word)) break;
    }
    words = words.slice(at);
  }
  return words;
}

/** `./node_modules/.bin/next` → `next`, `next@15` → `next`. */
export function baseName(program: string): string {
  const name = program.slice(program.lastIndexOf('/') + 1);
  return name.split('@', 1)[0] || name;
}
