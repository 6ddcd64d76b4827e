import type { Constraint, Dependency, Variable } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { type ImageBuilder, reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { argumentsOf, isGroup, isSymbol, isWord, pathOf, statementsOf } from './code-statements.ts';
import { type Token, tokensOf } from './code-tokens.ts';
import { fileNameOf } from './directory.ts';
import { textOfExpression } from './gradle-expressions.ts';
import type { Reader } from './reader.ts';
import { modulesIn } from './scala-modules.ts';

interface Found {
  readonly path: string;
  /** It is part of the build's own definition, in `project/`: what it names is used only where a build.sbt says so. */
  readonly shared: boolean;
  readonly dependencies: Dependency[];
  readonly constraints: Constraint[];
  readonly variables: Variable[];
  readonly runtimes: RuntimeRequirement[];
  readonly signs: Sign[];
  readonly imageBuilders: ImageBuilder[];
  name?: string;
}

/**
 * Build definitions of sbt, read as text: modules, plugins, and the names that stand for them. Those in `project/*.scala` are constraints under
 * `sbt.<name>`, to which a build.sbt refers.
 */
export const buildSbt: Reader = {
  name: 'build.sbt',
  specifications: ['https://www.scala-sbt.org/1.x/docs/Basic-Def.html'],
  takes: ['project', 'dependencies', 'constraints', 'variables', 'runtimes', 'imageBuilders'],
  files: ['**/*.sbt', '**/project/*.scala'],
  maxBytes: 512 * 1024,
  read(path, text) {
    const shared = /(?:^|\/)project\/[^/]+$/.test(path);
    const found: Found = {
      path,
      shared,
      dependencies: [],
      constraints: [],
      variables: [],
      runtimes: [],
      signs: [],
      imageBuilders: [],
    };
    walk(tokensOf(text, 'scala'), [], found);
    const { signs, name, shared: _, path: __, ...parts } = found;
    const project = {
      ecosystem: 'maven' as const,
      ...(name !== undefined && { name }),
      at: { path, line: 1 },
      languages: ['scala'],
      signs,
    };
    return reading(path, this.name, { ...parts, ...(!shared && fileNameOf(path) === 'build.sbt' && { project }) });
  },
};

function walk(tokens: readonly Token[], objects: readonly string[], found: Found): void {
  for (const statement of statementsOf(tokens)) {
    const defines = statement.findIndex(
      (token) => isWord(token) && /^(?:val|def|object|class|trait)$/.test(token.text),
    );
    const name = defines < 0 ? undefined : statement[defines + 1]?.text;
    const equals = statement.findIndex((token) => isSymbol(token, '='));
    if (name !== undefined && equals > defines)
      readValue([...objects, name].join('.'), statement.slice(equals + 1), found);
    else if (!found.shared || !objects.length) readModules(statement, undefined, found);
    readSettings(statement, found);
    for (const block of blocksIn(statement))
      walk(block.children, name === undefined ? objects : [...objects, name], found);
  }
}

/** The blocks of a statement, those in its arguments too, but none inside of another. */
function blocksIn(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    if (isGroup(token, '{')) return [token];
    return token.kind === 'group' ? blocksIn(token.children) : [];
  });
}

/** A value is text, or holds modules. */
function readValue(name: string, tokens: readonly Token[], found: Found): void {
  const text = textOfExpression(tokens, 'scala');
  const line = tokens[0]?.line ?? 1;
  if (text !== undefined) found.variables.push({ name, value: text, at: { path: found.path, line } });
  else readModules(tokens, name, found);
}

function readModules(tokens: readonly Token[], name: string | undefined, found: Found): void {
  const plugin = tokens.some((token) => isWord(token, 'addSbtPlugin'));
  const { path } = found;
  for (const module of modulesIn(tokens)) {
    const { name: module_, requirement } = module;
    const at = { path, line: module.versionLine };
    if (found.shared && !plugin && name !== undefined)
      found.constraints.push({
        key: `sbt.${name}`,
        ecosystem: 'maven',
        name: module_,
        requirement,
        at,
        scope: module.scope,
      });
    else if (!found.shared || plugin)
      found.dependencies.push({
        ecosystem: plugin ? 'sbt-plugin' : 'maven',
        name: module_,
        requirement,
        scope: plugin ? 'build' : module.scope,
        at,
      });
  }
  if (found.shared && name !== undefined)
    for (const reference of references(tokens))
      found.constraints.push({
        key: `sbt.${name}`,
        ecosystem: 'maven',
        name: reference,
        at: { path, line: tokens[0]?.line ?? 1 },
        members: [`sbt.${reference}`],
      });
}

/** Reads `key := value`, `libraryDependencies ++= …` and `.enablePlugins(…)`, wherever they stand in a statement. */
function readSettings(statement: readonly Token[], found: Found): void {
  for (const [index, token] of statement.entries()) {
    const next = statement[index + 1];
    const at = { path: found.path, line: token.line };
    if (isWord(token, 'enablePlugins') && isGroup(next, '(')) readPlugins(next.children, found);
    else if (isWord(token, 'libraryDependencies')) {
      for (const name of references(statement.slice(index + 1)))
        found.dependencies.push({ ecosystem: 'maven', name, scope: 'runtime', at, inherits: `sbt.${name}` });
      return;
    } else if (isGroup(token, '(')) for (const inner of argumentsOf(token.children)) readSettings(inner, found);
    else if (isWord(token) && /^(?:scalaVersion|name|dockerBaseImage|mainClass)$/.test(token.text))
      readKey(token, statement, index, found);
  }
}

function readKey(token: Token, statement: readonly Token[], index: number, found: Found): void {
  const after = statement.slice(index + 1, index + 6);
  const assigned = after.findIndex((one, at) => isSymbol(one, ':') && isSymbol(after[at + 1], '='));
  if (assigned < 0) return;
  const value = statement.slice(index + assigned + 3, index + assigned + 23);
  const text = textOfExpression(value, 'scala');
  const at = { path: found.path, line: value[0]?.line ?? token.line };
  if (token.text === 'dockerBaseImage') found.imageBuilders.push({ tool: 'sbt-native-packager', configured: true, at });
  if (token.text === 'mainClass') found.signs.push({ for: 'program', reason: 'names a main class', at });
  if (text === undefined) return;
  if (token.text === 'scalaVersion')
    found.runtimes.push({ technology: 'scala', requirement: text, strength: 'pin', at });
  if (token.text === 'name' && !text.includes('${')) found.name ??= text;
}

function readPlugins(tokens: readonly Token[], found: Found): void {
  for (const argument of argumentsOf(tokens)) {
    const { path: name } = pathOf(argument);
    const at = { path: found.path, line: argument[0]?.line ?? 1 };
    if (name === '') continue;
    found.dependencies.push({ ecosystem: 'sbt-plugin', name, scope: 'build', at });
    if (/^(?:Play|LagomJava|LagomScala|Java(?:Server)?AppPackaging|DockerPlugin)/.test(name))
      found.signs.push({ for: 'service', reason: `enables the plugin ${name}`, at });
    if (name === 'DockerPlugin') found.imageBuilders.push({ tool: 'sbt-native-packager', configured: true, at });
  }
}

/** Names that stand alone, where modules may stand: `Seq(akka, Dependencies.slick % Test)`. */
function references(tokens: readonly Token[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === 'group') found.push(...references(token.children));
    if (!isWord(token)) continue;
    const { path, length } = pathOf(tokens.slice(at, at + 12));
    const beside = [tokens[at - 1], tokens[at + length]];
    if (
      !beside.some((one) => isSymbol(one, '%') || isGroup(one, '(')) &&
      !/^(?:Seq|List|Set|Test|Provided|map|_)$/.test(path)
    )
      found.push(path);
    at += length - 1;
  }
  return found;
}
