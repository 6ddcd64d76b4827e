// Makefiles that include erlang.mk.
import type { Dependency, Scope } from '../model/dependency.ts';
import { type Reading, reading } from '../model/reading.ts';
import { versionOfTag } from './git-tag.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';

const name = 'erlang.mk';
const lists: Readonly<Record<string, Scope>> = {
  DEPS: 'runtime',
  TEST_DEPS: 'test',
  BUILD_DEPS: 'build',
  REL_DEPS: 'build',
  SHELL_DEPS: 'development',
};

/** `DEPS = cowboy` and `dep_cowboy = git https://… 2.9.0` of a Makefile; other Makefiles say nothing. */
export const erlangMk: Reader = {
  name,
  specifications: ['https://erlang.mk/guide/deps.html'],
  takes: ['project', 'dependencies'],
  files: ['**/Makefile'],
  read,
};

function read(path: string, text: string): Reading {
  if (!/^[ \t]*-?include[ \t]+(?:[\w./$()-]*\/)?erlang\.mk/m.test(text)) return reading(path, name, {});
  const versions = new Map<string, { text: string; line: number; git: boolean }>();
  const named: { name: string; scope: Scope; line: number }[] = [];
  let project: { name: string; line: number } | undefined;
  linesOf(text).forEach((content, index) => {
    const [, variable = '', value = ''] = /^([\w-]+)\s*[:+?]?=\s*([^#]*)/.exec(content.slice(0, 1000)) ?? [];
    const words = value.split(/\s+/).filter((word) => word !== '');
    const line = index + 1;
    const scope = Object.hasOwn(lists, variable) ? lists[variable] : undefined;
    if (variable === 'PROJECT' && words[0]) project = { name: words[0], line };
    else if (scope) for (const word of words) named.push({ name: word, scope, line });
    else if (variable.startsWith('dep_')) {
      const commit = variable.endsWith('_commit');
      const version = commit ? words[0] : words[0] === 'hex' ? words[1] : words[2];
      const app = variable.slice(4, commit ? -7 : undefined);
      if (version !== undefined) versions.set(app, { text: version, line, git: words[0] !== 'hex' });
    }
  });
  return reading(path, name, {
    project: {
      ecosystem: 'hex',
      name: project?.name,
      at: { path, line: project?.line ?? 1 },
      languages: ['erlang'],
      signs: [],
    },
    dependencies: named.map((one): Dependency => {
      const version = versions.get(one.name);
      const tagged = version && versionOfTag(version.text);
      const line = version?.line ?? one.line;
      return {
        ecosystem: 'hex',
        name: one.name,
        requirement: tagged,
        resolved: tagged,
        scope: one.scope,
        at: { path, line },
        namedAt: line === one.line ? undefined : { path, line: one.line },
        source: version?.git ? 'git' : undefined,
      };
    }),
  });
}
