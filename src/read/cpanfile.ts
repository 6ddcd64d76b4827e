import type { Dependency, Scope } from '../model/dependency.ts';
import { type Reading, reading } from '../model/reading.ts';
import { withoutHashComment } from './hash-comments.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';

const phases: Readonly<Record<string, Scope>> = {
  runtime: 'runtime',
  test: 'test',
  develop: 'development',
  build: 'build',
  configure: 'build',
};
const verbs: Readonly<Record<string, Scope | undefined>> = {
  requires: undefined,
  recommends: 'optional',
  suggests: 'optional',
  test_requires: 'test',
  author_requires: 'development',
  build_requires: 'build',
  configure_requires: 'build',
};
const statement =
  /\b(requires|recommends|suggests|test_requires|author_requires|build_requires|configure_requires)\s*\(?\s*["']?([A-Za-z_][\w:]{0,200})["']?\s*(?:(?:=>|,)\s*(?:"([^"]{0,200})"|'([^']{0,200})'|(v?[\d._]{1,50})))?/;

/** The modules that a Perl application asks for, read as text. */
export const cpanfile: Reader = {
  name: 'cpanfile',
  specifications: ['https://metacpan.org/dist/Module-CPANfile/view/lib/cpanfile.pod'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/cpanfile'],
  read,
};

function read(path: string, text: string): Reading {
  const dependencies: Dependency[] = [];
  const open: { depth: number; scope: Scope; group?: string }[] = [];
  let depth = 0;
  for (const [index, written] of linesOf(text).entries()) {
    const line = withoutHashComment(written.slice(0, 2000));
    const phase = /\bon\s*\(?\s*["']?(\w+)["']?\s*(?:=>|,)\s*sub\b/.exec(line)?.[1];
    const feature = /\bfeature\s*\(?\s*["']([^"']{1,100})["']/.exec(line)?.[1];
    if (phase !== undefined) open.push({ depth, scope: phases[phase] ?? 'development' });
    else if (feature !== undefined) open.push({ depth, scope: 'optional', group: feature });
    for (const part of line.split(';')) {
      const found = statement.exec(part);
      const [, verb = '', name, double, single, bare] = found ?? [];
      if (name === undefined) continue;
      const around = open.at(-1);
      const requirement = double ?? single ?? bare;
      dependencies.push({
        ecosystem: 'cpan',
        name,
        ...(requirement !== undefined && requirement !== '0' && requirement !== '' && { requirement }),
        scope: verbs[verb] ?? around?.scope ?? 'runtime',
        ...(around?.group !== undefined && { group: around.group }),
        at: { path, line: index + 1 },
      });
    }
    for (const char of line) {
      if (char === '{') depth++;
      if (char === '}') depth--;
    }
    while (open.length > 0 && depth <= (open.at(-1)?.depth ?? 0) && line.includes('}')) open.pop();
  }
  const perl = dependencies.find(({ name }) => name === 'perl');
  return reading(path, cpanfile.name, {
    project: { ecosystem: 'cpan', at: { path, line: 1 }, languages: ['perl'], signs: [] },
    dependencies: dependencies.filter(({ name }) => name !== 'perl'),
    runtimes:
      perl?.requirement === undefined
        ? []
        : [{ technology: 'perl', requirement: perl.requirement, strength: 'minimum', at: perl.at }],
  });
}
