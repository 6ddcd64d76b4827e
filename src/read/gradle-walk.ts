import { directoryOf, resolvePath } from './directory.ts';
import { argumentsOf, isGroup, isWord, pathOf, statementsOf } from './code-statements.ts';
import type { Token } from './code-tokens.ts';
import { readDependency } from './gradle-dependencies.ts';
import { readExtension } from './gradle-extensions.ts';
import { readJavaVersion } from './gradle-java.ts';
import { readManaged } from './gradle-managed.ts';
import { readApply, readPlugin } from './gradle-plugins.ts';
import { type Place, type Script, lineAt } from './gradle-script.ts';
import { readVariable } from './gradle-variables.ts';

/** Reads the statements of a block, and the blocks in it. */
export function walkScript(tokens: readonly Token[], place: Place, script: Script): void {
  for (const statement of statementsOf(tokens)) readStatement(statement, place, script);
}

/** Blocks that only decide whether or how often what stands in them happens. */
const controlled = /^(?:if|else|for|while|when|try|with)$|\.(?:forEach|each|all|apply|configureEach)$/;

/** What stands in front of a block and says what it is, in tokens. */
const longestHead = 50;

function readStatement(statement: readonly Token[], place: Place, script: Script): void {
  const within = place.blocks.findLast((block) => !controlled.test(block)) ?? '';
  const { path } = pathOf(statement);
  if (within === 'plugins' && place.blocks.length === 1) {
    if (!readVariable(statement, place, script)) readPlugin(statement, place, script);
    return;
  }
  if (place.blocks.includes('dependencyManagement') && readManaged(statement, place, script)) return;
  const opensBlock = isGroup(statement[1], '{') && statement.length === 2;
  const dependencies = /^(?:.*\.)?dependencies(?:\.\w+)?$|^constraints$/.test(within);
  const adds = dependencies
    ? !controlled.test(path) && !opensBlock
    : /(?:^|\.)dependencies\.\w+$/.test(path) && !path.endsWith('.dependencies');
  if (readVariable(statement, place, script)) readJavaVersion(statement, place, script);
  else if (adds && readDependency(statement, place, script)) return;
  else readJavaVersion(statement, place, script);
  const applied = readApply(statement, place, script);
  if (applied) return link(applied.from, applied.line, place, script);
  readExtension(statement, place, script);
  for (const [index, token] of statement.entries()) {
    if (isGroup(token, '{'))
      walkScript(token.children, inside(statement.slice(0, Math.min(index, longestHead)), place), script);
    else if (isGroup(token, '(') && path === '') walkScript(token.children, place, script);
  }
}

/** The place in a block that this opens. */
function inside(head: readonly Token[], place: Place): Place {
  const { path, length } = pathOf(head);
  const words = head.filter((token) => isWord(token)).map(({ text }) => text);
  const group = head.slice(length).find((token) => isGroup(token, '('));
  const [argument] = argumentsOf(group?.children ?? []);
  const literal = argument?.length === 1 && argument[0]?.kind === 'string' ? argument[0].text : undefined;
  const declared = words.findIndex((word) => /^(?:object|class|interface)$/.test(word));
  const named = words[0] === 'val' || words[0] === 'def' ? (words[1] ?? '') : path;
  const name =
    declared >= 0 ? `object ${words[declared + 1] ?? ''}` : literal === undefined ? named : `${named}:${literal}`;
  const conditional = place.conditional === true || /^(?:if|else|when)$/.test(path);
  return {
    blocks: [...place.blocks, name],
    ...(targetOf(path, group, literal, place) !== undefined && { target: targetOf(path, group, literal, place) ?? '' }),
    ...(conditional && { conditional }),
  };
}

function targetOf(
  path: string,
  group: Token | undefined,
  literal: string | undefined,
  place: Place,
): string | undefined {
  const first = path.split('.', 1)[0] ?? '';
  const named = path === 'configure' ? pathOf(group?.children ?? []).path : '';
  const configured = path === 'configure' ? named.split('.', 1)[0] : first;
  if (configured === 'subprojects' || configured === 'allprojects') return configured;
  // A list of projects that the build keeps, `project.javaProjects`: whoever is left out is not known.
  if (/[pP]rojects$/.test(named)) return 'subprojects';
  if (path === 'buildscript' || path === 'pluginManagement') return 'buildscript';
  if ((path === 'project' || path === 'configure') && literal?.startsWith(':') === true) return `project${literal}`;
  return place.target;
}

/** `apply from:` takes a path from the script's directory, or from the root of the build, which only src/stack knows: `name` says so, and to which projects it applies. */
function link(from: string, line: number, place: Place, script: Script): void {
  const root = /^\$\{(?:rootDir|rootProject\.projectDir|rootProject\.rootDir|projectRootDir)\}\//.exec(from);
  const own = from.replace(/^\$\{(?:projectDir|project\.projectDir)\}\//, '');
  const path = root ? resolvePath('', from.slice(root[0].length)) : resolvePath(directoryOf(script.path), own);
  if (path === undefined || /^https?:/.test(from)) return;
  const name = [root ? 'root' : '', place.target ?? ''].join(' ').trim();
  script.links.push({ kind: 'include', path, at: lineAt(script, line), ...(name !== '' && { name }) });
}
