import { describe, expect, it } from 'vitest';
import { schemes } from '../../src/versions/index.ts';
import { allVectors } from './vectors.ts';

// Every pair is asked both ways, so that the figure is the number of answers that are compared.
describe.each(allVectors())('$id agrees with $madeBy', ({ id, orders, requirements }) => {
  const scheme = schemes[id];

  it('on the order of every two versions', () => {
    const disagreements: string[] = [];
    for (const { versions, relations } of orders) {
      for (const [at, a] of versions.entries()) {
        for (const [distance, b] of versions.slice(at + 1).entries()) {
          const expected = relations.slice(at, at + distance + 1).includes('<') ? -1 : 0;
          const forth = scheme.compare(a, b);
          const back = scheme.compare(b, a);
          if (forth !== expected || back !== 0 - expected) disagreements.push(`${a} ${b}: ${forth} ${back}`);
        }
      }
    }
    expect(disagreements).toEqual([]);
  });

  it('on what requirements admit', () => {
    const disagreements: string[] = [];
    for (const { requirement, admitted, refused } of requirements) {
      for (const version of admitted)
        if (scheme.admits(requirement, version) !== true) disagreements.push(`${requirement} admits ${version}`);
      for (const version of refused)
        if (scheme.admits(requirement, version) !== false) disagreements.push(`${requirement} refuses ${version}`);
    }
    expect(disagreements).toEqual([]);
  });

  // A bound is shown as people write it: what is written behind it ("4.0.0-rc.1", a local part, a revision) belongs to it.
  it('and its bounds shut nothing out that is admitted', () => {
    const shutOut: string[] = [];
    for (const { requirement, admitted } of requirements) {
      const lowest = scheme.lowest(requirement);
      const highest = scheme.highest(requirement);
      for (const version of admitted) {
        const isBelow = lowest !== undefined && !belongsTo(version, lowest) && scheme.compare(version, lowest) === -1;
        const isAbove =
          highest !== undefined &&
          !(highest.inclusive && belongsTo(version, highest.version)) &&
          scheme.compare(version, highest.version) === 1;
        if (isBelow || isAbove) shutOut.push(`${requirement} ${version}: ${lowest} to ${highest?.version}`);
      }
    }
    expect(shutOut).toEqual([]);
  });

  const belongsTo = (version: string, bound: string): boolean =>
    scheme.isPrerelease(version) ||
    version.startsWith(bound) ||
    version.replace(/\+.*/, '') === bound.replace(/\.0$/, '');
});
