import type { Dependency, Scope } from '../model/dependency.ts';
import { argumentsOf, isGroup, isSymbol, isWord, namedArgument, pathOf, statementsOf } from './code-statements.ts';
import type { Token } from './code-tokens.ts';
import { referenceOf, textOfExpression } from './gradle-expressions.ts';
import { type Place, type Script, lineAt, scopeOfConfiguration } from './gradle-script.ts';

/** What a dependency statement says of each thing it adds. */
interface Declared {
  readonly place: Place;
  readonly script: Script;
  readonly scope: Scope;
  readonly bom?: boolean;
  /** From the block behind it: `{ version { strictly("1") } }`. */
  readonly version?: { text: string; line: number };
}

/** Words that may begin a statement among dependencies and add none. */
const notConfigurations = /^(?:throw|return|exclude|println|print|logger\.\w+|require|check|error|import|assert)$/;

/** Calls whose argument is the dependency itself. */
const wrappers = new Set(['testFixtures', 'variantOf', 'create', 'module', 'optional', 'variant', 'dependencies']);
const platforms = new Set(['platform', 'enforcedPlatform']);
/** Calls that add files or things that no repository holds. */
const others = new Set(
  'dependency files fileTree gradleApi localGroovy gradleTestKit gradleKotlinDsl npm devNpm peerNpm layout sourceSets tasks rootProject zipTree fg compose kotlinw'.split(
    ' ',
  ),
);

/**
 * Reads one statement of a `dependencies` block: `implementation("g:a:1")`, `api platform(libs.bom)`, `runtimeOnly group: 'g', name: 'a'` …
 * False if it is none. https://docs.gradle.org/current/userguide/declaring_dependencies.html
 */
export function readDependency(statement: readonly Token[], place: Place, script: Script): boolean {
  const [first] = statement;
  const { path, length } = first?.kind === 'string' ? { path: first.text, length: 1 } : pathOf(statement);
  let configuration = path.slice(path.lastIndexOf('.') + 1);
  const rest = statement.slice(length);
  const block = rest.find((token, at) => isGroup(token, '{') && at > 0);
  const call = isGroup(rest[0], '(') && (rest[1] === undefined || isGroup(rest[1], '{'));
  let given = argumentsOf(call && rest[0] ? rest[0].children : rest.filter((token) => !isGroup(token, '{')));
  if (notConfigurations.test(path) || isSymbol(rest[0], '-')) return false;
  if (isGroup(rest[0], '(') && isSymbol(rest[1], '.')) return false;
  if (given.length === 0 || configuration === '' || isSymbol(rest[0], '=') || isSymbol(rest[0], '.')) return false;
  if (configuration === 'add') {
    configuration = given[0]?.[0]?.text ?? '';
    given = given.slice(1);
  }
  const scope = scopeOfConfiguration(configuration, place);
  const version = block ? versionInBlock(block.children, script) : undefined;
  const declared: Declared = { place, script, scope, ...(version && { version }) };
  if (namedArgument(given[0] ?? []).name !== '') addNamed(given, declared);
  else if (isPlainText(given[0]) && isPlainText(given[1])) addNamed(byPosition(given), declared);
  else for (const one of given) addOne(one, declared);
  return true;
}

/** `("group", "name", "version")`: no part of a coordinate that is one text. */
function isPlainText(tokens: readonly Token[] | undefined): boolean {
  return tokens?.length === 1 && tokens[0]?.kind === 'string' && !tokens[0].text.includes(':');
}

function byPosition(given: readonly (readonly Token[])[]): (readonly Token[])[] {
  const names = ['group', 'name', 'version'];
  return given.map((one, at) => (namedArgument(one).name === '' ? [word(names[at] ?? ''), symbol('='), ...one] : one));
}

function addOne(tokens: readonly Token[], declared: Declared): void {
  const [first, second] = tokens;
  if (first === undefined || isGroup(first, '{')) return;
  if (isGroup(first, '[')) {
    const elements = argumentsOf(first.children);
    if (namedArgument(elements[0] ?? []).name !== '' && !isGroup(elements[0]?.[0], '[')) addNamed(elements, declared);
    else for (const element of elements) addOne(element, declared);
    return;
  }
  const { path, length } = pathOf(tokens);
  const called = path.slice(path.lastIndexOf('.') + 1);
  const inside = isGroup(tokens[length], '(') ? argumentsOf(tokens[length]?.children ?? []) : undefined;
  if (inside && (platforms.has(called) || wrappers.has(called))) {
    const bom = platforms.has(called) || declared.bom === true;
    if (namedArgument(inside[0] ?? []).name !== '') addNamed(inside, { ...declared, bom });
    else addOne(inside[0] ?? [], { ...declared, bom });
  } else if (platforms.has(called) && second) addOne(tokens.slice(length), { ...declared, bom: true });
  else if (inside && called === 'kotlin') {
    const version = inside[1] && textOfExpression(namedArgument(inside[1]).value, declared.script.language);
    const name = `org.jetbrains.kotlin:kotlin-${inside[0]?.[0]?.text ?? 'stdlib'}`;
    add(name, version, first.line, declared);
  } else if (inside && path === 'ratpack.dependency')
    add(`io.ratpack:ratpack-${inside[0]?.[0]?.text ?? ''}`, undefined, first.line, declared);
  else if (inside && called === 'project') addProject(inside, first.line, declared);
  else if (inside && (called === 'listOf' || called === 'arrayOf')) for (const one of inside) addOne(one, declared);
  else if (isWord(first) && others.has(path.split('.', 1)[0] ?? '')) return;
  else if (path.startsWith('projects.'))
    addProject([[{ ...first, kind: 'string', text: `:${path.slice(9).replaceAll('.', ':')}` }]], first.line, declared);
  else addText(tokens, first.line, declared);
}

function addText(tokens: readonly Token[], line: number, declared: Declared): void {
  const { script } = declared;
  const text = textOfExpression(tokens, script.language);
  const whole = text === undefined ? undefined : /^\$\{([^{}]+)\}$/.exec(text)?.[1];
  const reference = whole ?? (text === undefined ? referenceOf(tokens) : undefined);
  if (reference?.endsWith('SpringBootPlugin.BOM_COORDINATES') === true) {
    const inherits = 'gradle-plugin:org.springframework.boot';
    push('org.springframework.boot:spring-boot-dependencies', line, { ...declared, bom: true }, { inherits });
  } else if (reference !== undefined) push(reference, line, declared, { inherits: reference });
  else if (text?.includes(':') === true) {
    const { name, version } = coordinatesOf(text);
    add(name, version, line, declared);
  } else {
    const written = tokens.map((token) => token.text).join('');
    script.diagnostics.push({
      message: `dependency not understood: ${written.slice(0, 80)}`,
      at: lineAt(script, line),
    });
  }
}

/** `group:artifact:version:classifier@extension`, placeholders left whole. https://docs.gradle.org/current/userguide/dependency_versions.html */
export function coordinatesOf(text: string): { name: string; version?: string } {
  const parts = (text.slice(0, 500).match(/(?:\$\{[^}]*\}|[^:])+/g) ?? []).map((part) => part.trim());
  const version = parts[2]?.replace(/@.*$/, '').replace(/!!.*$/, '');
  return {
    name: `${parts[0] ?? ''}:${(parts[1] ?? '').replace(/@.*$/, '')}`,
    ...(version !== undefined && version !== '' && { version }),
  };
}

function addNamed(given: readonly (readonly Token[])[], declared: Declared): void {
  const fields = new Map<string, { text: string | undefined; line: number }>();
  for (const one of given) {
    const { name, value } = namedArgument(one);
    if (name !== '' && value[0])
      fields.set(name, { text: textOfExpression(value, declared.script.language), line: value[0].line });
  }
  const group = fields.get('group')?.text;
  const artifact = fields.get('name');
  if (fields.has('path') || group === undefined || artifact?.text === undefined) return;
  const version = fields.get('version');
  add(`${group}:${artifact.text}`, version?.text, version?.line ?? artifact.line, declared);
}

function addProject(inside: readonly (readonly Token[])[], line: number, declared: Declared): void {
  const path = inside.map((one) => namedArgument(one)).find(({ name }) => name === '' || name === 'path');
  const name = path?.value[0];
  if (name?.kind === 'string') push(name.text, line, declared, { source: 'workspace' });
}

function add(name: string, version: string | undefined, line: number, declared: Declared): void {
  push(name, line, declared, version === undefined ? {} : { requirement: version });
}

function push(name: string, line: number, declared: Declared, more: Partial<Dependency>): void {
  const { scope, bom, place, script } = declared;
  const said = { at: lineAt(script, line), ...more, ...versionOf(declared) };
  if (place.blocks.includes('constraints')) {
    const key = `${place.target ?? ''}/constraints`;
    script.constraints.push({ key, ecosystem: 'maven', name, requirement: said.requirement, at: said.at });
    return;
  }
  script.dependencies.push({
    ecosystem: bom === true ? 'maven-bom' : 'maven',
    name,
    scope: bom === true ? 'build' : scope,
    ...(place.target !== undefined && { group: place.target }),
    ...said,
  });
}

function versionOf({ version, script }: Declared): Partial<Dependency> {
  return version ? { requirement: version.text, at: lineAt(script, version.line) } : {};
}

/** The strictest of what `version { strictly(…); require(…); prefer(…) }` says. */
function versionInBlock(tokens: readonly Token[], script: Script): Declared['version'] {
  const block = statementsOf(tokens).find(([head]) => isWord(head, 'version'));
  const inside = block?.find((token) => isGroup(token, '{'));
  if (inside === undefined) return undefined;
  const said = statementsOf(inside.children);
  for (const name of ['strictly', 'require', 'prefer']) {
    const statement = said.find(([head]) => isWord(head, name));
    const value = statement?.slice(1).flatMap((token) => (isGroup(token, '(') ? token.children : [token])) ?? [];
    const text = textOfExpression(value, script.language);
    if (text !== undefined && value[0]) return { text, line: value[0].line };
  }
  return undefined;
}

function word(text: string): Token {
  return { kind: 'word', text, line: 0, children: [] };
}

function symbol(text: string): Token {
  return { kind: 'symbol', text, line: 0, children: [] };
}
