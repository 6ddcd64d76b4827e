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
  const counter = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: counter, version: '1.2', logLevel: 'silent', merge: false });
    const mistakes = [...document.errors, ...document.warnings].map((error) => ({
      path,
      ...positionIn(error),
      message: messageOf(error, document),
    }));
    if (document.errors.some(({ code }) => code !== 'DUPLICATE_KEY')) return { ...unplaced(path), mistakes };
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (value === null) return refuse('the file is empty. Begin it with "version: 1".');
    return { path, value, mistakes, ...placesOf(document, counter) };
  } catch (error) {
    const deep = error instanceof RangeError;
    return refuse(deep ? 'the file is nested too deeply' : `not valid YAML: ${firstLine((error as Error).message)}`);
  }
}

function unplaced(path: string): Omit<PolicyYaml, 'mistakes'> {
  const top = (): Position => ({ line: 1, column: 1 });
  return { path, value: undefined, valueAt: top, keyAt: top };
}

function positionIn(error: YAMLError): Position {
  const [start] = error.linePos ?? [];
  return start === undefined ? { line: 1, column: 1 } : { line: start.line, column: start.col };
}

function messageOf(error: YAMLError, document: Document): string {
  if (error.code !== 'DUPLICATE_KEY') return `not valid YAML: ${firstLine(error.message)}`;
  const key = keyStartingAt(document.contents, error.pos[0]);
  return `${key === undefined ? 'a key' : `the key "${shortened(key)}"`} stands twice; only one of the two can count`;
}

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').slice(0, 200);
}

function keyStartingAt(node: unknown, offset: number): string | undefined {
  const waiting = [node];
  for (let one = waiting.pop(); waiting.length > 0 || one !== undefined; one = waiting.pop()) {
    if (isSeq(one)) waiting.push(...one.items);
    else if (isMap(one)) {
      for (const { key, value } of one.items) {
        if (isScalar(key) && key.range?.[0] === offset) return String(key.value);
        waiting.push(value);
      }
    }
  }
  return undefined;
}

interface Pair {
  readonly key: unknown;
  readonly value: unknown;
}

function placesOf(document: Document, counter: LineCounter): Omit<Places, 'path'> {
  const position = (node: unknown): Position | undefined => {
    const range = (node as { range?: readonly [number, number, number] } | null | undefined)?.range;
    if (range === undefined || range === null) return undefined;
    const { line, col } = counter.linePos(range[0]);
    return { line, column: col };
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
