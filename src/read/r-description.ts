import type { Dependency, Scope } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';

const fields: Readonly<Record<string, Scope>> = {
  depends: 'runtime',
  imports: 'runtime',
  linkingto: 'build',
  suggests: 'development',
  enhances: 'optional',
};

/** The manifest of a package in R. */
export const rDescription: Reader = {
  name: 'DESCRIPTION',
  specifications: ['https://cran.r-project.org/doc/manuals/r-release/R-exts.html#The-DESCRIPTION-file'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/DESCRIPTION'],
  read(path, text) {
    const dependencies: Dependency[] = [];
    let field = '';
    let name: string | undefined;
    for (const [index, line] of linesOf(text).entries()) {
      const opened = /^([A-Za-z][\w/@-]{0,60}):(.*)$/.exec(line.slice(0, 5000));
      if (opened) field = (opened[1] ?? '').toLowerCase();
      else if (!/^\s/.test(line)) field = '';
      const value = opened ? (opened[2] ?? '') : line.slice(0, 5000);
      if (field === 'package') name ??= value.trim();
      const scope = Object.hasOwn(fields, field) ? fields[field] : undefined;
      if (scope === undefined) continue;
      for (const one of value.split(',')) {
        const [, dependency, version] = /^\s*([A-Za-z][\w.]*)\s*(?:\(([^)]*)\))?/.exec(one) ?? [];
        if (dependency === undefined) continue;
        const requirement = version?.trim();
        dependencies.push({
          ecosystem: 'cran',
          name: dependency,
          ...(requirement && { requirement }),
          scope,
          at: { path, line: index + 1 },
        });
      }
    }
    if (name === undefined && dependencies.length === 0) return reading(path, this.name, {});
    const r = dependencies.find((one) => one.name === 'R');
    return reading(path, this.name, {
      project: {
        ecosystem: 'cran',
        ...(name !== undefined && { name }),
        at: { path, line: 1 },
        languages: ['r'],
        signs: [],
      },
      dependencies: dependencies.filter((one) => one.name !== 'R'),
      runtimes:
        r?.requirement === undefined
          ? []
          : [{ technology: 'r', requirement: r.requirement, strength: 'minimum', at: r.at }],
    });
  },
};
