import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { isGroup, isSymbol, isWord, pathOf } from './code-statements.ts';
import type { Token } from './code-tokens.ts';
import { textOfExpression } from './gradle-expressions.ts';
import { type Place, type Script, lineAt } from './gradle-script.ts';
import { javaRelease } from './java-release.ts';

const pins = /(?:^|\.)(?:languageVersion|jvmToolchain)(?:\.set)?$/;
const targets = /(?:^|\.)(?:sourceCompatibility|targetCompatibility|release|jvmTarget)(?:\.set)?$/;

/**
 * Reads a statement that fixes the Java version: toolchains pin what runs, the rest says what it is compiled for.
 * https://docs.gradle.org/current/userguide/toolchains.html
 */
export function readJavaVersion(statement: readonly Token[], place: Place, script: Script): void {
  const { path, length } = pathOf(statement);
  const strength = pins.test(path) ? 'pin' : targets.test(path) ? 'target' : undefined;
  if (strength === undefined || place.blocks.some((block) => /[tT]est/.test(block))) return;
  const next = statement[length];
  if (isGroup(next, '{') || next === undefined) return;
  const value = isSymbol(next, '=')
    ? statement.slice(length + 1)
    : isGroup(next, '(')
      ? next.children
      : statement.slice(length);
  const requirement = releaseOf(value, script);
  if (requirement === undefined) return;
  const runtime: RuntimeRequirement = {
    technology: 'java',
    requirement,
    strength,
    at: lineAt(script, (value[0] ?? next).line),
  };
  script.runtimes.push(runtime);
}

/** `17`, `"17"`, `1.8`, `JavaVersion.VERSION_17`, `JvmTarget.JVM_17`, `JavaLanguageVersion.of(x)`, or a name. */
function releaseOf(tokens: readonly Token[], script: Script): string | undefined {
  const constant = tokens.find((token) => isWord(token) && /^(?:VERSION|JVM)_/.test(token.text));
  if (constant) return javaRelease(constant.text);
  const { path, length } = pathOf(tokens);
  const call = tokens[length];
  if (isGroup(call, '(') && /\.(?:of|toVersion|fromTarget|parseInt|valueOf)$|^(?:of|toVersion)$/.test(path))
    return releaseOf(call.children, script);
  const text = textOfExpression(tokens, script.language);
  if (text === undefined || text === '' || text.includes('JavaVersion.')) return undefined;
  return javaRelease(text);
}
