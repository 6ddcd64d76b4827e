import { type Document as ParsedDocument, LineCounter, isMap, isNode, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { type Document, unreadable } from './document.ts';

/**
 * Parses every document of a YAML file; all scalars are text as written (`3.10` stays `3.10`), merge keys are applied.
 * Template lines (`{{ … }}` of Helm or Jinja) make a file unreadable, which is reported. https://yaml.org/spec/1.2.2/
 */
export function parseYaml(path: string, text: string): YamlDocument[] {
  const counter = new LineCounter();
  try {
    const documents = parseAllDocuments(text, {
      lineCounter: counter,
      schema: 'failsafe',
      merge: true,
      uniqueKeys: false,
      logLevel: 'silent',
      stringKeys: true,
    });
    return [...(Array.isArray(documents) ? documents : [])].map((document) => wrap(path, document, counter));
  } catch (error) {
    return [failed(path, 1, (error as Error).message)];
  }
}

/** A document that also tells where the keys of its mappings stand. */
export interface YamlDocument extends Document {
  /** The line of the last of these keys itself; of its value if it cannot be told, as in a merge. */
  keyLineOf(...keys: readonly (string | number)[]): number;
}

function failed(path: string, line: number, reason: string): YamlDocument {
  return { ...unreadable(path, line, `not valid YAML: ${reason}`), keyLineOf: () => line };
}

function wrap(path: string, document: ParsedDocument, counter: LineCounter): YamlDocument {
  const error = document.errors[0];
  const children: Children = new WeakMap();
  if (error) return failed(path, error.linePos?.[0].line ?? 1, error.message);
  const lineOf = (...keys: readonly (string | number)[]): number => {
    for (let length = keys.length; length >= 0; length--) {
      const node = nodeAt(document.contents, keys.slice(0, length), children);
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
    }
    return 1;
  };
  const keyLineOf = (...keys: readonly (string | number)[]): number => {
    const above = nodeAt(document.contents, keys.slice(0, -1), children);
    const pair = isMap(above) ? above.items.find(({ key }) => isScalar(key) && key.value === keys.at(-1)) : undefined;
    const key = pair?.key;
    return isNode(key) && key.range ? counter.linePos(key.range[0]).line : lineOf(...keys);
  };
  try {
    return { value: document.toJS({ maxAliasCount: 1000 }), lineOf, keyLineOf, diagnostics: [] };
  } catch (error) {
    return failed(path, 1, (error as Error).message);
  }
}

type Children = WeakMap<object, Map<string, unknown>>;

/** The node at these keys. The members of a mapping are indexed once, so that asking for all of them is linear. */
function nodeAt(root: unknown, keys: readonly (string | number)[], children: Children): unknown {
  let at = root;
  for (const key of keys) {
    if (isSeq(at)) at = at.items[Number(key)];
    else if (isMap(at)) {
      let members = children.get(at);
      if (members === undefined) {
        members = new Map();
        for (const { key: name, value } of at.items) if (isScalar(name)) members.set(String(name.value), value);
        children.set(at, members);
      }
      at = members.get(String(key));
    } else return undefined;
  }
  return at;
}
