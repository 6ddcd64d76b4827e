import type { Dependency } from '../model/dependency.ts';
import { isGroup, isSymbol, isWord, pathOf } from './code-statements.ts';
import type { Token } from './code-tokens.ts';
import { referenceOf, textOfExpression } from './gradle-expressions.ts';
import { type Place, type Script, lineAt } from './gradle-script.ts';

/** Short names of plugins that long ones replaced. */
const renamed: Readonly<Record<string, string>> = {
  kotlin: 'org.jetbrains.kotlin.jvm',
  'kotlin-jvm': 'org.jetbrains.kotlin.jvm',
  'kotlin-multiplatform': 'org.jetbrains.kotlin.multiplatform',
  'kotlin-spring': 'org.jetbrains.kotlin.plugin.spring',
  'kotlin-jpa': 'org.jetbrains.kotlin.plugin.jpa',
  'kotlin-kapt': 'org.jetbrains.kotlin.kapt',
  'kotlin-android': 'org.jetbrains.kotlin.android',
  'spring-boot': 'org.springframework.boot',
  shadow: 'com.gradleup.shadow',
};

/** One statement of a `plugins` block. Plugins that are only named (`apply false`) are of the group `apply false`. https://docs.gradle.org/current/userguide/plugins.html#sec:plugins_block */
export function readPlugin(statement: readonly Token[], place: Place, script: Script): void {
  const { path, length } = pathOf(statement);
  const argument = isGroup(statement[length], '(')
    ? (statement[length]?.children ?? [])
    : statement.slice(length, length + 1);
  const rest = isGroup(statement[length], '(') || path === 'id' ? statement.slice(length + 1) : statement.slice(length);
  const literal = textOfExpression(argument, script.language);
  const line = statement[0]?.line ?? 1;
  const plugin = (name: string, more: Partial<Dependency> = {}): void => {
    const version = versionOf(rest, script);
    const off = applyFalse(rest);
    const group = off ? 'apply false' : place.target;
    script.dependencies.push({
      ecosystem: 'gradle-plugin',
      name: renamed[name] ?? name,
      scope: 'build',
      at: lineAt(script, version?.line ?? line),
      ...(version && { requirement: version.text }),
      ...(group !== undefined && { group }),
      ...more,
    });
  };
  if ((path === 'id' || path === 'plugin') && literal !== undefined) plugin(literal);
  else if (path === 'kotlin' && literal !== undefined) plugin(kotlinPlugin(literal));
  else if (path === 'alias') {
    const reference = referenceOf(argument) ?? '';
    if (reference !== '') plugin(reference, { inherits: reference });
  } else if (path !== '' && isPlain(statement[length])) plugin(path);
}

/** `kotlin("jvm")` is `org.jetbrains.kotlin.jvm`; compiler plugins are called `plugin.spring`. */
function kotlinPlugin(name: string): string {
  return `org.jetbrains.kotlin.${name}`;
}

function isPlain(next: Token | undefined): boolean {
  return next === undefined || isWord(next, 'version') || isWord(next, 'apply');
}

function versionOf(tokens: readonly Token[], script: Script): { text: string; line: number } | undefined {
  const at = tokens.findIndex((token) => isWord(token, 'version'));
  const first = tokens[at + 1];
  if (at < 0 || first === undefined) return undefined;
  const end = tokens.findIndex((token, index) => index > at && isWord(token, 'apply'));
  const value = isGroup(first, '(') ? first.children : tokens.slice(at + 1, end < 0 ? undefined : end);
  const text = textOfExpression(value, script.language);
  return text === undefined ? undefined : { text, line: (value[0] ?? first).line };
}

function applyFalse(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex((token) => isWord(token, 'apply'));
  const value = isGroup(tokens[at + 1], '(') ? tokens[at + 1]?.children[0] : tokens[at + 1];
  return at >= 0 && isWord(value, 'false');
}

/**
 * `apply plugin: 'x'`, `apply(plugin = "x")`, `apply from: 'x.gradle'`, `apply { plugin("x") }`, `pluginManager.apply("x")`.
 * Returns the script that is applied, if it is one.
 */
export function readApply(
  statement: readonly Token[],
  place: Place,
  script: Script,
): { from: string; line: number } | undefined {
  const { path, length } = pathOf(statement);
  if (!/(?:^|\.)apply$/.test(path)) return undefined;
  const tokens = statement.slice(length).flatMap((token) => (token.kind === 'group' ? token.children : [token]));
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    const separated = isSymbol(next, ':') || isSymbol(next, '=');
    const end = tokens.findIndex(({ kind, text }, at) => at > index && (kind === 'newline' || text === ','));
    const value = tokens.slice(index + (separated ? 2 : 1), end < 0 ? undefined : end);
    const text = textOfExpression(
      value.length === 1 && isGroup(value[0], '(') ? value[0].children : value,
      script.language,
    );
    if (text === undefined) continue;
    if (isWord(token, 'from') && separated) return { from: text, line: token.line };
    if (isWord(token, 'plugin'))
      readPlugin(
        [
          { ...token, text: 'id' },
          { ...token, kind: 'string', text },
        ],
        place,
        script,
      );
  }
  const [only] = tokens;
  if (path.endsWith('.apply') && only?.kind === 'string')
    readPlugin([{ ...only, kind: 'word', text: 'id' }, only], place, script);
  return undefined;
}
