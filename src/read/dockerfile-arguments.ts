import { endOfMatch, removePrefix, removeSuffix } from './dockerfile-patterns.ts';

/** A text after substitution of variables and removal of quotes, as BuildKit does it for FROM, ENV, COPY, USER … */
export interface Expanded {
  /** Variables that have no value stay as written. */
  readonly text: string;
  /** Their names; empty when everything is known. */
  readonly unresolved: readonly string[];
  /** Why BuildKit would refuse it. */
  readonly error?: string;
}

/** Tells the value of a variable: `null` when nothing sets it, so that `${X:-default}` holds; undefined when something unknown does. */
export type Lookup = (name: string) => string | null | undefined;

interface Scan {
  readonly text: string;
  readonly escape: string;
  readonly lookup: Lookup;
  readonly unresolved: Set<string>;
  at: number;
  depth: number;
  error?: string;
}

const deepest = 8;
/** Values may double with every ENV that names itself twice: longer ones are not followed. */
const longest = 4096;

/** Replaces `$X`, `${X}` and the forms with modifiers. Linear. https://docs.docker.com/reference/dockerfile/#environment-replacement */
export function expand(text: string, lookup: Lookup, escape = '\\'): Expanded {
  if (!/["'$\\`]/.test(text)) return { text, unresolved: [] };
  const scan: Scan = { text, escape, lookup, unresolved: new Set(), at: 0, depth: 0 };
  const result = readUntil(scan, '');
  return { text: result, unresolved: [...scan.unresolved], ...(scan.error !== undefined && { error: scan.error }) };
}

/** The text with nothing in place of the variables that have no value. */
export function withoutUnresolved({ text, unresolved }: Expanded): string {
  return unresolved.length === 0 ? text : text.replace(/\$(?:\{\w{1,256}\}|\w{1,256})/g, '');
}

function readUntil(scan: Scan, stop: string): string {
  const { text, escape } = scan;
  const out: string[] = [];
  for (; scan.at < text.length; scan.at++) {
    const char = text[scan.at] ?? '';
    if (char === stop) return out.join('');
    if (char === escape) out.push(text[++scan.at] ?? '');
    else if (char === "'") out.push(readSingle(scan));
    else if (char === '"') readDouble(scan, out);
    else if (char === '$') out.push(readVariable(scan));
    else out.push(char);
  }
  if (stop !== '') scan.error ??= `"${stop}" is missing`;
  return out.join('');
}

function readSingle(scan: Scan): string {
  const end = scan.text.indexOf("'", scan.at + 1);
  if (end < 0) scan.error ??= 'a quote does not end';
  const inside = scan.text.slice(scan.at + 1, end < 0 ? undefined : end);
  scan.at = end < 0 ? scan.text.length : end;
  return inside;
}

function readDouble(scan: Scan, out: string[]): void {
  for (scan.at++; scan.at < scan.text.length; scan.at++) {
    const char = scan.text[scan.at] ?? '';
    if (char === '"') return;
    if (char === '$') out.push(readVariable(scan));
    else if (char === scan.escape) {
      const next = scan.text[++scan.at] ?? '';
      out.push(next === '"' || next === '$' || next === scan.escape ? next : char + next);
    } else out.push(char);
  }
  scan.error ??= 'a quote does not end';
}

/** Stands on `$`; afterwards on the last character of the variable. */
function readVariable(scan: Scan): string {
  const start = scan.at;
  const rest = scan.text.slice(start + 1, start + 300);
  if (rest.startsWith('{')) return readBraces(scan);
  const name = /^(?:[\p{L}_][\p{L}\p{N}_]*|[0-9]+|[@*#?\-$!])/u.exec(rest)?.[0];
  if (name === undefined) return '$';
  scan.at += name.length;
  return valueOf(scan, name, start);
}

function valueOf(scan: Scan, name: string, start: number): string {
  const value = scan.lookup(name);
  if (typeof value === 'string' && value.length <= longest) return value;
  scan.unresolved.add(name);
  return scan.text.slice(start, scan.at + 1);
}

function readBraces(scan: Scan): string {
  const start = scan.at;
  const name = /^(?:[\p{L}_][\p{L}\p{N}_]*|[0-9]+|[@*#?\-$!])/u.exec(scan.text.slice(start + 2, start + 300))?.[0];
  const after = start + 2 + (name?.length ?? 0);
  if (name === undefined || scan.depth >= deepest) return refuse(scan, start, 'a substitution is malformed');
  if (scan.text[after] === '}') {
    scan.at = after;
    return valueOf(scan, name, start);
  }
  const modifier = /^(?::[-+?]|[-+?]|##?|%%?|\/\/?)/.exec(scan.text.slice(after, after + 2))?.[0];
  if (modifier === undefined) return refuse(scan, start, `\${${name}…} has a modifier that does not exist`);
  scan.at = after + modifier.length;
  scan.depth++;
  const outer = new Set(scan.unresolved);
  const pattern = readWord(scan, modifier);
  const replacement = modifier.startsWith('/') ? readReplacement(scan) : '';
  scan.depth--;
  const unknown = [...scan.unresolved].filter((other) => !outer.has(other));
  for (const other of unknown) scan.unresolved.delete(other);
  const keep = (): void => unknown.forEach((other) => scan.unresolved.add(other));
  return modified(scan, { name, start, modifier, pattern, replacement, keep });
}

/** The word after a modifier. Patterns keep their escapes: `\*` is a literal asterisk. */
function readWord(scan: Scan, modifier: string): string {
  if (/^[:\-+?]/.test(modifier)) return readUntil(scan, '}');
  const stop = modifier.startsWith('/') ? '/' : '}';
  const out: string[] = [];
  for (; scan.at < scan.text.length && scan.text[scan.at] !== stop; scan.at++) {
    const char = scan.text[scan.at] ?? '';
    const next = scan.text[scan.at + 1] ?? '';
    if (char === '$') out.push(readVariable(scan));
    else if (char === scan.escape) {
      if (!'*?\\}/'.includes(next)) scan.error ??= `\\${next} is no escape in a pattern`;
      out.push(next === stop || next === '}' ? next : `\\${next}`);
      scan.at++;
    } else out.push(char);
  }
  if (scan.at >= scan.text.length) scan.error ??= `"${stop}" is missing`;
  return out.join('');
}

function readReplacement(scan: Scan): string {
  scan.at++;
  return readUntil(scan, '}');
}

interface Modified {
  readonly name: string;
  readonly start: number;
  readonly modifier: string;
  readonly pattern: string;
  readonly replacement: string;
  keep(): void;
}

function modified(scan: Scan, { name, start, modifier, pattern, replacement, keep }: Modified): string {
  const value = scan.lookup(name);
  if (value === undefined || (value !== null && value.length > longest)) {
    scan.unresolved.add(name);
    return scan.text.slice(start, scan.at + 1);
  }
  const set = value !== null && (value !== '' || !modifier.startsWith(':'));
  switch (modifier.replace(':', '')) {
    case '-':
      if (!set) keep();
      return set ? (value ?? '') : pattern;
    case '+':
      if (set) keep();
      return set ? pattern : '';
    case '?':
      if (!set) scan.error ??= `${name} must be given: ${pattern.slice(0, 80)}`;
      return value ?? '';
    default:
      break;
  }
  keep();
  const known = value ?? '';
  if (modifier.startsWith('#')) return removePrefix(known, pattern, modifier === '##');
  if (modifier.startsWith('%')) return removeSuffix(known, pattern, modifier === '%%');
  return replace(known, pattern, replacement, modifier === '//');
}

function replace(value: string, pattern: string, replacement: string, all: boolean): string {
  const out: string[] = [];
  let at = 0;
  for (let done = false; at < value.length && !done;) {
    const end = endOfMatch(value, at, pattern);
    if (end > at) {
      out.push(replacement);
      at = end;
      done = !all;
    } else out.push(value[at++] ?? '');
  }
  return out.join('') + value.slice(at);
}

function refuse(scan: Scan, start: number, reason: string): string {
  scan.error ??= reason;
  scan.at = scan.text.length;
  return scan.text.slice(start);
}
