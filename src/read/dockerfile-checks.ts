import type { Instruction } from '../model/dockerfile.ts';

type Arity = 'any' | 'one' | 'some' | 'two';

/** Every instruction with its flags and how many arguments it needs. https://docs.docker.com/reference/dockerfile/#overview */
const instructions: Readonly<Record<string, { arity: Arity; flags: readonly string[] }>> = {
  ADD: { arity: 'two', flags: ['checksum', 'chmod', 'chown', 'exclude', 'keep-git-dir', 'link', 'unpack'] },
  ARG: { arity: 'some', flags: [] },
  CMD: { arity: 'any', flags: [] },
  COPY: { arity: 'two', flags: ['chmod', 'chown', 'exclude', 'from', 'link', 'parents'] },
  ENTRYPOINT: { arity: 'any', flags: [] },
  ENV: { arity: 'some', flags: [] },
  EXPOSE: { arity: 'some', flags: [] },
  FROM: { arity: 'some', flags: ['platform'] },
  HEALTHCHECK: { arity: 'some', flags: ['interval', 'retries', 'start-interval', 'start-period', 'timeout'] },
  LABEL: { arity: 'some', flags: [] },
  MAINTAINER: { arity: 'one', flags: [] },
  ONBUILD: { arity: 'some', flags: [] },
  RUN: { arity: 'any', flags: ['device', 'mount', 'network', 'security'] },
  SHELL: { arity: 'some', flags: [] },
  STOPSIGNAL: { arity: 'one', flags: [] },
  USER: { arity: 'one', flags: [] },
  VOLUME: { arity: 'some', flags: [] },
  WORKDIR: { arity: 'one', flags: [] },
};

const repeatable = new Set(['mount', 'device', 'exclude']);
const switches = new Set(['link', 'parents', 'keep-git-dir', 'unpack']);

/** Whether BuildKit has an instruction of this name, in upper case. */
export function isKeyword(keyword: string): boolean {
  return Object.hasOwn(instructions, keyword);
}

/** Why BuildKit would refuse an instruction; undefined if it would not. `bare` flags were written without a value. */
export function refusalOf(instruction: Instruction, bare: ReadonlySet<string>): string | undefined {
  const known = instructions[instruction.keyword];
  if (!known || !isKeyword(instruction.keyword)) return `unknown instruction: ${instruction.keyword.slice(0, 40)}`;
  return wrongFlag(instruction, known.flags, bare) ?? wrongCount(instruction, known.arity) ?? wrongContent(instruction);
}

function wrongFlag(
  { keyword, flags }: Instruction,
  known: readonly string[],
  bare: ReadonlySet<string>,
): string | undefined {
  // BuildKit takes any flag of these and drops it.
  if (keyword === 'ARG' || keyword === 'ONBUILD' || keyword === 'STOPSIGNAL') return undefined;
  const seen = new Set<string>();
  for (const { name, value } of flags) {
    const flag = `--${name.slice(0, 40)}`;
    if (!known.includes(name)) return `${keyword} has no flag ${flag}`;
    if (seen.has(name) && !repeatable.has(name)) return `the flag ${flag} is given twice`;
    seen.add(name);
    if (switches.has(name)) {
      if (!bare.has(name) && !/^(?:true|false)$/i.test(value)) return `${flag} must be true or false`;
    } else if (bare.has(name)) return `${flag} has no value`;
  }
  return wrongFlagValue(keyword, flags);
}

function wrongFlagValue(keyword: string, flags: Instruction['flags']): string | undefined {
  for (const { name, value } of flags) {
    if (value.includes('$')) continue;
    if (name === 'network' && !/^(?:default|none|host)$/.test(value))
      return `RUN --network must be default, none or host`;
    if (name === 'security' && !/^(?:sandbox|insecure)$/.test(value))
      return `RUN --security must be sandbox or insecure`;
    if (keyword !== 'HEALTHCHECK' || value === '') continue;
    if (name === 'retries' && !/^[+-]?\d{1,9}$/.test(value)) return `HEALTHCHECK --retries must be a number`;
    if (
      name !== 'retries' &&
      !/^(?:0|[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.test(value.slice(0, 100))
    )
      return `HEALTHCHECK --${name} must be a duration such as 30s`;
  }
  return undefined;
}

function wrongCount(instruction: Instruction, arity: Arity): string | undefined {
  const { keyword, text } = instruction;
  if (arity === 'any') return undefined;
  if (arity === 'one' && text === '') return `${keyword} needs exactly one argument`;
  if (arity === 'some' && instruction.words.length === 0) return `${keyword} needs at least one argument`;
  if (arity === 'two' && instruction.words.length < 2) return `${keyword} needs a source and a destination`;
  return undefined;
}

const withContent = new Set(['FROM', 'ENV', 'LABEL', 'ARG', 'SHELL', 'VOLUME', 'HEALTHCHECK', 'ONBUILD']);

function wrongContent(instruction: Instruction): string | undefined {
  if (!withContent.has(instruction.keyword)) return undefined;
  const { keyword, words, form, pairs, text, trigger } = instruction;
  const [first = '', second = ''] = words;
  switch (keyword) {
    case 'FROM':
      if (words.length !== 1 && (words.length !== 3 || !/^as$/i.test(second)))
        return 'FROM takes an image and at most `AS name`';
      return words[2] !== undefined && !/^[a-z][a-z0-9._-]*$/i.test(words[2])
        ? 'the name of a stage starts with a letter and holds letters, digits, `.`, `_`, `-`'
        : undefined;
    case 'ENV':
    case 'LABEL':
      if (pairs.length === 0) return `${keyword} needs a name and a value`;
      if (pairs.some(({ name }) => name === '')) return `${keyword} sets a variable without a name`;
      return pairs.some(({ written }) => written === undefined) ? `${keyword} has a word without \`=\`` : undefined;
    case 'ARG':
      return pairs.some(({ name }) => name === '') ? 'ARG has no name' : undefined;
    case 'SHELL':
      return form === 'json' ? undefined : 'SHELL must be a JSON array';
    case 'VOLUME':
      return words.includes('') ? 'VOLUME must not be empty' : undefined;
    case 'HEALTHCHECK':
      if (/^none$/i.test(first)) return words.length > 1 ? 'HEALTHCHECK NONE takes no arguments' : undefined;
      if (!/^cmd$/i.test(first)) return 'HEALTHCHECK must be NONE or CMD';
      return words.length > 1 ? undefined : 'HEALTHCHECK CMD has no command';
    case 'ONBUILD':
      if (/^(?:ONBUILD|FROM|MAINTAINER)$/.test(trigger?.keyword ?? ''))
        return `ONBUILD cannot hold ${trigger?.keyword}`;
      return text === '' ? 'ONBUILD has no instruction' : undefined;
    default:
      return undefined;
  }
}
