import type { Catalogue } from '../model/catalogue.ts';
import type { Finding } from '../model/finding.ts';
import type { Example } from '../model/technology.ts';
import type { Tree } from '../model/tree.ts';
import { readers } from '../read/index.ts';
import { readTree } from '../read/read.ts';
import { stackOf } from '../stack/components.ts';
import { indexReadings } from '../stack/readings.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { evaluate } from './evaluate.ts';
import { factContext } from './fact-context.ts';

/** The day for which examples are judged when they name none, so that they never age. */
export const exampleDay = '2026-11-22';

/** What running one example showed, in ast-grep's words: `missing` places were expected and not found, `noisy` ones found and not expected. */
export interface ExampleResult {
  readonly name: string;
  readonly missing: readonly string[];
  readonly noisy: readonly string[];
}

/** Runs the examples of a rule: each one's files are a repository of its own, and only this rule judges it. */
export function runExamples(rule: CompiledRule, catalogue: Catalogue): ExampleResult[] {
  return rule.rule.example.map((example) => {
    const found = new Set(
      judge(rule, example, catalogue).map(({ at }) => `${at.path}${at.line === undefined ? '' : `:${at.line}`}`),
    );
    const expected = new Set(example.finds ?? []);
    return {
      name: example.name,
      missing: [...expected].filter((place) => !found.has(place)),
      noisy: [...found].filter((place) => !expected.has(place)),
    };
  });
}

function judge(rule: CompiledRule, example: Example, catalogue: Catalogue): Finding[] {
  const tree = treeOf(example.files);
  const { components } = stackOf(indexReadings(readTree(tree, readers), tree.paths), catalogue);
  const patience = () => ({ graceDays: 0, warnDays: 180 });
  return evaluate(
    [rule],
    factContext({
      catalogue,
      components,
      paths: tree.paths,
      text: tree.text,
      today: example.today ?? exampleDay,
      patience,
    }),
  );
}

function treeOf(files: Readonly<Record<string, string>>): Tree {
  return { paths: Object.keys(files).sort(), text: (path) => files[path], skipped: [] };
}
