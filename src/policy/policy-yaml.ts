import {
  type Document,
  LineCounter,
  type YAMLError,
  type YAMLMap,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
} from 'yaml';
import { type Keys, type Mistake, type Places, type Position, shortened } from '../rules/mistakes.ts';

/** A policy file as text became data: plain values, and where each key and value stands. */
export interface PolicyYaml extends Places {
  readonly value: unknown;
  readonly mistakes: readonly Mistake[];
}

/** A policy larger than this is no policy. Bytes of UTF-8. */
export const largestPolicy = 256 * 1024;

/**
 * Reads one YAML 1.2 document, https://yaml.org/spec/1.2.2/ (core schema: `off` and dates stay text). Never throws; what is no YAML,
 * stands twice or refers to itself is a mistake with its place, and `value` is undefined if nothing can be said of the rest.
 */
export function parsePolicyYaml(path: string, text: string): PolicyYaml {
  const refuse = (message: string, at: Position = { line: 1, column: 1 }): PolicyYaml => ({
    ...unplaced(path),
    mistakes: [{ path, ...at, message }],
  });
  if (new TextEncoder().encode(text).length > largestPolicy)
    return refuse(`the file is larger than ${largestPolicy / 1024} KB`);
  if (isTooDeep(text)) return refuse('the file is nested too deeply');
  const counter = new LineCounter();
  try {
    const document = parseDocument(text, {
      lineCounter: counter,
      version: '1.2',
      logLevel: 'error',
      // Both take the square of what there is to complain of.
      prettyErrors: false,
      uniqueKeys: false,
    });
    const mistakes = [...document.errors, ...document.warnings].slice(0, mostErrors).map((error) => ({
      path,
      ...positionOf(error.pos[0], counter),
      message: messageOf(error),
    }));
    if (document.errors.length > 0) return { ...unplaced(path), mistakes };
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (value === null) return refuse('the file is empty. Begin it with "version: 1".');
    const places = placesOf(document, counter);
    return { path, value, mistakes: [...mistakes, ...keysTwice(path, document.contents, counter)], ...places };
  } catch (error) {
    const deep = error instanceof RangeError;
    return refuse(deep ? 'the file is nested too deeply' : `not valid YAML: ${firstLine((error as Error).message)}`);
  }
}

const deepest = 64;
const mostErrors = 20;

/** A policy is three levels deep. Beyond any sense the parser takes very long, so that the text is looked at first. */
function isTooDeep(text: string): boolean {
  if (/^[ \t]*(?:[-?:][ \t]+){33}/m.test(text)) return true;
  let depth = 0;
  for (const letter of text) {
    if (letter === '[' || letter === '{') depth += 1;
    else if ((letter === ']' || letter === '}') && depth > 0) depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

function unplaced(path: string): Omit<PolicyYaml, 'mistakes'> {
  const top = (): Position => ({ line: 1, column: 1 });
  return { path, value: undefined, valueAt: top, keyAt: top };
}

function positionOf(offset: number, counter: LineCounter): Position {
  const { line, col } = counter.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function messageOf({ code, message }: YAMLError): string {
  return code === 'MULTIPLE_DOCS'
    ? 'the file holds several documents; a policy is one'
    : `not valid YAML: ${firstLine(message)}`;
}

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').slice(0, 200);
}

/** Keys that stand twice in one mapping. The parser can tell, too, but takes the square of their number. */
function keysTwice(path: string, root: unknown, counter: LineCounter): Mistake[] {
  const mistakes: Mistake[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isSeq(node)) for (const item of node.items) waiting.push(item ?? null);
    if (!isMap(node)) continue;
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      waiting.push(value ?? null);
      if (!isScalar(key)) continue;
      const name = String(key.value);
      const message = `the key "${shortened(name)}" stands twice; only one of the two can count`;
      if (seen.has(name)) mistakes.push({ path, ...positionOf(key.range?.[0] ?? 0, counter), message });
      seen.add(name);
    }
  }
  return mistakes;
}

interface Pair {
  readonly key: unknown;
  readonly value: unknown;
}

function placesOf(document: Document, counter: LineCounter): Omit<Places, 'path'> {
  const position = (node: unknown): Position | undefined => {
    const range = (node as { range?: readonly [number, number, number] } | null | undefined)?.range;
    if (range === undefined || range === null) return undefined;
    return positionOf(range[0], counter);
  };
  const members = new WeakMap<YAMLMap, Map<string, Pair>>();
  const memberOf = (map: YAMLMap, key: string): Pair | undefined => {
    let index = members.get(map);
    if (index === undefined) {
      index = new Map();
      for (const { key: name, value } of map.items)
        if (isScalar(name)) index.set(String(name.value), { key: name, value });
      members.set(map, index);
    }
    return index.get(key);
  };
  const pairAt = (keys: Keys): Pair | undefined => {
    let pair: Pair | undefined = { key: document.contents, value: document.contents };
    for (const key of keys) {
      const parent: unknown = isAlias(pair.value) ? pair.value.resolve(document) : pair.value;
      if (isSeq(parent)) pair = { key: parent.items[Number(key)], value: parent.items[Number(key)] };
      else pair = isMap(parent) ? memberOf(parent, String(key)) : undefined;
      if (pair === undefined) return undefined;
    }
    return pair;
  };
  const nearest = (keys: Keys, part: 'key' | 'value'): Position => {
    for (let length = keys.length; length >= 0; length--) {
      const pair = pairAt(keys.slice(0, length));
      const found = pair && (position(length === keys.length ? pair[part] : pair.value) ?? position(pair.key));
      if (found !== undefined) return found;
    }
    return { line: 1, column: 1 };
  };
  return {
    valueAt: (keys) => nearest(keys, 'value'),
    keyAt: (keys) => nearest(keys, 'key'),
    writtenAt: (keys) => {
      const node = pairAt(keys)?.value;
      return isScalar(node) ? node.source : undefined;
    },
  };
}
