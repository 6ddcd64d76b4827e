import * as z from 'zod/mini';
import { PolicyFile } from '../src/model/policy.ts';
import { Report } from '../src/model/report.ts';
import { policyRules } from '../src/policy/policy-rules.ts';

/** What may be named in a policy, for editors to complete. */
export interface Names {
  readonly technologies: readonly { readonly id: string }[];
  readonly rules: readonly { readonly id: string }[];
}

interface Node {
  [key: string]: unknown;
  properties?: Record<string, Node>;
  items?: Node;
  additionalProperties?: Node | boolean;
}

/** docs/policy.schema.json: what editors complete and check in `.github/stack-audit.yml`. */
export function policySchema({ technologies, rules }: Names): string {
  const schema = z.toJSONSchema(PolicyFile, { io: 'input', target: 'draft-7' }) as Node;
  const ids = [...rules, ...policyRules].map(({ id }) => id).sort();
  const families = [...new Set(ids.map((id) => `${id.split('/', 1)[0]}/*`))];
  const names = technologies.map(({ id }) => id).sort();
  const tables = { frameworks: names, 'minimum-versions': names, rules: [...families, ...ids] };
  const definitions: Record<string, Node> = {};
  for (const [key, keys] of Object.entries(tables)) {
    const { description, ...table } = schema.properties?.[key] ?? {};
    const value = `${key}-value`;
    definitions[value] = table.additionalProperties as Node;
    const reference = { $ref: `#/definitions/${value}` };
    const others = key === 'rules' ? reference : false;
    const properties = Object.fromEntries(keys.map((id) => [id, reference]));
    definitions[key] = { type: 'object', properties, additionalProperties: others };
    for (const part of [schema, schema.properties?.['overrides']?.items])
      if (part?.properties?.[key] !== undefined)
        part.properties[key] = { allOf: [{ $ref: `#/definitions/${key}` }], ...(part === schema && { description }) };
  }
  return text({
    ...schema,
    definitions,
    title: 'Policy of Stack Audit',
    description: 'The file .github/stack-audit.yml',
  });
}

/** docs/report.schema.json: what `--format json` prints. */
export function reportSchema(): string {
  const schema = z.toJSONSchema(Report, { io: 'output', target: 'draft-7' }) as Node;
  return text({ ...schema, title: 'Report of Stack Audit', description: 'What --format json prints' });
}

function text(schema: Node): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
