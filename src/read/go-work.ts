// Go workspaces.
import { type Reading, reading } from '../model/reading.ts';
import { goDirectives } from './go-directives.ts';
import { goVersions } from './go-mod.ts';
import { goReplacement, replacementConstraint } from './go-replacements.ts';
import type { Reader } from './reader.ts';

const name = 'go.work';

/** The modules that are developed together, and replacements that hold for all of them. */
export const goWork: Reader = {
  name,
  specifications: ['https://go.dev/ref/mod#go-work-file'],
  takes: ['project', 'constraints', 'runtimes'],
  files: ['**/go.work'],
  read(path, text): Reading {
    const directives = goDirectives(text);
    const uses = directives.filter(({ verb }) => verb === 'use');
    return reading(path, name, {
      project: {
        ecosystem: 'go',
        at: { path, line: uses[0]?.line ?? 1 },
        languages: ['go'],
        signs: [],
        workspace: {
          members: uses.flatMap(({ words }) => words.slice(0, 1)),
          excluded: [],
          at: { path, line: uses[0]?.line ?? 1 },
        },
        aggregator: true,
      },
      constraints: directives
        .filter(({ verb }) => verb === 'replace')
        .flatMap((directive) => goReplacement(directive) ?? [])
        .map((replacement) => replacementConstraint(path, replacement)),
      runtimes: goVersions(path, directives),
    });
  },
};
