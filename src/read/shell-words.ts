import type { ShellCommand } from '../model/shell-command.ts';
import { lineCounter } from './lines.ts';
import { innerScript, readPrefixes } from './shell-prefixes.ts';
import { type Scan, type Word, endOfLine, readWord, skipBackticks, skipBlanks } from './shell-scan.ts';

export type { ShellCommand };

/**
 * Every simple command of a script in order, those inside `$( )` and `sh -c` right after the command that they stand in. `lineOf` tells the line
 * of an offset; otherwise lines count from 0. Never throws, linear. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 */
export function splitCommands(text: string, lineOf?: (offset: number) => number): ShellCommand[] {
  let count = lineOf;
  const lineAt = (offset: number): number => {
    if (count) return count(offset);
    const counter = lineCounter(text);
    count = (at) => counter(at) - 1;
    return count(offset);
  };
  return parseScript(text, { depth: 0, substitutions: true, place: (at) => ({ offset: at, line: lineAt(at) }) });
}

/** The words of one command line, quotes removed: operators such as `&&` are words like others. Never throws, linear. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  const scan = { at: 0, text };
  for (;;) {
    skipBlanks(scan, true);
    if (scan.at >= text.length) return words;
    words.push(readWord(scan, ' \t\r\n', () => skipBackticks(scan) > 0).text);
  }
}

/** A command while it is read; without words at the end, it was none. */
interface Open {
  readonly command: { -readonly [Key in keyof ShellCommand]: ShellCommand[Key] };
  readonly redirections: { operator: string; target: string }[];
  words: Word[];
  readonly start: number;
}

/** Where a script stands in the text that `splitCommands` was given. */
interface Origin {
  place(offset: number): { offset: number; line: number };
  readonly depth: number;
  readonly within?: ShellCommand;
  /** Whether to list the commands of `$( )`. */
  readonly substitutions: boolean;
}

interface Script {
  readonly scan: Scan;
  readonly origin: Origin;
  readonly open: Open[];
  readonly heredocs: { of: Open; name: string; tabs: boolean }[];
}

/** One list of commands: the script itself or the inside of a `$( )`. */
interface List {
  readonly script: Script;
  readonly depth: number;
  readonly within: ShellCommand | undefined;
  open?: Open | undefined;
  operator?: ShellCommand['operator'];
  last?: Open['command'];
  groups: number;
  cases: number;
  /** Reading the patterns in front of a `)` of `case`. */
  pattern: boolean;
}

const deepest = 30;
const deepestScript = 6;
const wordEnds = ' \t\r\n;&|()<>';
/** Words that open or close a compound command where a command may start. */
const keywords = new Set(['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'while', 'until', 'esac', '!', '{', '}']);
/** Words that open a line in which no command stands. */
const headers = new Set(['for', 'select', 'case']);

function parseScript(text: string, origin: Origin): ShellCommand[] {
  const script: Script = { scan: { text, at: 0 }, origin, open: [], heredocs: [] };
  while (script.scan.at < text.length) readList(script, '', 0, origin.within);
  return script.open
    .filter(({ words }) => words.length > 0)
    .map(({ command }) => {
      if (origin.depth === 0 && command.within && isNothing(command.within)) delete command.within;
      return command;
    });
}

function isNothing({ argv, environment }: ShellCommand): boolean {
  return argv.length === 0 && Object.keys(environment).length === 0;
}

function readList(script: Script, close: string, depth: number, within: ShellCommand | undefined): void {
  const list: List = { script, depth, within, groups: 0, cases: 0, pattern: false };
  const { scan } = script;
  for (;;) {
    skipBlanks(scan, false);
    const char = scan.text[scan.at];
    if (char === undefined) return finish(list, undefined);
    if (char === '#') scan.at = endOfLine(scan.text, scan.at);
    else if (list.open?.words[0]?.text === '[[' && list.open.words.at(-1)?.text !== ']]' && char !== '\n') {
      if (wordEnds.includes(char)) list.open.words.push({ text: scan.text[scan.at++] ?? '', quoted: false });
      else list.open.words.push(readWord(scan, wordEnds, () => substitute(list)));
    } else if (char === ')') {
      scan.at++;
      if (list.pattern) endPattern(list);
      else {
        finish(list, undefined);
        if (list.groups > 0) list.groups--;
        else if (close === ')') return;
      }
    } else if (char === '(') openGroup(list);
    else if (char === '<' || char === '>' || (char === '&' && scan.text[scan.at + 1] === '>')) redirect(list);
    else if (wordEnds.includes(char)) readOperator(list, char);
    else addWord(list);
  }
}

function readOperator(list: List, char: string): void {
  const { scan } = list.script;
  const next = scan.text[scan.at + 1];
  scan.at++;
  if (char === '\n') {
    finish(list, ';');
    readHeredocs(list.script);
  } else if (char === ';') {
    const ends = next === ';' || (next === '&' && list.cases > 0);
    if (ends) scan.at += /^[;&]*/.exec(scan.text.slice(scan.at, scan.at + 2))?.[0].length ?? 0;
    finish(list, ';');
    list.pattern = ends && list.cases > 0;
  } else if (char === next) {
    scan.at++;
    finish(list, char === '&' ? '&&' : '||');
  } else if (char === '&') finish(list, '&');
  else {
    if (next === '&') scan.at++;
    if (!list.pattern) finish(list, '|');
  }
}

function openGroup(list: List): void {
  const { scan } = list.script;
  scan.at++;
  if (list.pattern) return;
  const words = list.open?.words.length ?? 0;
  const close = words === 1 ? /^[ \t]*\)/.exec(scan.text.slice(scan.at, scan.at + 8)) : null;
  if (close) {
    scan.at += close[0].length;
    drop(list);
  } else {
    if (words > 0) finish(list, ';');
    list.groups++;
  }
}

function addWord(list: List): void {
  const { scan } = list.script;
  const open = current(list);
  const word = readWord(scan, wordEnds, () => substitute(list));
  const next = scan.text[scan.at];
  if ((next === '<' || next === '>') && !word.quoted && /^\d{1,3}$/.test(word.text)) return redirect(list);
  open.words.push(word);
  if (list.pattern && word.text === 'esac' && open.words.length === 1) {
    list.cases = Math.max(0, list.cases - 1);
    endPattern(list);
  } else if (word.text === 'in' && open.words.length === 3 && open.words[0]?.text === 'case') {
    drop(list);
    list.cases++;
    list.pattern = true;
  }
}

function redirect(list: List): void {
  const { scan, heredocs } = list.script;
  const start = scan.at;
  const open = current(list);
  if (scan.text[start + 1] === '(') {
    scan.at++;
    if (substitute(list)) open.words.push({ text: scan.text.slice(start, scan.at), quoted: false });
    return;
  }
  const operator = /^(?:&>>?|<<<|<<-?|<>|[<>]&|>>|>\||[<>])/.exec(scan.text.slice(start, start + 3))?.[0] ?? '';
  scan.at += Math.max(1, operator.length);
  skipBlanks(scan, false);
  const target = readWord(scan, wordEnds, () => substitute(list)).text;
  if (operator === '<<' || operator === '<<-') heredocs.push({ of: open, name: target, tabs: operator === '<<-' });
  else open.redirections.push({ operator, target });
}

/** Reads `( … )` or backticks, standing on their start; false if it is not a list of commands. */
function substitute(list: List): boolean {
  const { script, depth } = list;
  const { scan, origin } = script;
  if (scan.text[scan.at] === '`') {
    const start = skipBackticks(scan);
    if (origin.substitutions) addScript(list, scan.text.slice(start, scan.at).replaceAll('\\`', '`'), start, true);
    return true;
  }
  if (depth >= deepest || scan.text[scan.at] !== '(' || scan.text[scan.at + 1] === '(') return false;
  scan.at++;
  const { command } = current(list);
  const before = script.open.length;
  readList(script, ')', depth + 1, command);
  if (!origin.substitutions) script.open.length = before;
  return true;
}

/** Splits a script of its own, that of backticks or of `sh -c`, and lists its commands as standing within the current one. */
function addScript(list: List, text: string, at: number, substitutions: boolean): void {
  const { script } = list;
  const { place, depth } = script.origin;
  if (depth >= deepestScript) return;
  const { command } = current(list);
  const inside = { place: (offset: number) => place(at + offset), depth: depth + 1, within: command, substitutions };
  for (const found of parseScript(text, inside))
    script.open.push({ command: found, redirections: [], words: [{ text: '', quoted: true }], start: at });
}

function current(list: List): Open {
  if (list.open) return list.open;
  const { scan, origin, open } = list.script;
  const redirections: Open['redirections'] = [];
  const command: Open['command'] = {
    argv: [],
    prefixes: [],
    environment: {},
    ...origin.place(scan.at),
    redirections,
    ...(list.within && { within: list.within }),
  };
  list.open = { command, redirections, words: [], start: scan.at };
  open.push(list.open);
  return list.open;
}

function drop(list: List): void {
  if (list.open) list.open.words = [];
  list.open = undefined;
}

function endPattern(list: List): void {
  list.pattern = false;
  drop(list);
}

/** Ends the command that is being read, if any; `next` is what stands after it. */
function finish(list: List, next: ShellCommand['operator']): void {
  const { open, last, script } = list;
  if (open && sortWords(open)) {
    if (list.operator && last) open.command.operator = list.operator;
    if (list.operator === '|' && last) last.pipesInto = open.command;
    const inner = innerScript(open.command.argv);
    if (inner !== undefined) {
      const listed = script.open.at(-1)?.command.within === open.command;
      const at = script.scan.text.slice(open.start, script.scan.at).indexOf(inner);
      addScript(list, inner, open.start + Math.max(0, at), !listed);
    }
    list.last = open.command;
    list.operator = undefined;
  }
  list.open = undefined;
  if (next !== undefined && (list.operator === undefined || next !== ';')) list.operator = next;
}

/** Sorts the words of a command into keywords, prefixes, assignments and arguments; false if no command is left. */
function sortWords(open: Open): boolean {
  const bare = (at: number): string => (open.words[at]?.quoted ? '' : (open.words[at]?.text ?? ''));
  let start = bare(0) === 'function' ? 2 : 0;
  while (keywords.has(bare(start))) start++;
  const words = headers.has(bare(start)) ? [] : open.words.slice(start);
  const { argv, prefixes, environment } = readPrefixes(words);
  Object.assign(open.command, { argv, prefixes, environment });
  if (isNothing(open.command)) open.words = [];
  return open.words.length > 0;
}

function readHeredocs({ scan, heredocs }: Script): void {
  for (const { of, name, tabs } of heredocs.splice(0)) {
    const lines: string[] = [];
    while (scan.at < scan.text.length) {
      const end = endOfLine(scan.text, scan.at);
      const line = scan.text.slice(scan.at, end).replace(tabs ? /^\t+/ : /^$/, '');
      scan.at = Math.min(end + 1, scan.text.length);
      if ((line.endsWith('\r') ? line.slice(0, -1) : line) === name) break;
      lines.push(line, '\n');
    }
    of.command.input = (of.command.input ?? '') + lines.join('');
  }
}
