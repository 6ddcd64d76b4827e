import type { Instruction } from '../../model/dockerfile.ts';
import type { ShellCommand } from '../../model/shell-command.ts';
import { commandNameOf } from '../../read/shell-prefixes.ts';

const off = /^(?:0|false|no|off)$/i;
const anything = /./;

/** Variables that switch the check of certificates off, with the values that do. Git only asks whether its variable is set. */
const variables: Readonly<Record<string, RegExp>> = {
  NODE_TLS_REJECT_UNAUTHORIZED: /^0$/,
  PYTHONHTTPSVERIFY: /^0$/,
  GIT_SSL_NO_VERIFY: /^/,
  NPM_CONFIG_STRICT_SSL: off,
  npm_config_strict_ssl: off,
  YARN_ENABLE_STRICT_SSL: off,
  PIP_TRUSTED_HOST: anything,
  UV_INSECURE_HOST: anything,
};

/** Short options of curl that take the rest of their word, or the next one, as their value. */
const valuedOptionsOfCurl = 'AbcCdDeEFhHKmoPQrtTuUwxXyYz';

/** Options and arguments that do so, by program. The pattern sees all words after the program, joined by spaces. */
const options: readonly { readonly programs: RegExp; readonly pattern: RegExp }[] = [
  { programs: /^wget2?$/, pattern: /(?:^| )(--no-check-certificate)(?: |$)/ },
  { programs: /^aria2c$/, pattern: /(?:^| )(--check-certificate=false)(?: |$)/ },
  { programs: /^pip[\d.]*$/, pattern: /(?:^| )(--trusted-host|\S+\.trusted-host)(?:[ =]|$)/ },
  { programs: /^python[\d.]*$/, pattern: /^-m pip .*?(--trusted-host)(?:[ =]|$)/ },
  { programs: /^uv$/, pattern: /(?:^| )(--allow-insecure-host|--insecure-host)/ },
  {
    programs: /^(?:npm|yarn|pnpm|bun)$/,
    pattern: /(?:^| )(?:--)?((?:strict-ssl|enableStrictSsl)[ =](?:false|0))(?: |$)/,
  },
  { programs: /^(?:npm|yarn|pnpm)$/, pattern: /(?:^| )(--no-strict-ssl)(?: |$)/ },
  { programs: /^git$/, pattern: /(?:^| )(http\.(?:\S+\.)?sslVerify[ =](?:false|0|no|off))(?: |$)/i },
  {
    programs: /^(?:yum-config-manager|dnf5?|yum|microdnf|tdnf)$/,
    pattern: /(?:^| )--setopt[= ](?:\S+\.)?(sslverify=(?:0|false|no|off))(?: |$)/i,
  },
  { programs: /^apt(?:-get)?$/, pattern: /(Acquire::https::(?:\S+::)?Verify-Peer=(?:false|"?0|no))/i },
];

/** Lines of configuration files that do so, as `echo … >> .npmrc` or `sed -i` write them. */
const lines =
  /(?:^|[\s/])(strict-ssl[ \t]*=[ \t]*false|sslverify[ \t]*=[ \t]*(?:0|false|no)|trusted-host[ \t]*=|check_certificate[ \t]*=[ \t]*off)/i;

const onlyHere = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/;

/** What switches the check of certificates off in an instruction: a variable or an option, as it is written; undefined if nothing does. */
export function uncheckedTls({ keyword, pairs, commands }: Instruction): string | undefined {
  if (keyword === 'ENV' || keyword === 'ARG')
    return pairs.find(({ name, value }) => value !== undefined && switchesOff(name, value))?.name;
  if (keyword !== 'RUN') return undefined;
  for (const command of commands) {
    const found = ofCommand(command);
    if (found !== undefined) return found;
  }
  return undefined;
}

function switchesOff(name: string, value: string): boolean {
  const values = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return values?.test(value) === true && !value.includes('$');
}

function ofCommand(command: ShellCommand): string | undefined {
  for (const [name, value] of Object.entries(command.environment)) if (switchesOff(name, value)) return name;
  const [program = '', ...words] = command.argv;
  const name = commandNameOf(program);
  if (name === 'export' || name === 'declare') return exported(words);
  if (name === 'curl') return words.some((word) => onlyHere.test(word)) ? undefined : words.find(isInsecure);
  if (/^(?:echo|printf|sed|cat|tee)$/.test(name)) return written(command, words);
  const text = words.join(' ');
  for (const { programs, pattern } of options) {
    const found = programs.test(name) ? pattern.exec(text)?.[1] : undefined;
    if (found !== undefined) return words.some((word) => onlyHere.test(word)) ? undefined : found;
  }
  return undefined;
}

function exported(words: readonly string[]): string | undefined {
  return words
    .map((word): [string, string] => [word.split('=', 1)[0] ?? '', word.slice(word.indexOf('=') + 1)])
    .find(([name, value]) => switchesOff(name, value))?.[0];
}

function isInsecure(word: string): boolean {
  if (word === '--insecure') return true;
  if (!/^-[A-Za-z]/.test(word)) return false;
  for (const letter of word.slice(1)) {
    if (letter === 'k') return true;
    if (valuedOptionsOfCurl.includes(letter)) return false;
  }
  return false;
}

/** What is only printed changes nothing; it has to go to a file. */
function written({ argv, redirections, pipesInto, input }: ShellCommand, words: readonly string[]): string | undefined {
  const toFile =
    redirections.some(({ operator, target }) => operator.startsWith('>') && !target.startsWith('/dev/')) ||
    commandNameOf(pipesInto?.argv[0] ?? '') === 'tee' ||
    /(?:^|\/)(?:sed|tee)$/.test(argv[0] ?? '');
  return toFile ? lines.exec(`${words.join(' ')}\n${input ?? ''}`)?.[1] : undefined;
}
