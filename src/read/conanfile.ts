import type { Dependency, Scope } from '../model/dependency.ts';
import { type Reading, reading } from '../model/reading.ts';
import { withoutHashComment } from './hash-comments.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';

/** Packages of C and C++, names and versions only; a recipe in Python is read as text. */
export const conanfile: Reader = {
  name: 'conanfile',
  specifications: ['https://docs.conan.io/2/reference/conanfile_txt.html'],
  takes: ['project', 'dependencies'],
  files: ['**/conanfile.txt', '**/conanfile.py'],
  read(path, text) {
    return path.endsWith('.py') ? described(path, fromRecipe(path, text)) : described(path, fromList(path, text));
  },
};

const sections: Readonly<Record<string, Scope>> = {
  '[requires]': 'runtime',
  '[tool_requires]': 'build',
  '[build_requires]': 'build',
  '[test_requires]': 'test',
};

function fromList(path: string, text: string): Dependency[] {
  const found: Dependency[] = [];
  let scope: Scope | undefined;
  for (const [index, written] of linesOf(text).entries()) {
    const line = written.slice(0, 500).replace(/#.*$/, '').trim();
    if (line.startsWith('[')) scope = Object.hasOwn(sections, line) ? sections[line] : undefined;
    else if (scope !== undefined && line !== '') found.push(...reference(line, scope, path, index + 1));
  }
  return found;
}

const call = /\b(requires|tool_requires|build_requires|test_requires)\b\s*(?:\(|=|\+=)/;

/** `self.requires("drogon/1.9.0")`, `requires = "a/1.0", "b/2.0"` */
function fromRecipe(path: string, text: string): Dependency[] {
  const found: Dependency[] = [];
  let scope: Scope | undefined;
  for (const [index, written] of linesOf(text).entries()) {
    const line = withoutHashComment(written.slice(0, 2000));
    const opened = call.exec(line)?.[1];
    if (opened !== undefined) scope = sections[`[${opened}]`];
    else if (!/^\s*["'(\])]/.test(line)) scope = undefined;
    if (scope === undefined) continue;
    for (const match of line.matchAll(/["']([a-z0-9_][\w.+-]{1,100}\/[^"'\s]{1,100})["']/g))
      found.push(...reference(match[1] ?? '', scope, path, index + 1));
  }
  return found;
}

function reference(text: string, scope: Scope, path: string, line: number): Dependency[] {
  const [, name, version = ''] = /^([a-z0-9_][\w.+-]*)\/(\[[^\]]*\]|[^@#\s]+)/.exec(text) ?? [];
  return name === undefined
    ? []
    : [{ ecosystem: 'conan', name, requirement: version.replace(/^\[(.*)\]$/, '$1'), scope, at: { path, line } }];
}

function described(path: string, dependencies: readonly Dependency[]): Reading {
  return reading(path, conanfile.name, {
    project: { ecosystem: 'conan', at: { path, line: 1 }, languages: ['cpp'], signs: [] },
    dependencies,
  });
}
