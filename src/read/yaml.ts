import { type Document as YamlDocument, LineCounter, isNode, parseAllDocuments } from 'yaml';
import { type Document, unreadable } from './document.ts';

/**
 * Parses every document of a YAML file; all scalars are text as written (`3.10` stays `3.10`), merge keys are applied.
 * Template lines (`{{ … }}` of Helm or Jinja) make a file unreadable, which is reported. https://yaml.org/spec/1.2.2/
 */
export function parseYaml(path: string, text: string): Document[] {
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
    return [unreadable(path, 1, `not valid YAML: ${(error as Error).message}`)];
  }
}

function wrap(path: string, document: YamlDocument, counter: LineCounter): Document {
  const error = document.errors[0];
  if (error) return unreadable(path, error.linePos?.[0].line ?? 1, `not valid YAML: ${error.message}`);
  try {
    return {
      value: document.toJS({ maxAliasCount: 1000 }),
      lineOf: (...keys) => {
        for (let length = keys.length; length >= 0; length--) {
          const node: unknown = length === 0 ? document.contents : document.getIn(keys.slice(0, length), true);
          if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
        }
        return 1;
      },
      diagnostics: [],
    };
  } catch (error) {
    return unreadable(path, 1, `not valid YAML: ${(error as Error).message}`);
  }
}
