import type { Constraint } from '../model/dependency.ts';
import type { GoDirective } from './go-directives.ts';

/** `replace old [v1] => new [v2]`: an empty `version` replaces all of them; without `replacement` the code lies in a directory. */
export interface GoReplacement {
  readonly name: string;
  readonly only?: string;
  readonly target: string;
  readonly version?: string;
  readonly line: number;
}

/** One line of `replace`, with or without versions; undefined if it is no replacement. */
export function goReplacement({ words, line }: GoDirective): GoReplacement | undefined {
  const arrow = words.indexOf('=>');
  const [name, only] = words.slice(0, Math.max(arrow, 0));
  const [target, version] = words.slice(arrow + 1);
  return name === undefined || target === undefined ? undefined : { name, only, target, version, line };
}

/** For modules of a go.work, whose replacements come first. The key `replace v1.2.3` replaces that version alone. */
export function replacementConstraint(path: string, { name, only, version, line }: GoReplacement): Constraint {
  const source = version === undefined ? 'path' : 'git';
  return {
    key: only === undefined ? 'replace' : `replace ${only}`,
    ecosystem: 'go',
    name,
    requirement: version,
    source,
    at: { path, line },
  };
}
