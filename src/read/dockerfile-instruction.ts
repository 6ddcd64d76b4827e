import type { Diagnostic } from '../model/diagnostic.ts';
import type { Instruction, Pair } from '../model/dockerfile.ts';
import type { Location } from '../model/location.ts';
import { expand } from './dockerfile-arguments.ts';
import { isKeyword, refusalOf } from './dockerfile-checks.ts';
import { execFormCommands, shellFormCommands } from './dockerfile-commands.ts';
import { type LogicalLine, lineOf } from './dockerfile-lines.ts';
import { lazily } from './lazily.ts';
import { pairWords, plainWords, readFlags } from './dockerfile-words.ts';
import { splitWords } from './shell-words.ts';

/** What an instruction is read with: where it stands, the escape character, and whether its shell is one of Windows. */
export interface InstructionContext {
  readonly path: string;
  readonly escape: string;
  readonly windows: boolean;
}

const mayBeJson = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'VOLUME', 'COPY', 'ADD']);
const runs = new Set(['RUN', 'CMD', 'ENTRYPOINT']);
const setsPairs = new Set(['ENV', 'LABEL', 'ARG']);
const wholeText = new Set(['USER', 'WORKDIR', 'STOPSIGNAL', 'MAINTAINER']);

/** Reads the arguments of one instruction in its own syntax. The instruction is undefined if there is none of that name. */
export function readInstruction(
  line: LogicalLine,
  context: InstructionContext,
): { instruction?: Instruction; refusals: Diagnostic[] } {
  const keyword = line.keyword.toUpperCase();
  const at: Location = {
    path: context.path,
    line: line.line,
    ...(line.endLine > line.line && { endLine: line.endLine }),
  };
  const refuse = (message: string): Diagnostic => ({ message, at: { path: context.path, line: line.line } });
  if (!isKeyword(keyword)) return { refusals: [refuse(`unknown instruction: ${line.keyword.slice(0, 40)}`)] };
  if (keyword === 'ONBUILD') return readTrigger(line, context, at, refuse);

  const { flags, end } = readFlags(line.text, context.escape);
  const text = line.text.slice(end);
  const lineAt = (offset: number): number => lineOf(line, end + offset);
  const bare = new Set(flags.filter((flag) => !flag.includes('=')).map((flag) => flag.slice(2)));
  const health = keyword === 'HEALTHCHECK' ? (/^[^\t\v\f\r ]+[\t\v\f\r ]*/.exec(text)?.[0] ?? '') : '';
  const argument = text.slice(health.length);
  const json = mayBeJson.has(keyword) || health !== '' ? parseStrings(argument) : undefined;
  const strings = Array.isArray(json) ? json : undefined;
  const words = lazily(() => [...(health === '' ? [] : [health.trim()]), ...(strings ?? wordsOf(keyword, argument))]);
  const hasCommands = (runs.has(keyword) || /^cmd$/i.test(health.trim())) && !context.windows;
  const commands = lazily((): Instruction['commands'] => {
    if (!hasCommands) return [];
    if (strings) return execFormCommands(strings, lineAt(health.length));
    return shellFormCommands({ text: argument, heredocs, lineOf: (offset) => lineAt(health.length + offset) });
  });
  const heredocs = strings ? [] : line.heredocs;
  const instruction: Instruction = {
    keyword,
    flags: flags.map(splitFlag),
    form: strings ? 'json' : 'shell',
    // Splitting is most of the work, and most instructions are never looked into.
    get words() {
      return words();
    },
    text,
    pairs: setsPairs.has(keyword) ? readPairs(keyword, text, context, lineAt) : [],
    get commands() {
      return commands();
    },
    mounts: flags.filter((flag) => flag.startsWith('--mount=')).map((flag) => readMount(flag.slice('--mount='.length))),
    heredocs,
    at,
  };
  const reason = json === 'other values' ? 'a JSON array may hold only strings' : refusalOf(instruction, bare);
  return {
    instruction,
    refusals: reason === undefined ? [] : [refuse(reason)],
  };
}

function readTrigger(
  line: LogicalLine,
  context: InstructionContext,
  at: Location,
  refuse: (message: string) => Diagnostic,
): { instruction: Instruction; refusals: Diagnostic[] } {
  const split = /^[^\t\v\f\r ]+[\t\v\f\r ]*/.exec(line.text)?.[0] ?? '';
  const inner: LogicalLine = {
    ...line,
    keyword: split.trim(),
    text: line.text.slice(split.length),
    ...(line.pieces && { pieces: line.pieces.map((piece) => ({ ...piece, offset: piece.offset - split.length })) }),
  };
  const nested = inner.keyword.toUpperCase() === 'ONBUILD' || !isKeyword(inner.keyword.toUpperCase());
  const read = nested ? undefined : readInstruction(inner, context);
  const trigger = read?.instruction;
  const instruction: Instruction = {
    keyword: 'ONBUILD',
    flags: [],
    form: 'shell',
    words: plainWords(line.text),
    text: line.text,
    pairs: [],
    commands: [],
    mounts: [],
    heredocs: line.heredocs,
    at,
    ...(trigger && { trigger }),
  };
  if (inner.keyword.toUpperCase() === 'ONBUILD')
    return { instruction, refusals: [refuse('ONBUILD cannot hold ONBUILD')] };
  const reason = refusalOf(instruction, new Set());
  // What the trigger itself does wrong shows only where the image is built upon, unless it cannot even be parsed.
  const syntax = (read?.refusals ?? []).filter(({ message }) =>
    /JSON array|without `=`|name and a value/.test(message),
  );
  return { instruction, refusals: reason === undefined ? syntax : [refuse(reason)] };
}

function wordsOf(keyword: string, text: string): string[] {
  if (text === '') return [];
  if (wholeText.has(keyword)) return [text];
  if (runs.has(keyword) || keyword === 'HEALTHCHECK') return splitWords(text);
  return plainWords(text);
}

/** The strings of a JSON array; undefined if the text is no JSON array, which makes it the shell form. */
function parseStrings(text: string): string[] | 'other values' | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    return value.every((element): element is string => typeof element === 'string') ? value : 'other values';
  } catch {
    return undefined;
  }
}

function splitFlag(flag: string): { name: string; value: string } {
  const equals = flag.indexOf('=');
  return equals < 0
    ? { name: flag.slice(2), value: '' }
    : { name: flag.slice(2, equals), value: flag.slice(equals + 1) };
}

/** `ENV name=value …`, `ENV name value`, `ARG name`, `ARG name=default …` */
function readPairs(
  keyword: string,
  text: string,
  { path, escape }: InstructionContext,
  lineAt: (offset: number) => number,
): Pair[] {
  const plain = (written: string): string => expand(written, () => undefined, escape).text;
  const words = pairWords(text, escape);
  const [first] = words;
  if (first && keyword !== 'ARG' && !first.written.includes('=')) {
    const [, name = '', written] = /^([^\t\v\f\r ]+)[\t\v\f\r ]+([^]+)$/.exec(text) ?? [];
    if (written === undefined) return [];
    const at = { path, line: lineAt(text.length - written.length) };
    return [{ name: plain(name), value: plain(written), written, at }];
  }
  return words.map(({ written: word, offset }) => {
    const equals = word.indexOf('=');
    const at = { path, line: lineAt(offset) };
    if (equals < 0) return { name: plain(word), at };
    const written = word.slice(equals + 1);
    return { name: plain(word.slice(0, equals)), value: plain(written), written, at };
  });
}

const sameOption: Readonly<Record<string, string>> = { dst: 'target', destination: 'target', src: 'source' };

/** The options of `--mount=`: comma-separated, `target` and `source` under one name each. */
function readMount(value: string): Record<string, string> {
  const mount = Object.create(null) as Record<string, string>;
  mount.type = 'bind';
  for (const option of value.split(',')) {
    const equals = option.indexOf('=');
    const name = (equals < 0 ? option : option.slice(0, equals)).trim().toLowerCase();
    if (name !== '') mount[sameOption[name] ?? name] = equals < 0 ? 'true' : option.slice(equals + 1);
  }
  return mount;
}
