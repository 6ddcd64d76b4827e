// Paket, another package manager for .NET: https://fsprojects.github.io/Paket/dependencies-file.html, references-files.html, lock-file.html
import type { Constraint, Dependency } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import { linesOf } from './lines.ts';
import type { LockedPackage } from './locked-packages.ts';
import type { Reader } from './reader.ts';

/** `paket.dependencies`: versions for the whole repository, by group, under the key `paket`. */
export const paketDependenciesFile: Reader = {
  name: 'paket.dependencies',
  specifications: ['https://fsprojects.github.io/Paket/dependencies-file.html'],
  takes: ['constraints'],
  files: ['**/paket.dependencies'],
  read(path, text) {
    const constraints: Constraint[] = [];
    for (const { words, line, rest } of statements(text)) {
      if (!/^(?:nuget|clitool)$/i.test(words[0] ?? '') || words[1] === undefined) continue;
      const version = rest.replace(/^\S+\s+\S+\s*/, '').split(/\s+(?=[a-z_]+:)/, 1)[0] ?? '';
      constraints.push({
        key: 'paket',
        ecosystem: 'nuget',
        name: words[1],
        ...(/\d/.test(version) && { requirement: version.trim() }),
        at: { path, line },
      });
    }
    return reading(path, this.name, { constraints });
  },
};

/** `paket.references`: the names of the packages of the project beside it. */
export const paketReferences: Reader = {
  name: 'paket.references',
  specifications: ['https://fsprojects.github.io/Paket/dependencies-file.html'],
  takes: ['dependencies'],
  files: ['**/paket.references', '**/*.paket.references'],
  read(path, text) {
    let group = 'Main';
    const dependencies: Dependency[] = [];
    for (const { words, line } of statements(text)) {
      const [first = '', second] = words;
      if (first.toLowerCase() === 'group') group = second ?? group;
      else if (!/^(?:File:|exclude)/i.test(first))
        dependencies.push({
          ecosystem: 'nuget',
          name: first,
          scope: /^(?:test|build)s?$/i.test(group) ? 'test' : 'runtime',
          inherits: 'paket',
          ...(group !== 'Main' && { group }),
          at: { path, line },
        });
    }
    return reading(path, this.name, { dependencies });
  },
};

/** The packages of `paket.lock`, `    Giraffe (6.4)`: those that stand four deep; deeper ones are what these ask for. */
export function* paketPackages(text: string): Generator<LockedPackage> {
  for (const line of linesOf(text)) {
    const found = /^ {4}([\w.-]{1,200}) \(([\w.+-]{1,100})\)/.exec(line);
    if (found?.[1] !== undefined && found[2] !== undefined) yield { name: found[1].toLowerCase(), version: found[2] };
  }
}

function* statements(text: string): Generator<{ words: string[]; line: number; rest: string }> {
  for (const [at, written] of linesOf(text).entries()) {
    const rest = written
      .slice(0, 1000)
      .replace(/(?:^|\s)(?:\/\/|#).*$/, '')
      .trim();
    if (rest !== '') yield { words: rest.split(/\s+/), line: at + 1, rest };
  }
}
