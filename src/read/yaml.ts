import {
  CST,
  Composer,
  type Document as ParsedDocument,
  type ParsedNode,
  Lexer,
  LineCounter,
  type Pair,
  Parser,
  type YAMLMap,
  isMap,
  isNode,
  isScalar,
  isSeq,
} from 'yaml';
import { type Document, unreadable } from './document.ts';
import { parseBlockYaml } from './yaml-block.ts';

/** What nobody writes by hand is refused before it reaches the parts of the parser that recurse, or take the square of a number. */
const limits = { depth: 100, documents: 1000, aliases: 1000, errors: 100 };

/**
 * Parses every document of a YAML file; all scalars are text as written (`3.10` stays `3.10`), merge keys are applied.
 * Template lines (`{{ … }}` of Helm or Jinja) make a file unreadable, which is reported. https://yaml.org/spec/1.2.2/
 */
export function parseYaml(path: string, text: string): YamlDocument[] {
  const simple = parseBlockYaml(text);
  return simple === undefined ? parseWholeYaml(path, text) : [{ ...simple, diagnostics: [] }];
}

/** The same for whatever YAML has. */
export function parseWholeYaml(path: string, text: string): YamlDocument[] {
  const counter = new LineCounter();
  const composer = new Composer<ParsedNode>({
    schema: 'failsafe',
    merge: true,
    // These two take the square of what there is to complain of.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    stringKeys: true,
  });
  const documents: YamlDocument[] = [];
  try {
    for (const document of composer.compose(tokens(text, counter))) {
      if (documents.length >= limits.documents) throw new RangeError(`more than ${limits.documents} documents`);
      documents.push(wrap(path, document, counter));
    }
  } catch (error) {
    // The parser had come as far as the last line that it told of.
    documents.push(failed(path, counter.lineStarts.length, (error as Error).message));
  }
  return documents;
}

/** The concrete syntax of a text, part by part, as far as it stays within the limits. */
function* tokens(text: string, counter: LineCounter): Generator<CST.Token> {
  const parser = new Parser(counter.addNewLine);
  counter.addNewLine(0);
  let [aliases, errors] = [0, 0];
  let before = '';
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.startsWith('*') && before !== CST.SCALAR) aliases += 1;
    before = lexeme;
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') errors += 1;
      yield token;
    }
    if (parser.stack.length > limits.depth) throw new RangeError(`nested more than ${limits.depth} levels deep`);
    if (aliases > limits.aliases) throw new RangeError(`more than ${limits.aliases} aliases`);
    if (errors > limits.errors) throw new RangeError(`more than ${limits.errors} errors`);
  }
  yield* parser.end();
}

/** A document that also tells where the keys of its mappings stand. */
export interface YamlDocument extends Document {
  /** The line of the last of these keys itself; of its value if it cannot be told, as in a merge. */
  keyLineOf(...keys: readonly (string | number)[]): number;
}

function failed(path: string, line: number, reason: string): YamlDocument {
  return { ...unreadable(path, line, `not valid YAML: ${reason}`), keyLineOf: () => line };
}

function wrap(path: string, document: ParsedDocument.Parsed, counter: LineCounter): YamlDocument {
  const error = document.errors[0];
  const children: Children = new WeakMap();
  if (error) return failed(path, counter.linePos(error.pos[0]).line, error.message);
  const lineOf = (...keys: readonly (string | number)[]): number => {
    for (let length = keys.length; length >= 0; length--) {
      const node = nodeAt(document.contents, keys.slice(0, length), children);
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
    }
    return 1;
  };
  const keyLineOf = (...keys: readonly (string | number)[]): number => {
    const above = nodeAt(document.contents, keys.slice(0, -1), children);
    const key = isMap(above) ? membersOf(above, children).get(String(keys.at(-1)))?.key : undefined;
    return isNode(key) && key.range ? counter.linePos(key.range[0]).line : lineOf(...keys);
  };
  try {
    return { value: document.toJS({ maxAliasCount: limits.aliases }), lineOf, keyLineOf, diagnostics: [] };
  } catch (error) {
    return failed(path, 1, (error as Error).message);
  }
}

type Children = WeakMap<YAMLMap, Map<string, Pair>>;

/** The node at these keys. */
function nodeAt(root: unknown, keys: readonly (string | number)[], children: Children): unknown {
  let at = root;
  for (const key of keys) {
    if (isSeq(at)) at = at.items[Number(key)];
    else if (isMap(at)) at = membersOf(at, children).get(String(key))?.value;
    else return undefined;
  }
  return at;
}

/** The members of a mapping by their keys, indexed once, so that asking for all of them is linear. */
function membersOf(map: YAMLMap, children: Children): Map<string, Pair> {
  let members = children.get(map);
  if (members === undefined) {
    members = new Map();
    for (const pair of map.items) if (isScalar(pair.key)) members.set(String(pair.key.value), pair);
    children.set(map, members);
  }
  return members;
}
