import { javaRelease } from './java-release.ts';
import { argumentsOf, isGroup, isSymbol, isWord } from './code-statements.ts';
import { type ScriptLanguage, type Token, tokensOf } from './code-tokens.ts';

/** Calls that hand on the value they are called on. */
const transparent = new Set(
  'get toString orNull getOrElse orElse asProvider toInt toInteger trim asType toLowerCase getRequired requiredVersion map'.split(
    ' ',
  ),
);
/** Calls whose argument is the name of the value. */
const lookups = new Set(
  'property findProperty gradleProperty getProperty get getByName getAt getValue propertyOrNull systemProperty stringProperty'.split(
    ' ',
  ),
);
const prefixes = new Set(
  'project rootProject ext extra properties this providers parent settings gradle extensions'.split(' '),
);

/**
 * The text that an expression stands for, with `${name}` for what other places define: literals, names, look-ups and their concatenation.
 * Undefined if it is computed otherwise.
 */
export function textOfExpression(tokens: readonly Token[], language: ScriptLanguage): string | undefined {
  const end = tokens.findIndex((token, at) => isSymbol(token, '?') && isSymbol(tokens[at + 1], ':'));
  const terms: Token[][] = [[]];
  for (const token of end < 0 ? tokens : tokens.slice(0, end)) {
    if (isSymbol(token, '+')) terms.push([]);
    else if (token.kind !== 'newline') terms.at(-1)?.push(token);
  }
  let text = '';
  for (const term of terms) {
    const part = textOfTerm(term, language);
    if (part === undefined) return undefined;
    text += part;
  }
  return text;
}

function textOfTerm(tokens: readonly Token[], language: ScriptLanguage): string | undefined {
  const [first, second, third] = tokens;
  if (first === undefined) return undefined;
  if (first.kind === 'string' && (second === undefined || isWord(second, 'as') || isSymbol(second, '.')))
    return normalised(first.text, language);
  if (first.kind === 'number' && second === undefined) return first.text;
  if (isGroup(first, '(') && second === undefined) return textOfExpression(first.children, language);
  if (isWord(first, 'provider') && isGroup(second, '{') && third === undefined)
    return textOfExpression(second.children, language);
  const reference = referenceOf(tokens);
  const release = /(?:^|\.)(?:JavaVersion|JvmTarget)\.((?:VERSION|JVM)_\w+)$/.exec(reference ?? '')?.[1];
  if (release !== undefined) return javaRelease(release);
  return reference === undefined ? undefined : `\${${reference}}`;
}

/** Text with interpolations, each `${…}` brought to the plain name that it looks up. */
export function normalised(text: string, language: ScriptLanguage): string {
  if (!text.includes('${')) return text;
  let result = '';
  let rest = 0;
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', rest)) {
    const end = closingBrace(text, start + 1);
    if (end === undefined) break;
    const inner = text.slice(start + 2, end);
    const name = referenceOf(tokensOf(inner, language)) ?? inner.replace(/[{}$]/g, '');
    result += `${text.slice(rest, start)}\${${name}}`;
    rest = end + 1;
  }
  return result + text.slice(rest);
}

function closingBrace(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length && at < start + 300; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return undefined;
}

/**
 * The name of what an expression refers to, in dots and without the ways of looking it up: `rootProject.extra["a"] as String`, `project.ext.a`
 * and `findProperty("a")` are all `a`; `libs.findLibrary("x-y").get()` is `libs.x.y`. Undefined if it is no plain reference.
 */
export function referenceOf(tokens: readonly Token[]): string | undefined {
  const parts: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined || isWord(token, 'as')) break;
    if (isSymbol(token, '.') || isSymbol(token, '!') || (isSymbol(token, '?') && !isSymbol(tokens[at + 1], ':')))
      continue;
    if (isSymbol(token, '?')) break;
    if (isGroup(token, '[')) {
      const [key] = argumentsOf(token.children);
      if (key?.length !== 1 || key[0]?.kind !== 'string') return undefined;
      parts.push(key[0].text);
    } else if (token.kind === 'string' && isSymbol(tokens[at - 1], '.')) parts.push(token.text);
    else if (isWord(token) && isGroup(tokens[at + 1], '(')) {
      const called = callOf(token.text, tokens[at + 1]?.children ?? []);
      if (called === undefined) return undefined;
      parts.push(...called);
      at++;
    } else if (isWord(token) && !(token.text in {})) parts.push(token.text);
    else return undefined;
  }
  while (parts.length > 1 && prefixes.has(parts[0] ?? '')) parts.shift();
  return parts.length === 0 || parts.join('').length > 200 ? undefined : parts.join('.');
}

const catalogueCalls: Readonly<Record<string, readonly string[]>> = {
  findLibrary: [],
  findBundle: ['bundles'],
  findPlugin: ['plugins'],
  findVersion: ['versions'],
};

function callOf(name: string, inside: readonly Token[]): readonly string[] | undefined {
  const [argument] = argumentsOf(inside);
  const literal = argument?.length === 1 && argument[0]?.kind === 'string' ? argument[0].text : undefined;
  const kind = Object.hasOwn(catalogueCalls, name) ? catalogueCalls[name] : undefined;
  if (kind && literal !== undefined) return [...kind, ...literal.split(/[-_.]/)];
  if (literal !== undefined && (name === 'named' || name === 'find')) return [literal];
  if (literal !== undefined && lookups.has(name)) return [literal];
  return transparent.has(name) ? [] : undefined;
}

/** The entries of a map literal, `[a: '1']` or `mapOf("a" to "1")`; undefined if the expression is none. */
export function mapEntries(tokens: readonly Token[]): { name: string; value: readonly Token[] }[] | undefined {
  const [first, second] = tokens;
  const groovy = isGroup(first, '[') && second === undefined ? argumentsOf(first.children) : undefined;
  const kotlin =
    isWord(first) && /^(?:mutable)?mapOf$/i.test(first.text) && isGroup(second, '(')
      ? argumentsOf(second.children)
      : undefined;
  const entries = groovy ?? kotlin;
  if (entries === undefined) return undefined;
  return entries.flatMap((entry) => {
    const separator = entry[1];
    const pair = isSymbol(separator, ':') || isWord(separator, 'to');
    return pair && entry[0] ? [{ name: entry[0].text, value: entry.slice(2) }] : [];
  });
}
