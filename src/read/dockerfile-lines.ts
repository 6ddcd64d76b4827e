import type { Diagnostic } from '../model/diagnostic.ts';
import type { Heredoc } from '../model/dockerfile.ts';
import { type Announced, announcedHeredocs } from './dockerfile-heredocs.ts';
import { isBlank } from './dockerfile-words.ts';

/** One instruction as text: continued lines joined, comments in between dropped, its heredocs taken off. */
export interface LogicalLine {
  readonly keyword: string;
  /** What follows the keyword, without blanks around it. */
  readonly text: string;
  readonly heredocs: readonly Heredoc[];
  readonly line: number;
  readonly endLine: number;
  /** Where the lines of a continued instruction start in `text`, some before its first character. */
  readonly pieces?: readonly { readonly offset: number; readonly line: number }[];
}

/** A Dockerfile in its logical lines. */
export interface DockerfileLines {
  readonly directives: Readonly<Record<string, string>>;
  readonly escape: string;
  readonly lines: readonly LogicalLine[];
  readonly comments: readonly { readonly text: string; readonly line: number }[];
  readonly refusals: readonly Diagnostic[];
}

interface Scan {
  readonly path: string;
  readonly text: string;
  readonly escape: string;
  readonly comments: { text: string; line: number }[];
  readonly refusals: Diagnostic[];
  at: number;
  /** Number of the line read last. */
  line: number;
}

const directive = /^#[ \t\v\f\r]*([A-Za-z][A-Za-z0-9]*)[ \t\v\f\r]*=[ \t\v\f\r]*([^ \t\v\f\r].*)$/;

/** Splits a Dockerfile into parser directives and logical lines. https://docs.docker.com/reference/dockerfile/#format */
export function splitDockerfile(path: string, text: string): DockerfileLines {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const scan: Scan = { path, text: source, escape: '\\', comments: [], refusals: [], at: 0, line: 0 };
  const directives = readDirectives(scan);
  const inLines: Scan = { ...scan, escape: directives.escape === '`' ? '`' : '\\' };
  const lines: LogicalLine[] = [];
  while (inLines.at < source.length) {
    const line = readLogicalLine(inLines);
    if (line) lines.push(line);
  }
  const { escape, comments, refusals } = inLines;
  return { directives, escape, lines, comments, refusals };
}

/** Directives stand above everything else, comments of other kinds included. */
function readDirectives(scan: Scan): Record<string, string> {
  const found = Object.create(null) as Record<string, string>;
  for (;;) {
    const { at, line } = scan;
    const match = directive.exec(trimBlanks(nextLine(scan)).slice(0, 4096));
    const name = match?.[1]?.toLowerCase() ?? '';
    if (name !== 'syntax' && name !== 'escape' && name !== 'check') {
      Object.assign(scan, { at, line });
      return found;
    }
    const value = trimBlanks(match?.[2] ?? '');
    const place = { path: scan.path, line: scan.line };
    if (name in found) scan.refusals.push({ message: `the directive "${name}" is given twice`, at: place });
    else if (name === 'escape' && value !== '\\' && value !== '`')
      scan.refusals.push({ message: `the escape character must be \\ or \`, not ${value.slice(0, 20)}`, at: place });
    else found[name] = value;
    scan.comments.push({ text: `${name}=${value}`, line: scan.line });
  }
}

const none: readonly Heredoc[] = [];

function readLogicalLine(scan: Scan): LogicalLine | undefined {
  const first = trimStart(nextLine(scan));
  if (first === '' || isComment(scan, first)) return undefined;
  const line = scan.line;
  const starts: { offset: number; line: number }[] = [];
  const joined = continues(first, scan.escape) < 0 ? first : joinLines(scan, first, starts);
  const text = trimBlanks(joined);
  const keyword = /^[^\t\v\f\r ]*/.exec(text)?.[0] ?? '';
  const rest = text.slice(keyword.length).replace(/^[\t\v\f\r ]+/, '');
  const announced = rest.includes('<<') ? announcedHeredocs(keyword, rest, scan.escape) : [];
  const heredocs = announced.length === 0 ? none : announced.map((heredoc) => readHeredoc(scan, heredoc));
  const logical = { keyword, text: rest, heredocs, line, endLine: scan.line };
  if (starts.length === 0) return logical;
  const shift = trimEnd(joined).length - rest.length;
  return { ...logical, pieces: starts.map((start) => ({ offset: start.offset - shift, line: start.line })) };
}

/** Joins a continued line with those that follow it, and notes where each of them starts. */
function joinLines(scan: Scan, first: string, starts: { offset: number; line: number }[]): string {
  const pieces: string[] = [];
  let length = 0;
  for (let piece: string | undefined = first; piece !== undefined;) {
    const end = continues(piece, scan.escape);
    const kept = end < 0 ? piece : piece.slice(0, end);
    starts.push({ offset: length, line: scan.line });
    pieces.push(kept);
    length += kept.length;
    piece = end < 0 ? undefined : nextContinuation(scan);
  }
  return pieces.join('');
}

/** The next line that belongs to a continued instruction: comments and empty lines in between do not end it. */
function nextContinuation(scan: Scan): string | undefined {
  while (scan.at < scan.text.length) {
    const line = nextLine(scan);
    const trimmed = trimStart(line);
    if (trimmed !== '' && !isComment(scan, trimmed)) return line;
  }
  return undefined;
}

/** Where the escape character stands that joins this line with the next; -1 if none does. Two of them join nothing. */
function continues(line: string, escape: string): number {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--;
  if (end === 0 || line[end - 1] !== escape) return -1;
  return end > 1 && line[end - 2] === escape ? -1 : end - 1;
}

function isComment(scan: Scan, trimmed: string): boolean {
  if (!trimmed.startsWith('#')) return false;
  scan.comments.push({ text: trimBlanks(trimmed.slice(1)), line: scan.line });
  return true;
}

function readHeredoc(scan: Scan, { name, tabs, expand }: Announced): Heredoc {
  const line = scan.line + 1;
  const lines: string[] = [];
  while (scan.at < scan.text.length) {
    const own = nextLine(scan);
    const content = tabs ? own.replace(/^\t+/, '') : own;
    if (content === name) return { name, content: lines.join(''), expand, line };
    lines.push(content, '\n');
  }
  scan.refusals.push({
    message: `the heredoc ${name.slice(0, 40)} does not end`,
    at: { path: scan.path, line: line - 1 },
  });
  return { name, content: lines.join(''), expand, line };
}

/** The next line without its end; carriage returns before a line feed belong to the end. */
function nextLine(scan: Scan): string {
  const end = scan.text.indexOf('\n', scan.at);
  let to = end < 0 ? scan.text.length : end;
  const from = scan.at;
  scan.at = end < 0 ? scan.text.length : end + 1;
  scan.line++;
  while (to > from && scan.text[to - 1] === '\r') to--;
  return scan.text.slice(from, to);
}

/** The line of the file on which a character of a logical line's text stands. */
export function lineOf({ line, pieces }: LogicalLine, offset: number): number {
  if (!pieces) return line;
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return pieces[low]?.line ?? line;
}

function trimStart(text: string): string {
  let at = 0;
  while (isBlank(text[at])) at++;
  return text.slice(at);
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1])) end--;
  return text.slice(0, end);
}

/** The text without blanks around it. */
export function trimBlanks(text: string): string {
  return trimStart(trimEnd(text));
}
