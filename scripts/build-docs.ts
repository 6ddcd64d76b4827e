import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { Rule } from '../src/model/rule.ts';
import { readers } from '../src/read/index.ts';
import { articlePage } from './article-page.ts';
import { factsPage } from './facts-page.ts';
import { formatsPage } from './formats-page.ts';
import { policyKeys, policyRulePage, policyRuleTable } from './policy-page.ts';
import { readRules, root, tomlFiles } from './rule-files.ts';
import { rulePage, ruleTable } from './rule-page.ts';
import { policySchema, reportSchema } from './schema-files.ts';
import { policyRules } from '../src/policy/policy-rules.ts';

/** Writes every page that is made of data: docs/rules, docs/formats.md, docs/article.md, and the tables in README.md. With --check it only says what is stale. */
const check = process.argv.includes('--check');
const stale: string[] = [];

function page(path: string, text: string): void {
  const full = join(root, path);
  const known = existsSync(full) ? readFileSync(full, 'utf8') : undefined;
  if (known === text) return;
  stale.push(path);
  if (check) return;
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
}

/** The text between two marks of a Markdown file, replaced. */
function between(path: string, mark: string, text: string): void {
  const full = join(root, path);
  const known = existsSync(full) ? readFileSync(full, 'utf8') : '';
  const start = `<!-- ${mark} -->`;
  const end = `<!-- /${mark} -->`;
  const [from, to] = [known.indexOf(start), known.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path} has no ${start} … ${end}`);
  page(path, `${known.slice(0, from + start.length)}\n${text}\n${known.slice(to)}`);
}

function removeOldRulePages(rules: readonly Rule[]): void {
  const folder = join(root, 'docs', 'rules');
  if (!existsSync(folder)) return;
  const wanted = new Set(['README.md', ...[...rules, ...policyRules].map(({ id }) => `${id}.md`)]);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = name.replaceAll('\\', '/');
    if (!path.endsWith('.md') || wanted.has(path)) continue;
    stale.push(`docs/rules/${path}`);
    if (!check) rmSync(join(folder, name));
  }
}

interface ActionInput {
  readonly description: string;
  readonly default?: string;
}

function actionTables(): { inputs: string; outputs: string } {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
    inputs: Record<string, ActionInput>;
    outputs: Record<string, ActionInput>;
  };
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim();
  const inputs = Object.entries(action.inputs).map(
    ([name, input]) =>
      `| \`${name}\` | ${cell(input.description)} | ${input.default === undefined ? '' : `\`${cell(input.default)}\``} |`,
  );
  const outputs = Object.entries(action.outputs).map(
    ([name, output]) => `| \`${name}\` | ${cell(output.description)} |`,
  );
  return {
    inputs: ['| input | meaning | default |', '|---|---|---|', ...inputs].join('\n'),
    outputs: ['| output | meaning |', '|---|---|', ...outputs].join('\n'),
  };
}

/** A technology's file bears its id. */
function technologyIds(): { id: string }[] {
  return tomlFiles('rules/technologies').map((path) => ({
    id: path.slice(path.lastIndexOf('/') + 1, -'.toml'.length),
  }));
}

/** What the audit knows, in figures that no one has to keep. */
function counts(all: readonly Rule[]): string {
  const technologies = tomlFiles('rules/technologies').length;
  const lifecycles = tomlFiles('rules/lifecycles').length;
  return [
    `It knows ${technologies} technologies by ${readers.length} [file formats](docs/formats.md), ${lifecycles} release cycles and`,
    `${tomlFiles('rules/images').length} base images, and judges by [${all.length + policyRules.length} rules](docs/rules/README.md).`,
  ].join('\n');
}

const rules = readRules();
for (const rule of rules) page(`docs/rules/${rule.id}.md`, rulePage(rule));
for (const rule of policyRules) page(`docs/rules/${rule.id}.md`, policyRulePage(rule));
page('docs/rules/README.md', `${ruleTable(rules)}\n${policyRuleTable()}`);
page('docs/policy.schema.json', policySchema({ technologies: technologyIds(), rules }));
page('docs/report.schema.json', reportSchema());
between('docs/policy.md', 'keys', policyKeys());
page('docs/article.md', articlePage(rules));
page('docs/facts.md', factsPage());
page('docs/formats.md', formatsPage());
removeOldRulePages(rules);
const { inputs, outputs } = actionTables();
between('README.md', 'counts', counts(rules));
between('README.md', 'inputs', inputs);
between('README.md', 'outputs', outputs);

if (check && stale.length > 0) {
  console.error(`stale, run npm run docs:\n${stale.map((path) => `  ${path}`).join('\n')}`);
  process.exitCode = 1;
}
