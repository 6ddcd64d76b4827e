import { argumentsOf, isGroup, isSymbol, isWord, pathOf } from './code-statements.ts';
import type { Token } from './code-tokens.ts';
import { mapEntries, referenceOf, textOfExpression } from './gradle-expressions.ts';
import { type Place, type Script, lineAt } from './gradle-script.ts';

const modifiers = new Set(
  'val var def const final private internal public protected static lazy override String Object CharSequence'.split(
    ' ',
  ),
);
const extra = /^(?:(?:root)?[pP]roject\.)?(?:ext|extra)(?:\.apply)?$/;

/** Reads a statement that names a value: `val a = …`, `ext.a = …`, `extra["a"] = …`, `set("a", …)` in `ext`, `val a by extra(…)`. False if it does not. */
export function readVariable(statement: readonly Token[], place: Place, script: Script): boolean {
  const within = place.blocks.at(-1) ?? '';
  const { path, length } = pathOf(statement);
  const inExtra = extra.test(within);
  const sets = inExtra ? path === 'set' : path.endsWith('.set') && extra.test(path.slice(0, -4));
  if (sets && isGroup(statement[length], '(')) {
    const [name, value] = argumentsOf(statement[length]?.children ?? []);
    if (name?.length === 1 && name[0] && value) define(name[0].text, value, place, script);
    return true;
  }
  const by = statement.findIndex((token) => isWord(token, 'by'));
  const equals = statement.findIndex(
    (token, at) => isSymbol(token, '=') && !isSymbol(statement[at + 1], '=') && !isComparison(statement[at - 1]),
  );
  const end = equals >= 0 ? equals : by;
  if (end < 1) return false;
  let start = 0;
  while (start < end - 1 && isWord(statement[start]) && modifiers.has(statement[start]?.text ?? '')) start++;
  const colon = statement.findIndex((token, at) => at > start && at < end && isSymbol(token, ':'));
  const name = referenceOf(statement.slice(start, colon < 0 ? end : colon));
  if (name === undefined) return false;
  const value = equals >= 0 ? statement.slice(equals + 1) : delegated(statement.slice(by + 1));
  if (value.length > 0) define(name, value, place, script);
  return true;
}

/** `extra("1")`, `extra { "1" }`, `lazy { "1" }`. */
function delegated(tokens: readonly Token[]): readonly Token[] {
  const { length } = pathOf(tokens);
  const group = tokens[length];
  return group?.kind === 'group' ? group.children.filter(({ kind }) => kind !== 'newline') : [];
}

function isComparison(token: Token | undefined): boolean {
  return token?.kind === 'symbol' && '=!<>+-'.includes(token.text);
}

function define(name: string, value: readonly Token[], place: Place, script: Script, depth = 0): void {
  const entries = depth < 3 ? mapEntries(value) : undefined;
  if (entries) {
    for (const entry of entries) define(`${name}.${entry.name}`, entry.value, place, script, depth + 1);
    return;
  }
  const text = textOfExpression(value, script.language);
  if (text === undefined || text === `\${${name}}`) return;
  const objects = place.blocks
    .filter((block) => block.startsWith('object ') && block.length > 7)
    .map((block) => block.slice(7));
  script.variables.push({ name: [...objects, name].join('.'), value: text, at: lineAt(script, value[0]?.line ?? 1) });
}
