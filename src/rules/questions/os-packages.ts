import type { Instruction } from '../../model/dockerfile.ts';
import type { ShellCommand } from '../../model/shell-command.ts';
import { commandNameOf } from '../../read/shell-prefixes.ts';
import { isConditional } from './build-state.ts';

/** How a package manager of a distribution is told to install and to remove, and which of its options take a value of their own. */
interface Manager {
  readonly install: RegExp;
  readonly remove: RegExp;
  readonly valued: RegExp;
}

const apt: Manager = {
  install: /^install$/,
  remove: /^(?:remove|purge|autoremove|autopurge)$/,
  valued: /^(?:-[oct]|--option|--target-release|--default-release)$/,
};
const rpm: Manager = {
  install: /^(?:install|localinstall|groupinstall|in)$/,
  remove: /^(?:remove|erase|autoremove|rm|history|groupremove)$/,
  valued: /^(?:-c|--enablerepo|--disablerepo|--setopt|--releasever|--repo|--exclude|-x)$/,
};

const managers: Readonly<Record<string, Manager>> = {
  apt,
  'apt-get': apt,
  aptitude: apt,
  apk: { install: /^add$/, remove: /^del$/, valued: /^(?:-[tXp]|--virtual|--repository|--repositories-file|--root)$/ },
  yum: rpm,
  dnf: rpm,
  microdnf: rpm,
  tdnf: rpm,
  zypper: rpm,
};

/** A package that a RUN installs, by its plain name, and the line on which its manager is called. */
export interface InstalledPackage {
  readonly name: string;
  readonly line: number;
}

/** Longer scripts are no one's work. */
const mostCommands = 500;

/**
 * The packages of the distribution that a RUN installs and does not remove again. None where that cannot be told: behind a condition, into another
 * root, or when something unknown is removed.
 */
export function packagesLeft(instruction: Instruction): InstalledPackage[] {
  const { keyword, commands } = instruction;
  if (keyword !== 'RUN' || commands.length > mostCommands || isConditional(instruction)) return [];
  let left: (InstalledPackage & { readonly virtual?: string })[] = [];
  for (const command of commands) {
    const { verb, names, options, virtual } = calledWith(command);
    if (
      verb === 'install' &&
      left.length < mostCommands &&
      !options.some((option) => /^(?:-p|--root|--installroot)/.test(option))
    )
      left.push(...names.map((name) => ({ name, line: command.line, ...(virtual !== undefined && { virtual }) })));
    if (verb !== 'remove') continue;
    // A variable, a pattern, or what apt was told to forget about: anything may go.
    if (names.some((name) => /[$*?[\]()]/.test(name)) || commands.some(({ argv }) => argv[0] === 'apt-mark')) return [];
    const gone = new Set(names);
    left = left.filter(({ name, virtual: group }) => !gone.has(name) && (group === undefined || !gone.has(group)));
  }
  return left;
}

function calledWith({ argv }: ShellCommand): {
  verb?: 'install' | 'remove';
  names: string[];
  options: string[];
  virtual?: string;
} {
  const program = commandNameOf(argv[0] ?? '');
  if (program === 'dpkg' || program === 'rpm') {
    const removes = argv.some((word) => /^(?:-[rPe]|--purge|--remove|--erase)$/.test(word));
    return { ...(removes && { verb: 'remove' }), names: removes ? argv.slice(1).map(plainName) : [], options: [] };
  }
  const manager = Object.hasOwn(managers, program) ? managers[program] : undefined;
  if (manager === undefined) return { names: [], options: [] };
  const words: string[] = [];
  const options: string[] = [];
  let virtual: string | undefined;
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-')) words.push(word);
    else {
      options.push(word);
      const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : argv[at + 1];
      if (program === 'apk' && /^(?:-t|--virtual)(?:=|$)/.test(word)) virtual = value;
      if (manager.valued.test(word)) at++;
    }
  }
  const [called = '', ...rest] = words;
  const verb = manager.install.test(called) ? 'install' : manager.remove.test(called) ? 'remove' : undefined;
  const names = rest.map(plainName);
  return { ...(verb && { verb }), names, options, ...(virtual !== undefined && { virtual }) };
}

/** Without version, architecture, repository: `gcc=12.2`, `gcc~12`, `libc6-dev:amd64`, `curl@edge`. */
function plainName(word: string): string {
  return /^[^=<>~:]+/.exec(word.replace(/(?<=.)@.*$|\/.*$/, ''))?.[0] ?? word;
}
