import type { Location } from '../model/location.ts';
import type { Valued } from './placeholders.ts';

/** A property as it was set. `open`: its value depends on what only a build knows. */
export interface Property extends Valued {
  readonly open?: boolean;
}

/** Where an expression of MSBuild stands, and what its names stand for. */
export interface Scope {
  /** The directory of the file that it stands in, from the repository's root. */
  readonly directory: string;
  property(name: string): Property | undefined;
  /** The nearest directory, from this one upwards, that holds the file. */
  directoryAbove(file: string, from: string): string | undefined;
}

/** What an expression yields. */
export interface Expansion {
  readonly value: string;
  /** Where the last value stands that was put in. */
  readonly at?: Location;
  /** The first name that nothing in the repository sets; empty text stands for it. */
  readonly unset?: string;
  /** It also depends on what only a build knows. */
  readonly unknown: boolean;
}

const longest = 4000;
const deepest = 10;

/** Names that the build, the machine or the command line gives. */
const foreign =
  /^(?:MSBuild\w*|Configuration|Platform|OS|RuntimeIdentifier|TargetFrameworkIdentifier|TargetPlatform\w*|DesignTimeBuild|VisualStudio\w*|VSToolsPath|Solution\w*|DefineConstants|[A-Z][A-Z0-9_]*)$/;

/** Replaces `$(Name)` and the few property functions that paths and names need. https://learn.microsoft.com/visualstudio/msbuild/property-functions */
export function expandMsbuild(text: string, scope: Scope, depth = 0): Expansion {
  let value = '';
  let at: Location | undefined;
  let unset: string | undefined;
  let unknown = /[@%]\(/.test(text);
  let rest = 0;
  for (let start = text.indexOf('$('); start >= 0; start = text.indexOf('$(', rest)) {
    const end = closing(text, start + 1);
    if (end === undefined || value.length > longest) break;
    const found = evaluated(text.slice(start + 2, end).trim(), scope, depth);
    value += text.slice(rest, start) + found.value;
    at = found.at ?? at;
    unset ??= found.unset;
    unknown ||= found.unknown;
    rest = end + 1;
  }
  value += text.slice(rest);
  if (value.length > longest) return { value: value.slice(0, longest), unknown: true };
  return { value, unknown, ...(at && { at }), ...(unset !== undefined && { unset }) };
}

const dark: Expansion = { value: '', unknown: true };

function evaluated(expression: string, scope: Scope, depth: number): Expansion {
  if (depth > deepest) return dark;
  if (/^\w[\w.-]*$/.test(expression)) return named(expression, scope);
  const open = expression.indexOf('(');
  if (open < 0 || !expression.endsWith(')')) return dark;
  const name = expression.slice(0, open).replaceAll(' ', '');
  const given = argumentsOf(expression.slice(open + 1, -1)).map((one) => expandMsbuild(one, scope, depth + 1));
  if (given.some((one) => one.unknown)) return dark;
  const [first = '', second = ''] = given.map((one) => one.value);
  if (name === '[MSBuild]::GetPathOfFileAbove') {
    const above = scope.directoryAbove(first, msbuildPath(scope.directory, second) ?? scope.directory);
    return above === undefined ? { value: '', unknown: false } : { value: `/${above}/${first}`, unknown: false };
  }
  if (name === '[MSBuild]::GetDirectoryNameOfFileAbove') {
    const above = scope.directoryAbove(second, msbuildPath(scope.directory, first) ?? scope.directory);
    return { value: above === undefined ? '' : `/${above}`, unknown: false };
  }
  return textFunction(name, first, scope);
}

function textFunction(name: string, argument: string, scope: Scope): Expansion {
  const [, property = '', method = ''] = /^(\w+)\.(EndsWith|StartsWith|Contains)$/.exec(name) ?? [];
  const subject = property === '' ? dark : named(property, scope);
  if (subject.unknown) return dark;
  const { value } = subject;
  const holds =
    method === 'EndsWith'
      ? value.endsWith(argument)
      : method === 'StartsWith'
        ? value.startsWith(argument)
        : value.includes(argument);
  return { ...subject, value: holds ? 'true' : 'false' };
}

function named(name: string, scope: Scope): Expansion {
  if (name.toLowerCase() === 'msbuildthisfiledirectory') return { value: `/${scope.directory}/`, unknown: false };
  const found = scope.property(name);
  if (found) return { value: found.value, at: found.at, unknown: found.open === true };
  return { value: '', unset: name, unknown: foreign.test(name) };
}

/** A path as a file of `directory` writes it, from the repository's root. Those that begin with a slash stand at the root already: `$(MSBuildThisFileDirectory)` does. */
export function msbuildPath(directory: string, written: string): string | undefined {
  const path = written.replaceAll('\\', '/').replace(/\/{2,}/g, '/');
  if (path === '' || /^[A-Za-z]:/.test(path)) return undefined;
  const parts = path.startsWith('/') || directory === '' ? [] : directory.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The arguments of a function, without their quotes. */
function argumentsOf(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  const push = (end: number): void => {
    found.push(
      text
        .slice(start, end)
        .trim()
        .replace(/^(['"`])(.*)\1$/s, '$2'),
    );
    start = end + 1;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === "'" || char === '"' || char === '`') quote = char;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (char === ',' && depth === 0) push(at);
  }
  push(text.length);
  return found;
}

function closing(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return at;
  }
  return undefined;
}
