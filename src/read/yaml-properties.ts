import type { Diagnostic } from '../model/diagnostic.ts';
import { isRecord, textOf } from './document.ts';
import { parseYaml } from './yaml.ts';

/** One configured value before lists are put together. */
export interface Entry {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

const deepest = 50;
const mostEntries = 20_000;

/** The documents of a YAML file as properties: keys joined with dots, elements of lists as `a[0]`. */
export function flatYaml(path: string, text: string): { entries: Entry[]; diagnostics: readonly Diagnostic[] }[] {
  return parseYaml(path, text).map((document) => {
    const entries: Entry[] = [];
    const visit = (value: unknown, name: string, keys: readonly (string | number)[]): void => {
      if (keys.length > deepest || entries.length >= mostEntries) return;
      if (Array.isArray(value))
        for (const [index, element] of value.entries()) visit(element, `${name}[${index}]`, [...keys, index]);
      else if (isRecord(value)) {
        for (const [key, field] of Object.entries(value)) {
          const part = key === '~' ? '' : key;
          visit(field, [name, part].filter((one) => one !== '').join('.'), [...keys, key]);
        }
      } else entries.push({ key: name, value: textOf(value) ?? '', line: document.lineOf(...keys) });
    };
    visit(document.value, '', []);
    return { entries: entries.filter(({ key }) => key !== ''), diagnostics: document.diagnostics };
  });
}
