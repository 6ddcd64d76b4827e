import type { Dependency } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import { lineCounter } from './lines.ts';
import type { Reader } from './reader.ts';

const command =
  /^[ \t]*(project|find_package|fetchcontent_declare|cpmaddpackage|add_subdirectory|target_link_libraries|add_executable|add_library)[ \t]*\(([^()]{0,1500})\)/gim;
const mostCommands = 2000;

/** The packages that a build with CMake looks for, by name. A file without `project()` is part of another's build. */
export const cmakeLists: Reader = {
  name: 'CMakeLists.txt',
  specifications: ['https://cmake.org/cmake/help/latest/command/find_package.html'],
  takes: ['project', 'dependencies'],
  files: ['**/CMakeLists.txt'],
  read(path, text) {
    const line = lineCounter(text);
    const dependencies: Dependency[] = [];
    const signs: Sign[] = [];
    let project: { name: string; languages: readonly string[]; line: number } | undefined;
    const within = new Set<string>();
    let count = 0;
    for (const match of text.matchAll(command)) {
      if (count++ > mostCommands) break;
      const [whole, name = '', inside = ''] = match;
      const words = wordsOf(inside);
      const at = { path, line: line(match.index + whole.search(/\S/)) };
      const first = words[0] ?? '';
      const kind = name.toLowerCase();
      if (kind === 'project') project ??= { name: first, languages: words.slice(1), line: at.line };
      else if (kind === 'add_executable')
        signs.push({ for: 'program', reason: `builds a program, ${first.slice(0, 60)}`, at });
      else if (kind === 'add_library')
        signs.push({ for: 'library', reason: `builds a library, ${first.slice(0, 60)}`, at });
      else if (kind === 'add_subdirectory') within.add(first.slice(first.lastIndexOf('/') + 1));
      else if (kind === 'target_link_libraries') dependencies.push(...linked(words.slice(1), within, dependencies, at));
      else if (/^[\w.+-]{1,100}$/.test(first)) dependencies.push(dependencyOf(kind, first, words, at));
    }
    if (project === undefined || dependencies.length === 0) return reading(path, this.name, { dependencies });
    const program = signs.find((sign) => sign.for === 'program');
    const sign = program ?? signs[0];
    return reading(path, this.name, {
      project: {
        ecosystem: 'cmake',
        ...(!project.name.includes('$') && { name: project.name }),
        at: { path, line: project.line },
        languages: project.languages.includes('C') && !project.languages.includes('CXX') ? ['c'] : ['cpp'],
        signs: sign ? [sign] : [],
      },
      dependencies,
    });
  },
};

/** Libraries that are linked from a directory of the build, by its name or with it in front, or by their package's name: `userver-core`, `Drogon::Drogon`. */
function linked(
  words: readonly string[],
  within: ReadonlySet<string>,
  known: readonly Dependency[],
  at: Dependency['at'],
): Dependency[] {
  const names = words.flatMap((word) => {
    const parts = [word, word.split('-', 1)[0] ?? ''];
    return parts.find((one) => within.has(one)) ?? /^([\w.+-]{1,100})::\w/.exec(word)?.[1] ?? [];
  });
  return [...new Set(names)]
    .filter((name) => !known.some((one) => one.name === name))
    .map((name) => ({ ecosystem: 'cmake', name, scope: 'runtime', at, ...(within.has(name) && { source: 'path' }) }));
}

function dependencyOf(kind: string, name: string, words: readonly string[], at: Dependency['at']): Dependency {
  const tag = words[words.findIndex((word) => /^(?:GIT_TAG|VERSION)$/i.test(word)) + 1];
  const written = kind === 'find_package' ? words[1] : tag;
  const version = written === undefined ? undefined : /^v?(\d+(?:\.\d+){0,3})$/.exec(written)?.[1];
  const optional = kind === 'find_package' && !words.includes('REQUIRED');
  const requirement = version === undefined ? {} : { requirement: version };
  return { ecosystem: 'cmake', name, ...requirement, scope: optional ? 'optional' : 'runtime', at };
}

function wordsOf(inside: string): string[] {
  return inside
    .replace(/#[^\n]*/g, '')
    .split(/[\s"]+/)
    .filter((word) => word !== '');
}
