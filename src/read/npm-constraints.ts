import type { Constraint } from '../model/dependency.ts';
import { type Document, entriesOf, fieldOf, isRecord } from './document.ts';
import { packageIdentity, splitPackage } from './npm-spec.ts';

/**
 * The catalogues below `keys`: `catalog` and `catalogs.<name>`, whose entries are asked for as `catalog:` and `catalog:<name>`.
 * https://pnpm.io/catalogs, https://yarnpkg.com/features/catalogs, https://bun.com/docs/pm/catalogs
 */
export function catalogsIn(path: string, document: Document, ...keys: readonly string[]): Constraint[] {
  const found = tableOf(path, document, 'catalog:default', [...keys, 'catalog']);
  for (const [name] of entriesOf(fieldOf(document.value, ...keys, 'catalogs'))) {
    found.push(...tableOf(path, document, `catalog:${name}`, [...keys, 'catalogs', name]));
  }
  return found;
}

/**
 * Versions forced upon packages wherever they are asked for: key `override` if without condition, `override:<selector>` if only below another
 * package or for some versions; `resolution` and `pnpm-override` by the field, as each package manager heeds its own. https://docs.npmjs.com/cli/configuring-npm/package-json#overrides,
 * https://pnpm.io/settings#overrides, https://yarnpkg.com/configuration/manifest#resolutions
 */
export function overridesIn(path: string, document: Document, ...keys: readonly string[]): Constraint[] {
  const kind = keys.includes('resolutions')
    ? 'resolution'
    : path.endsWith('.yaml') || keys.length > 1
      ? 'pnpm-override'
      : 'override';
  const found: Constraint[] = [];
  const visit = (value: unknown, at: readonly string[], parents: readonly string[]): void => {
    for (const [selector, inner] of entriesOf(value)) {
      const own = [...at, selector];
      const chain = selector === '.' ? parents : [...parents, selector];
      if (isRecord(inner)) visit(inner, own, chain);
      else if (typeof inner === 'string') found.push(override(kind, path, document.lineOf(...own), chain, inner));
    }
  };
  visit(fieldOf(document.value, ...keys), keys, []);
  return found;
}

function tableOf(path: string, document: Document, key: string, keys: readonly string[]): Constraint[] {
  const found: Constraint[] = [];
  for (const [name, requirement] of entriesOf(fieldOf(document.value, ...keys))) {
    if (typeof requirement !== 'string') continue;
    found.push({ key, ecosystem: 'npm', name, requirement, at: { path, line: document.lineOf(...keys, name) } });
  }
  return found;
}

function override(kind: string, path: string, line: number, chain: readonly string[], requirement: string): Constraint {
  const parts = chain.flatMap(selectorParts);
  const { name, requirement: range } = splitPackage(parts.at(-1) ?? '');
  const conditional = parts.length > 1 || (range !== undefined && !isAnyRange(range));
  const key = conditional ? `${kind}:${parts.join('>')}` : kind;
  return { key, ...packageIdentity(name), requirement, at: { path, line } };
}

/** yarn 4 writes the range that it replaces as `npm:1.2.3` or leaves it away; `*` and `npm:*` are no condition. */
function isAnyRange(range: string): boolean {
  return /^(?:npm:)?\*?$/.test(range);
}

/** `a>b@2` of pnpm (a `>` after a blank, `|` or `@` belongs to a range) and `**\/a/@scope/b` of yarn in their packages. */
function selectorParts(selector: string): string[] {
  const found: string[] = [];
  for (const part of selector.split(/(?<=[^ |@])>/)) {
    if (!/^(?:\*\*\/|[^@]*\/|@[^/]*\/[^/]*\/)/.test(part)) {
      found.push(part.trim());
      continue;
    }
    const words = part.split('/');
    for (let at = 0; at < words.length; at++) {
      const word = words[at] ?? '';
      if (word === '**' || word === '') continue;
      found.push(word.startsWith('@') && at + 1 < words.length ? `${word}/${words[++at]}` : word);
    }
  }
  return found;
}
