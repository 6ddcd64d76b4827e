import type { Dependency, Scope } from '../model/dependency.ts';
import { argumentsOf, isGroup, isSymbol, isWord, namedArgument, pathOf, statementsOf } from './code-statements.ts';
import type { Token } from './code-tokens.ts';
import { referenceOf, textOfExpression } from './gradle-expressions.ts';
import { type Place, type Script, lineAt, scopeOfConfiguration } from './gradle-script.ts';

/** What a dependency statement says of each thing it adds. */
interface Declared {
  readonly configuration: string;
  readonly scope: Scope;
  readonly bom?: boolean;
  /** From the block behind it: `{ version { strictly("1") } }`. */
  readonly version?: { text: string; line: number };
}

/** Calls whose argument is the dependency itself. */
const wrappers = new Set(['testFixtures', 'variantOf', 'create', 'module', 'optional', 'variant', 'dependencies']);
const platforms = new Set(['platform', 'enforcedPlatform']);
/** Calls that add files or things that no repository holds. */
const others = new Set(
  'files fileTree gradleApi localGroovy gradleTestKit gradleKotlinDsl npm devNpm peerNpm layout sourceSets tasks rootProject zipTree fg compose kotlinw'.split(
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
  if (given.length === 0 || configuration === '' || isSymbol(rest[0], '=') || isSymbol(rest[0], '.')) return false;
  if (configuration === 'add') {
    configuration = given[0]?.[0]?.text ?? '';
    given = given.slice(1);
  }
  const scope = scopeOfConfiguration(configuration, place);
  const version = block ? versionInBlock(block.children, script) : undefined;
  const declared: Declared = { configuration, scope, ...(version && { version }) };
  if (namedArgument(given[0] ?? []).name !== '') addNamed(given, declared, place, script);
  else if (
    given.length > 1 &&
    given.every((one) => one.length === 1 && one[0]?.kind === 'string' && !one[0].text.includes(':'))
  )
    addNamed(
      given.map((one, at) => [word(['group', 'name', 'version'][at] ?? ''), symbol('='), ...one]),
      declared,
      place,
      script,
    );
  else for (const one of given) addOne(one, declared, place, script);
  return true;
}

function addOne(tokens: readonly Token[], declared: Declared, place: Place, script: Script): void {
  const [first, second] = tokens;
  if (first === undefined || isGroup(first, '{')) return;
  if (isGroup(first, '[')) {
    const elements = argumentsOf(first.children);
    if (namedArgument(elements[0] ?? []).name !== '' && !isGroup(elements[0]?.[0], '['))
      addNamed(elements, declared, place, script);
    else for (const element of elements) addOne(element, declared, place, script);
    return;
  }
  const { path, length } = pathOf(tokens);
  const called = path.slice(path.lastIndexOf('.') + 1);
  const inside = isGroup(tokens[length], '(') ? argumentsOf(tokens[length]?.children ?? []) : undefined;
  if (inside && (platforms.has(called) || wrappers.has(called))) {
    const bom = platforms.has(called) || declared.bom === true;
    if (namedArgument(inside[0] ?? []).name !== '') addNamed(inside, { ...declared, bom }, place, script);
    else addOne(inside[0] ?? [], { ...declared, bom }, place, script);
  } else if (platforms.has(called) && second) addOne(tokens.slice(length), { ...declared, bom: true }, place, script);
  else if (inside && called === 'kotlin') {
    const version = inside[1] && textOfExpression(namedArgument(inside[1]).value, script.language);
    const name = `org.jetbrains.kotlin:kotlin-${inside[0]?.[0]?.text ?? 'stdlib'}`;
    add(name, version, first.line, declared, place, script);
  } else if (inside && called === 'project') addProject(inside, first.line, declared, place, script);
  else if (inside && (called === 'listOf' || called === 'arrayOf'))
    for (const one of inside) addOne(one, declared, place, script);
  else if (isWord(first) && others.has(path.split('.', 1)[0] ?? '')) return;
  else if (path.startsWith('projects.'))
    addProject(
      [[{ ...first, kind: 'string', text: `:${path.slice(9).replaceAll('.', ':')}` }]],
      first.line,
      declared,
      place,
      script,
    );
  else addText(tokens, first.line, declared, place, script);
}

function addText(tokens: readonly Token[], line: number, declared: Declared, place: Place, script: Script): void {
  if (path(tokens).endsWith('SpringBootPlugin.BOM_COORDINATES')) {
    const inherits = 'gradle-plugin:org.springframework.boot';
    push(
      {
        ...base('maven-bom', 'org.springframework.boot:spring-boot-dependencies', line, declared, place, script),
        inherits,
      },
      script,
    );
    return;
  }
  const text = textOfExpression(tokens, script.language);
  const whole = text === undefined ? undefined : /^\$\{([^{}]+)\}$/.exec(text)?.[1];
  const reference = whole ?? (text === undefined ? referenceOf(tokens) : undefined);
  if (reference !== undefined) {
    push(
      {
        ...base(declared.bom === true ? 'maven-bom' : 'maven', reference, line, declared, place, script),
        inherits: reference,
        ...versionOf(declared, script),
      },
      script,
    );
  } else if (text?.includes(':') === true) {
    const { name, version } = coordinatesOf(text);
    add(name, version, line, declared, place, script);
  } else
    script.diagnostics.push({
      message: `dependency not understood: ${tokens
        .map((token) => token.text)
        .join('')
        .slice(0, 80)}`,
      at: lineAt(script, line),
    });
}

/** `group:artifact:version:classifier@extension`, placeholders left whole. https://docs.gradle.org/current/userguide/dependency_versions.html */
export function coordinatesOf(text: string): { name: string; version?: string } {
  const parts = (text.match(/(?:\$\{[^}]*\}|[^:])+/g) ?? []).map((part) => part.trim());
  const version = parts[2]?.replace(/@.*$/, '').replace(/!!.*$/, '');
  return {
    name: `${parts[0] ?? ''}:${(parts[1] ?? '').replace(/@.*$/, '')}`,
    ...(version !== undefined && version !== '' && { version }),
  };
}

function addNamed(given: readonly (readonly Token[])[], declared: Declared, place: Place, script: Script): void {
  const fields = new Map<string, { text: string | undefined; line: number }>();
  for (const one of given) {
    const { name, value } = namedArgument(one);
    if (name !== '' && value[0])
      fields.set(name, { text: textOfExpression(value, script.language), line: value[0].line });
  }
  const group = fields.get('group')?.text;
  const artifact = fields.get('name');
  if (fields.has('path') || group === undefined || artifact?.text === undefined) return;
  const version = fields.get('version');
  add(`${group}:${artifact.text}`, version?.text, version?.line ?? artifact.line, declared, place, script);
}

function addProject(
  inside: readonly (readonly Token[])[],
  line: number,
  declared: Declared,
  place: Place,
  script: Script,
): void {
  const paths = inside.map((one) => namedArgument(one)).filter(({ name }) => name === '' || name === 'path');
  const name = paths[0]?.value[0];
  if (name?.kind !== 'string') return;
  push({ ...base(declared.bom === true ? 'maven-bom' : 'maven', name.text, line, declared, place, script), source: 'workspace' }, script);
}

function add(
  name: string,
  version: string | undefined,
  line: number,
  declared: Declared,
  place: Place,
  script: Script,
): void {
  const ecosystem = declared.bom === true ? 'maven-bom' : 'maven';
  const said = version === undefined ? {} : { requirement: version };
  push({ ...base(ecosystem, name, line, declared, place, script), ...said, ...versionOf(declared, script) }, script);
  if (place.blocks.at(-1) === 'constraints') {
    const fixed = script.dependencies.pop();
    if (fixed?.requirement !== undefined)
      script.constraints.push({
        key: `${place.target ?? ''}/constraints`,
        ecosystem,
        name,
        requirement: fixed.requirement,
        at: fixed.at,
      });
  }
}

function base(
  ecosystem: 'maven' | 'maven-bom',
  name: string,
  line: number,
  { scope, bom }: Declared,
  place: Place,
  script: Script,
): Dependency {
  const kept = bom === true ? 'build' : scope;
  return {
    ecosystem,
    name,
    scope: kept,
    at: lineAt(script, line),
    ...(place.target !== undefined && { group: place.target }),
  };
}

function versionOf({ version }: Declared, script: Script): Partial<Dependency> {
  return version ? { requirement: version.text, at: lineAt(script, version.line) } : {};
}

function push(dependency: Dependency, script: Script): void {
  script.dependencies.push(dependency);
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

function path(tokens: readonly Token[]): string {
  return pathOf(tokens).path;
}

function word(text: string): Token {
  return { kind: 'word', text, line: 0, children: [] };
}

function symbol(text: string): Token {
  return { kind: 'symbol', text, line: 0, children: [] };
}
