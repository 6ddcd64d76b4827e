import type { ShellCommand } from '../model/shell-command.ts';
import { commandNameOf, innerScript } from '../read/shell-prefixes.ts';
import { splitCommands } from '../read/shell-words.ts';

/** Programs that only start the program after them: those that reap children, change the user, wait, or watch. The text lists options with a value of their own; a number how many words they take. */
const starters: Readonly<Record<string, { words?: number; valued?: string; sub?: readonly string[] }>> = {
  tini: { valued: 'pe' },
  'tini-static': { valued: 'pe' },
  'dumb-init': { valued: 'r' },
  'docker-init': { valued: 'pe' },
  catatonit: {},
  gosu: { words: 1 },
  'su-exec': { words: 1 },
  's6-setuidgid': { words: 1 },
  setuidgid: { words: 1 },
  chpst: { valued: 'uUbenmodfcrt/' },
  setpriv: {},
  exec: {},
  env: { valued: 'uC' },
  nice: { valued: 'n' },
  nohup: {},
  stdbuf: { valued: 'ioe' },
  'ddtrace-run': {},
  'opentelemetry-instrument': {},
  'newrelic-admin': { sub: ['run-program', 'run-python'] },
  uv: { sub: ['run'] },
  poetry: { sub: ['run'] },
  pipenv: { sub: ['run'] },
  pdm: { sub: ['run'] },
  hatch: { sub: ['run'] },
  rye: { sub: ['run'] },
  bundle: { sub: ['exec'] },
  npx: { valued: 'p' },
  bunx: {},
  'cross-env': {},
  dotenvx: { sub: ['run'], valued: 'f' },
  doppler: { sub: ['run'] },
  infisical: { sub: ['run'] },
};

/** Scripts that hand over to the words after them, by the names that they usually have. */
const handsOver = /^(?:.*entrypoint.*|wait-for.*|wait-until.*|dockerize|start-with-secrets.*|with-contenv)$/;

/** The words of the main process behind shells, init programs, and programs that change the user. */
export function processOf(argv: readonly string[]): readonly string[] {
  let words = argv;
  for (let depth = 0; depth < 8; depth++) {
    const next = unwrapped(words);
    if (next === undefined) return words;
    words = next;
  }
  return words;
}

/** The command of a script that stays: the last one that `exec` starts, else the last one. */
export function mainCommand(commands: readonly ShellCommand[]): ShellCommand | undefined {
  const outer = commands.filter(({ within, argv }) => within === undefined && argv.length > 0);
  const last = outer.findLast(({ prefixes }) => prefixes.includes('exec'));
  return last ?? outer.findLast(({ argv }) => !/^(?:true|wait|:|fi|exit)$/.test(argv[0] ?? '')) ?? outer.at(-1);
}

function unwrapped(argv: readonly string[]): readonly string[] | undefined {
  const name = commandNameOf(argv[0] ?? '');
  const script = innerScript(argv);
  if (script !== undefined) return mainCommand(splitCommands(script))?.argv;
  const starter = Object.hasOwn(starters, name) ? starters[name] : undefined;
  if (starter) return afterStarter(argv, starter);
  if (argv.length < 2 || !handsOver.test(name)) return undefined;
  const dashes = argv.indexOf('--');
  const rest = argv.slice(dashes > 0 ? dashes + 1 : 1);
  return rest.length > 0 && !rest[0]?.startsWith('-') && (dashes > 0 || !/^(?:wait|dockerize)/.test(name))
    ? rest
    : undefined;
}

function afterStarter(
  argv: readonly string[],
  { words = 0, valued = '', sub }: { words?: number; valued?: string; sub?: readonly string[] },
): readonly string[] | undefined {
  let at = 1;
  if (sub) {
    if (!sub.includes(argv[1] ?? '')) return undefined;
    at = 2;
  }
  for (; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--') {
      at++;
      break;
    }
    if (/^[A-Za-z_]\w*=/.test(word)) continue;
    if (!word.startsWith('-')) break;
    if (/^-[A-Za-z/]$/.test(word) && valued.includes(word.slice(1))) at++;
  }
  const rest = argv.slice(at + words);
  return rest.length > 0 ? rest : undefined;
}
