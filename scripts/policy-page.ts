import * as z from 'zod/mini';
import { PolicyFile } from '../src/model/policy.ts';
import { defaultPolicy } from '../src/policy/policy.ts';
import { type PolicyRule, policyRules } from '../src/policy/policy-rules.ts';
import { valuesOf } from '../src/policy/values.ts';

interface Node {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly additionalProperties?: Node | boolean;
}

/** The table of all keys of the policy file, made of its schema. */
export function policyKeys(): string {
  const schema = z.toJSONSchema(PolicyFile, { io: 'input' }) as Node;
  const defaults = valuesOf(defaultPolicy);
  const rows: string[] = [];
  const add = (key: string, node: Node): void => {
    if (node.description !== undefined) {
      const value = defaults.get(key);
      const shown = value === undefined ? '' : `\`${value}\``;
      rows.push(`| \`${key}\` | ${cell(kindOf(node))} | ${shown} | ${cell(node.description)} |`);
    }
    if (key === 'overrides') return;
    const inner = partsOf(node);
    for (const [name, part] of Object.entries(inner.properties ?? {})) add(`${key}${inner.path}.${name}`, part);
  };
  for (const [key, node] of Object.entries(schema.properties ?? {})) add(key, node);
  return ['| key | value | default | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

/** Where the keys of a value are: its own, those of a list's entries, those of a table's values. */
function partsOf(node: Node): { path: string; properties?: Readonly<Record<string, Node>> | undefined } {
  if (node.properties !== undefined) return { path: '', properties: node.properties };
  if (node.items?.properties !== undefined) return { path: '[]', properties: node.items.properties };
  const entry = typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
  const band = entry?.anyOf?.find(({ properties }) => properties !== undefined);
  return band === undefined ? { path: '' } : { path: '.ID', properties: band.properties };
}

function kindOf(node: Node): string {
  if (node.enum !== undefined) return node.enum.map((one) => `\`${one}\``).join(', ');
  if (node.const !== undefined) return `\`${String(node.const)}\``;
  if (node.anyOf !== undefined) return [...new Set(node.anyOf.map(kindOf))].join(' or ');
  if (node.type === 'array') return node.items?.type === 'object' ? 'list' : `list of ${kindOf(node.items ?? {})}`;
  if (node.type === 'object')
    return typeof node.additionalProperties === 'object' ? `id → ${kindOf(node.additionalProperties)}` : 'mapping';
  const words: Readonly<Record<string, string>> = { string: 'text', boolean: '`true`, `false`', integer: 'number' };
  return words[node.type ?? ''] ?? node.type ?? 'text';
}

/** The page of a judgement that the policy makes itself. */
export function policyRulePage({ id, title, severity, why, fix, references }: PolicyRule): string {
  const parts = [
    '<!-- made of src/policy/policy-rules.ts by npm run docs -->',
    `# ${id}`,
    `**${title}**`,
    `| | |\n|---|---|\n| severity | ${severity} |\n| judged by | [the policy](../../policy.md) |`,
    `## Why\n\n${why}`,
    `## How to mend it\n\n${fix}`,
    `## References\n\n${references.map((reference) => `- <${reference}>`).join('\n')}`,
    `## Living with it\n\n\`\`\`yaml\n# .github/stack-audit.yml\nversion: 1\nrules:\n  ${id}: off        # or error, warning, note\n\`\`\``,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The policy's own judgements as a table, as docs/rules/README.md has one for each family. */
export function policyRuleTable(): string {
  const rows = policyRules.map(({ id, title, severity }) => `| [${id}](${id}.md) | ${title} | ${severity} |`);
  return `## policy\n\n| rule | what it finds | severity |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
