import type { Dependency } from '../../model/dependency.ts';
import type { Ecosystem } from '../../model/ecosystem.ts';

/** A variable where the command runs: null if it is not set, undefined if it cannot be told. */
export type Variable = (name: string) => string | null | undefined;

/** One call of a package manager. */
export interface Call {
  readonly argv: readonly string[];
  /** The first words that are no options: `sync`, `workspaces focus`. */
  readonly words: readonly string[];
  readonly variable: Variable;
}

/** How a package manager installs what a manifest names, and how it is told to leave out what is for development. */
export interface DevManager {
  readonly ecosystem: Ecosystem;
  /** It installs what the manifest names, rather than packages that it is given. */
  installs(call: Call): boolean;
  /** It is told to leave out what is for development, or that cannot be excluded. */
  leavesOut(call: Call): boolean;
  /** A later call that takes development packages away again. */
  prunes?(call: Call): boolean;
  /** Where packages go, in the directory that it is called in: any of these. */
  outputs(call: Call, directory: string | undefined): readonly (string | undefined)[];
  /** The files that have to say that the group is installed by default, and how they say it. */
  readonly groups?: { readonly file: string; says(text: string): boolean };
  readonly leaveOut: string;
}

const has = ({ argv }: Call, pattern: RegExp): boolean => argv.some((word) => pattern.test(word));
const isOn = (value: string | null | undefined): boolean =>
  value === undefined || (value !== null && !/^(?:|0|false|no|off)$/i.test(value));
/** Set to something that matches, or to something unknown. */
const may = (value: string | null | undefined, pattern: RegExp): boolean =>
  value === undefined || (value !== null && pattern.test(value));
const within = (directory: string | undefined, name: string): string | undefined =>
  directory === undefined ? undefined : `${directory === '/' ? '' : directory}/${name}`;

const production = /^--(?:prod|production)(?:=true)?$|^-P$/;

function leavesOutNode(call: Call): boolean {
  const { argv, variable } = call;
  if (has(call, /^--include=dev$|^--production=false$|^--prod=false$/)) return false;
  return (
    has(call, production) ||
    has(call, /^--(?:omit|only)=(?:dev|prod|production)$|^--omit-dev$/) ||
    argv.some((word, at) => /^--(?:omit|only)$/.test(word) && /^(?:dev|prod|production)$/.test(argv[at + 1] ?? '')) ||
    may(variable('NODE_ENV'), /^production$/) ||
    ['npm_config_omit', 'NPM_CONFIG_OMIT', 'NPM_CONFIG_ONLY', 'npm_config_only'].some((name) => isOn(variable(name))) ||
    ['npm_config_production', 'NPM_CONFIG_PRODUCTION', 'YARN_PRODUCTION'].some((name) => isOn(variable(name)))
  );
}

const node = {
  ecosystem: 'npm',
  leavesOut: leavesOutNode,
  prunes: (call: Call) =>
    call.words[0] === 'prune' ||
    (call.words[0] === 'workspaces' && call.words[1] === 'focus') ||
    (/^(?:|ci|i|install|clean-install)$/.test(call.words[0] ?? '') && leavesOutNode(call)),
  outputs: (_call: Call, directory: string | undefined) => [within(directory, 'node_modules')],
} as const satisfies Partial<DevManager>;

const isGlobal = (call: Call): boolean =>
  has(call, /^(?:-g|--global|--package-lock-only|--lockfile-only|--location.*)$/);

/** Names of groups, extras and files that hold what only developers need. */
const developing = /(?:^|[-_./[,])(?:dev|develop|development|test|tests|testing|lint)(?=$|[-_.\],])/;

const venv = ({ variable }: Call): string | undefined => variable('VIRTUAL_ENV') ?? undefined;

/** By program. Those that install nothing for development unless they are asked to come last. */
export const devManagers: Readonly<Record<string, DevManager>> = {
  npm: {
    ...node,
    installs: (call) =>
      /^(?:ci|i|install|clean-install)$/.test(call.words[0] ?? '') && call.words.length === 1 && !isGlobal(call),
    leaveOut: '--omit=dev',
  },
  yarn: {
    ...node,
    installs: (call) =>
      (call.words.length === 0 ? !has(call, /^(?:-v|--version|--help)$/) : call.words.join(' ') === 'install') &&
      !isGlobal(call),
    leaveOut: '--production',
  },
  pnpm: {
    ...node,
    installs: (call) => /^(?:i|install)$/.test(call.words[0] ?? '') && call.words.length === 1 && !isGlobal(call),
    leaveOut: '--prod',
  },
  bun: {
    ...node,
    installs: (call) => /^(?:i|install)$/.test(call.words[0] ?? '') && call.words.length === 1 && !isGlobal(call),
    leavesOut: (call) => has(call, /^-p$/) || leavesOutNode(call),
    leaveOut: '--production',
  },
  uv: {
    ecosystem: 'pypi',
    installs: ({ words }) => words[0] === 'sync',
    leavesOut: leavesOutUv,
    prunes: (call) => call.words[0] === 'sync' && leavesOutUv(call),
    outputs: (call, directory) => [call.variable('UV_PROJECT_ENVIRONMENT') ?? within(directory, '.venv')],
    groups: {
      file: 'pyproject.toml',
      says: (text) =>
        !/^\s*default-groups\s*=/m.test(text) &&
        (/^\s*dev-dependencies\s*=\s*\[\s*[^\]\s]/m.test(text) || hasDevGroup(text)),
    },
    leaveOut: '--no-dev',
  },
  poetry: {
    ecosystem: 'pypi',
    installs: ({ words }) => /^(?:install|sync)$/.test(words[0] ?? ''),
    leavesOut: leavesOutPoetry,
    prunes: (call) => (call.words[0] === 'sync' || has(call, /^--(?:sync|remove-untracked)$/)) && leavesOutPoetry(call),
    outputs: (call, directory) => [venv(call), within(directory, '.venv')],
    groups: {
      file: 'pyproject.toml',
      says: (text) =>
        /^\[tool\.poetry\.(?:dev-dependencies|group\.(?:dev|test|tests|lint)\.dependencies)\]/m.test(text) &&
        !/^\s*optional\s*=\s*true/m.test(text),
    },
    leaveOut: '--only main',
  },
  composer: {
    ecosystem: 'composer',
    installs: ({ words }) => words[0] === 'install',
    leavesOut: leavesOutComposer,
    prunes: (call) => /^(?:install|update)$/.test(call.words[0] ?? '') && leavesOutComposer(call),
    outputs: (call, directory) => [call.variable('COMPOSER_VENDOR_DIR') ?? within(directory, 'vendor')],
    leaveOut: '--no-dev',
  },
  bundle: {
    ecosystem: 'rubygems',
    installs: ({ words }) => words.length === 0 || words[0] === 'install',
    leavesOut: (call) =>
      has(call, /^--(?:without|only)/) || ['BUNDLE_WITHOUT', 'BUNDLE_ONLY'].some((name) => isOn(call.variable(name))),
    prunes: ({ words }) => words[0] === 'clean',
    outputs: ({ variable }, directory) => [
      variable('BUNDLE_PATH') ?? '/usr/local/bundle',
      within(directory, 'vendor/bundle'),
    ],
    leaveOut: 'BUNDLE_WITHOUT=development:test',
  },
};

function leavesOutUv(call: Call): boolean {
  return (
    has(call, /^--(?:no-dev|no-default-groups|only-group|only-dev|no-group)(?:=|$)/) ||
    ['UV_NO_DEV', 'UV_NO_DEFAULT_GROUPS', 'UV_NO_GROUP'].some((name) => isOn(call.variable(name)))
  );
}

/** A group called `dev` that is not empty, in the table of groups. */
function hasDevGroup(text: string): boolean {
  const table = text.split(/^\[dependency-groups\]/m, 2)[1]?.split(/^\[[\w."'-]+\]/m, 1)[0] ?? '';
  return /^\s*["']?dev["']?\s*=\s*\[\s*[^\]\s]/m.test(table);
}

function leavesOutPoetry(call: Call): boolean {
  return has(call, /^--(?:only|only-root|without|no-dev)(?:=|$)/);
}

function leavesOutComposer(call: Call): boolean {
  return has(call, /^--no-dev$/) || isOn(call.variable('COMPOSER_NO_DEV'));
}

/** Asks a package manager for what only developers need, by name: `pip install -r requirements-dev.txt`, `pip install .[dev]`, `pipenv sync --dev`. */
export function asksForDev(program: string, { argv, words }: Call): boolean {
  if (program === 'pipenv')
    return /^(?:install|sync)$/.test(words[0] ?? '') && argv.some((one) => /^(?:-d|--dev)$/.test(one));
  if (!/^(?:pip[\d.]*|uv)$/.test(program)) return false;
  const installs = program === 'uv' ? words[0] === 'pip' && words[1] === 'install' : words[0] === 'install';
  if (!installs) return false;
  return argv.some((word, at) => {
    const file = /^(?:-r|--requirements?)$/.test(argv[at - 1] ?? '')
      ? word
      : /^(?:-r|--requirements?=)(.+)$/.exec(word)?.[1];
    const extras = /^\.{1,2}(?:\/[\w./-]*)?\[([\w,-]+)\]$/.exec(word)?.[1];
    return (file !== undefined && developing.test(file)) || (extras !== undefined && developing.test(extras));
  });
}

/** The programs that a package may bring, by its name: what a start command may call. */
export function programsOf({ name }: Dependency): string[] {
  const own = name.slice(name.lastIndexOf('/') + 1);
  const known: Readonly<Record<string, string>> = { typescript: 'tsc', '@nestjs/cli': 'nest', '@angular/cli': 'ng' };
  if (/^@(?:types|tsconfig|eslint)\//.test(name) || own === 'node') return [];
  return [own, own.replace(/-cli$/, ''), ...(Object.hasOwn(known, name) ? [known[name] ?? own] : [])];
}
