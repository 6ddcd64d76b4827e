import type { Rule } from '../src/model/rule.ts';
import { askedRoles } from '../src/rules/asked-roles.ts';
import type { Example } from '../src/model/technology.ts';
import { withoutPlaceholders } from '../src/output/rule-words.ts';

const levels = { error: '⛔ error', warning: '⚠️ warning', note: 'ℹ️ note' } as const;

/** The page of one rule: what it judges, why, how to mend it, and the examples that are also its tests. */
export function rulePage(rule: Rule): string {
  const facts = [
    `| severity | ${levels[rule.severity]}${rule.off === true ? ', off unless the policy gives it a level' : ''}${rule['severity-if'].map(({ when, severity }) => `; ${levels[severity]} when \`${when.replaceAll('|', '\\|')}\``).join('')} |`,
    `| judges | every ${rule.for}${rule.for === 'repository' ? '' : ` of a ${askedRoles(rule).join(', ')}`} |`,
    `| claim | [${rule.article}](../../article.md#${rule.article}) |`,
    ...(Object.keys(rule.same).length === 0
      ? []
      : [
          `| the same in | ${Object.entries(rule.same)
            .map(([tool, ids]) => `${tool} ${ids.join(', ')}`)
            .join(' · ')} |`,
        ]),
  ];
  const parts = [
    '<!-- made of the rule file by npm run docs -->',
    `# ${rule.id}`,
    `**${withoutPlaceholders(rule.title)}**`,
    ['| | |', '|---|---|', ...facts].join('\n'),
    `## Why\n\n${rule.why}`,
    `## How to mend it\n\n${withoutPlaceholders(rule.fix)}`,
    `## When it speaks\n\n\`\`\`cel\n${rule.when.trim()}\n\`\`\``,
    `## Examples\n\n${rule.example.map(exampleText).join('\n\n')}`,
    `## References\n\n${rule.references.map((reference) => `- <${reference}>`).join('\n')}`,
    `## Living with it\n\n\`\`\`yaml\n# .github/stack-audit.yml\nversion: 1\nrules:\n  ${rule.id}: off        # or error, warning, note\nexceptions:\n  - rule: ${rule.id}\n    paths: [services/legacy]\n    reason: why it has to be so for now\n    owner: "@your-team"\n    expires: 2027-01-31\n\`\`\``,
  ];
  return `${parts.join('\n\n')}\n`;
}

function exampleText({ name, finds, files, today }: Example): string {
  const verdict =
    finds === undefined || finds.length === 0
      ? 'silent'
      : `found at ${finds.map((place) => `\`${place}\``).join(', ')}`;
  const blocks = Object.entries(files).map(([path, text]) => {
    const fence = '`'.repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));
    return `\`${path}\`\n\n${fence}${language(path)}\n${text.replace(/\n$/, '')}\n${fence}`;
  });
  return `### ${name}\n\n${verdict}${today === undefined ? '' : `, as of ${today}`}\n\n${blocks.join('\n\n')}`;
}

function language(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/dockerfile|containerfile/i.test(name)) return 'dockerfile';
  const ending = name.includes('.') ? (name.split('.').at(-1) ?? '') : '';
  const known: Record<string, string> = {
    yml: 'yaml',
    yaml: 'yaml',
    json: 'json',
    toml: 'toml',
    py: 'python',
    xml: 'xml',
    exs: 'elixir',
    js: 'js',
    ts: 'ts',
    kts: 'kotlin',
    gradle: 'groovy',
    properties: 'properties',
  };
  return known[ending] ?? '';
}

/** All rules, a table a family. */
export function ruleTable(rules: readonly Rule[]): string {
  const families = [...new Set(rules.map(({ id }) => id.split('/', 1)[0] ?? ''))].sort();
  const parts = families.map((family) => {
    const rows = rules
      .filter(({ id }) => id.startsWith(`${family}/`))
      .map(
        (rule) =>
          `| [${rule.id}](${rule.id}.md) | ${withoutPlaceholders(rule.title)} | ${rule.off === true ? 'off' : rule.severity} |`,
      );
    return `## ${family}\n\n| rule | what it finds | severity |\n|---|---|---|\n${rows.join('\n')}`;
  });
  return `<!-- made of the rule files by npm run docs -->\n\n# ${rules.length} rules\n\n${parts.join('\n\n')}\n`;
}
