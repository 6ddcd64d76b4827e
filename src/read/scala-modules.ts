import type { Scope } from '../model/dependency.ts';
import { isGroup, isSymbol, isWord, pathOf } from './code-statements.ts';
import type { Token } from './code-tokens.ts';
import { textOfExpression } from './gradle-expressions.ts';

/** A module as Scala's build tools write it: `"group" %% "artifact" % "version" % Test`. Placeholders stand as `${name}`. */
export interface ScalaModule {
  readonly name: string;
  readonly requirement?: string;
  readonly scope: Scope;
  readonly line: number;
  /** Where the version stands, if it is a literal. */
  readonly versionLine: number;
}

/** Every module in these tokens and in the brackets among them, but not in blocks. https://www.scala-sbt.org/1.x/docs/Library-Dependencies.html */
export function modulesIn(tokens: readonly Token[], around?: Scope): ScalaModule[] {
  const found: ScalaModule[] = [];
  const plain = tokens.filter(({ kind }) => kind !== 'newline');
  for (let at = 0; at < plain.length; at++) {
    const token = plain[at];
    if (isGroup(token, '{')) continue;
    if (token?.kind === 'group') {
      found.push(...modulesIn(token.children, mappedScope(plain.slice(at + 1, at + 4)) ?? around));
      continue;
    }
    const group = token === undefined ? undefined : term(plain, at);
    const first = group && percents(plain, group.end);
    const artifact = first && term(plain, first);
    const second = artifact && percents(plain, artifact.end);
    const version = second && term(plain, second);
    if (!group || !artifact || !version || token === undefined) continue;
    const third = percents(plain, version.end);
    const scope = third === undefined ? undefined : scopeOf(plain[third]);
    found.push({
      name: `${group.text}:${artifact.text}`,
      requirement: version.text,
      scope: scope ?? around ?? 'runtime',
      line: token.line,
      versionLine: plain[second]?.line ?? token.line,
    });
    at = version.end - 1;
  }
  return found;
}

/** A string, or a name that stands for one. */
function term(tokens: readonly Token[], at: number): { text: string; end: number } | undefined {
  const first = tokens[at];
  if (first?.kind === 'string') return { text: first.text, end: at + 1 };
  if (!isWord(first)) return undefined;
  const { length } = pathOf(tokens.slice(at, at + 12));
  const text = textOfExpression(tokens.slice(at, at + length), 'scala');
  return text === undefined ? undefined : { text, end: at + length };
}

/** The place behind one to three per cent signs. */
function percents(tokens: readonly Token[], at: number): number | undefined {
  let end = at;
  while (end < at + 3 && isSymbol(tokens[end], '%')) end++;
  return end === at ? undefined : end;
}

/** `Seq(…).map(_ % Test)` */
function mappedScope(tokens: readonly Token[]): Scope | undefined {
  const [dot, map, argument] = tokens;
  if (!isSymbol(dot, '.') || !isWord(map, 'map') || !isGroup(argument, '(')) return undefined;
  const percent = argument.children.findIndex((token) => isSymbol(token, '%'));
  return percent < 0 ? undefined : scopeOf(argument.children[percent + 1]);
}

function scopeOf(token: Token | undefined): Scope | undefined {
  const name = token?.text.toLowerCase() ?? '';
  if (name.includes('compile->') || name === 'runtime' || name === 'compile') return 'runtime';
  if (/\b(?:test|it|integrationtest)\b/.test(name)) return 'test';
  if (name === 'provided' || name === 'compile-internal') return 'provided';
  return name === 'optional' ? 'optional' : undefined;
}
