import { argumentsOf, isGroup, isSymbol, isWord, pathOf, statementsOf } from './code-statements.ts';
import type { Token } from './code-tokens.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { coordinatesOf } from './gradle-dependencies.ts';
import { textOfExpression } from './gradle-expressions.ts';
import { type Script, lineAt } from './gradle-script.ts';

/** How a build script spells an alias: `-`, `_` and `.` are all dots. https://docs.gradle.org/current/userguide/version_catalogs.html#sec:mapping-aliases-to-accessors */
export function accessorOf(alias: string): string {
  return alias.replace(/[-_]/g, '.');
}

/** One catalogue of a `versionCatalogs` block: `create("libs") { from(files("…")) }`, from a published one, or written out. */
export function readCatalogue(statement: readonly Token[], script: Script): void {
  const { path, length } = pathOf(statement);
  const inside = isGroup(statement[length], '(') ? (statement[length]?.children ?? []) : [];
  const block = [...statement, ...inside].find((token) => isGroup(token, '{'));
  const created = inside.find(({ kind }) => kind === 'string')?.text;
  const delegated = isWord(statement[0], 'val') ? statement[1]?.text : undefined;
  const name = created ?? delegated ?? path;
  if (block === undefined || name === '') return;
  for (const entry of statementsOf(block.children)) readEntry(entry, name, script);
}

function readEntry(statement: readonly Token[], catalogue: string, script: Script): void {
  const { path, length } = pathOf(statement);
  const call = statement[length];
  const given = argumentsOf(isGroup(call, '(') ? call.children : statement.slice(length));
  const line = given[0]?.[0]?.line ?? call?.line ?? 1;
  const at = lineAt(script, line);
  const texts = given.map((one) => textOfExpression(one, script.language));
  const [first, second, third] = texts;
  const fix = (key: string, ecosystem: 'maven' | 'gradle-plugin', name: string, requirement?: string): void => {
    script.constraints.push({ key: `${catalogue}.${key}`, ecosystem, name, requirement, at });
  };
  const later = requirementBehind(statement.slice(length + 1), catalogue, script);
  if (path === 'from') return readSource(given[0] ?? [], first, catalogue, script, line);
  if (first === undefined) return;
  if (path === 'version' && second !== undefined)
    script.variables.push({ name: `${catalogue}.versions.${accessorOf(first)}`, value: second, at });
  if (path === 'library' && second !== undefined && third !== undefined)
    fix(accessorOf(first), 'maven', `${second}:${third}`, later);
  else if (path === 'library' && second !== undefined) {
    const { name, version } = coordinatesOf(second);
    fix(accessorOf(first), 'maven', name, version);
  }
  if (path === 'plugin' && second !== undefined) fix(`plugins.${accessorOf(first)}`, 'gradle-plugin', second, later);
  if (path === 'bundle') {
    const members = given
      .slice(1)
      .flatMap((one) => one.flatMap((token) => (token.kind === 'group' ? token.children : [token])));
    script.constraints.push({
      key: `${catalogue}.bundles.${accessorOf(first)}`,
      ecosystem: 'maven',
      name: first,
      at,
      members: members.filter(({ kind }) => kind === 'string').map(({ text }) => `${catalogue}.${accessorOf(text)}`),
    });
  }
}

/** `.version("1")` and `.versionRef("x")`. */
function requirementBehind(tokens: readonly Token[], catalogue: string, script: Script): string | undefined {
  for (const [index, token] of tokens.entries()) {
    const argument = tokens[index + 1];
    if (!isGroup(argument, '(') || !isWord(token)) continue;
    const text = textOfExpression(argument.children, script.language);
    if (text !== undefined && token.text === 'version') return text;
    if (text !== undefined && token.text === 'versionRef') return `\${${catalogue}.versions.${accessorOf(text)}}`;
  }
  return undefined;
}

function readSource(
  argument: readonly Token[],
  text: string | undefined,
  catalogue: string,
  script: Script,
  line: number,
): void {
  const at = lineAt(script, line);
  if (text?.includes(':') === true && !text.includes('/')) {
    const { name, version } = coordinatesOf(text);
    script.constraints.push({ key: catalogue, ecosystem: 'gradle-catalog', name, requirement: version, at });
    return;
  }
  const { length } = pathOf(argument);
  const inside = isGroup(argument[length], '(') ? argument[length]?.children : undefined;
  const file = inside?.findLast(({ kind }) => kind === 'string')?.text;
  const own = file?.replace(/^\$\{(?:rootDir|settingsDir|rootProject\.projectDir)\}\//, '');
  const path = own === undefined ? undefined : resolvePath(directoryOf(script.path), own);
  if (path !== undefined) script.links.push({ kind: 'catalogue', path, name: catalogue, at });
  else if (!argument.some((token) => isSymbol(token, '.')))
    script.diagnostics.push({ message: `source of the catalogue ${catalogue} not understood`, at });
}
