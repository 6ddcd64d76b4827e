// GitHub's published description of its REST API: https://github.com/octokit/openapi
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Flavour = 'github.com' | 'ghes';
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** One described operation, e.g. `issues/create-comment`. */
export type Operation = {
  id: string;
  method: string;
  template: string;
  parameters: { name: string; in: string; required: boolean; schema: JsonObject }[];
  body?: { required: boolean; schema: JsonObject };
  /** By status, then by media type. */
  responses: Record<string, Record<string, JsonObject>>;
};

export type Description = {
  /**
   * The operation a request is for, with the path's parameters as they were sent; undefined when GitHub describes
   * none.
   */
  find(method: string, path: string): { operation: Operation; parameters: Record<string, string> } | undefined;
  /** A component schema, a fresh copy each time. */
  schema(name: string): JsonObject;
  /** GitHub's own example of a thing, a fresh copy each time. */
  example(name: string): JsonObject;
};

/** What is kept of the description's 13 MB: each part as JSON text, so that only what is asked for gets parsed. */
type Slim = { operations: Record<string, string>; schemas: Record<string, string>; examples: Record<string, string> };

const format = 1;
const require = createRequire(import.meta.url);
const descriptions = new Map<Flavour, Description>();

/** The description of github.com's API, or of the newest GitHub Enterprise Server's; read when first asked for. */
export function describedApi(flavour: Flavour): Description {
  const known = descriptions.get(flavour);
  if (known) return known;
  const description = fromSlim(loadSlim(flavour));
  descriptions.set(flavour, description);
  return description;
}

function fromSlim(slim: Slim): Description {
  const templates = Object.keys(slim.operations).map((key) => {
    const [method, template] = key.split(' ') as [string, string];
    return { key, method, literals: template.replace(/\{[^}]*\}/g, '').length, pattern: templatePattern(template) };
  });
  templates.sort((a, b) => b.literals - a.literals);
  const operations = new Map<string, Operation>();
  return {
    find(method, path) {
      for (const { key, pattern, method: described } of templates) {
        if (described !== method) continue;
        const match = pattern.exec(path);
        if (!match) continue;
        const operation = operations.get(key) ?? (JSON.parse(slim.operations[key]!) as Operation);
        operations.set(key, operation);
        const parameters = Object.entries(match.groups ?? {}).map(([name, text]) => [
          name,
          decodeURIComponent(text ?? ''),
        ]);
        return { operation, parameters: Object.fromEntries(parameters) };
      }
      return undefined;
    },
    schema: (name) => parsed(slim.schemas, name),
    example: (name) => parsed(slim.examples, name),
  };
}

function parsed(texts: Record<string, string>, name: string): JsonObject {
  const text = texts[name];
  if (text === undefined) throw new Error(`GitHub's description has nothing called "${name}"`);
  return JSON.parse(text) as JsonObject;
}

/** A path, a branch or a range may hold slashes; everything else is one segment. */
function templatePattern(template: string): RegExp {
  const source = template.replace(/[.+*?^$()[\]|\\]/g, '\\$&').replace(/\{([^}]*)\}/g, (_, name: string) => {
    const slashes = /^(path|ref|basehead)$/.test(name) && template.endsWith(`{${name}}`);
    return `(?<${name.replaceAll('-', '_')}>${slashes ? '.+' : '[^/]+'})`;
  });
  return new RegExp(`^${source}$`);
}

function loadSlim(flavour: Flavour): Slim {
  const folder = dirname(require.resolve('@octokit/openapi/package.json'));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const cache = join(folder, '..', '..', '.cache', 'github-api', `${flavour}-${version}-${format}.json`);
  try {
    return JSON.parse(readFileSync(cache, 'utf8')) as Slim;
  } catch {
    const slim = slimmed(JSON.parse(readFileSync(join(folder, 'generated', fileOf(flavour, folder)), 'utf8')));
    mkdirSync(dirname(cache), { recursive: true });
    const draft = `${cache}.${process.pid}`; // renamed into place: test files run at the same time
    writeFileSync(draft, JSON.stringify(slim));
    renameSync(draft, cache);
    return slim;
  }
}

function fileOf(flavour: Flavour, folder: string): string {
  if (flavour === 'github.com') return 'api.github.com.json';
  const servers = readdirSync(join(folder, 'generated')).filter((name) => /^ghes-[\d.]+\d\.json$/.test(name));
  return servers.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1)!;
}

/* eslint-disable @typescript-eslint/no-explicit-any */
function slimmed(full: any): Slim {
  const resolve = (value: any): any => {
    if (value?.$ref === undefined) return value;
    const [, , kind, name] = value.$ref.split('/');
    return full.components[kind][name];
  };
  const slim: Slim = { operations: {}, schemas: {}, examples: {} };
  for (const [template, item] of Object.entries<any>(full.paths)) {
    for (const [method, described] of Object.entries<any>(item)) {
      if (!described.operationId) continue;
      const operation: Operation = {
        id: described.operationId,
        method: method.toUpperCase(),
        template,
        parameters: (described.parameters ?? []).map(resolve).map((parameter: any) => ({
          name: parameter.name,
          in: parameter.in,
          required: parameter.required === true,
          schema: stripped(parameter.schema ?? {}),
        })),
        responses: {},
      };
      const body = resolve(described.requestBody)?.content?.['application/json'];
      if (body)
        operation.body = { required: resolve(described.requestBody).required === true, schema: stripped(body.schema) };
      for (const [status, response] of Object.entries<any>(described.responses ?? {})) {
        const media = Object.entries<any>(resolve(response).content ?? {});
        operation.responses[status] = Object.fromEntries(
          media.map(([type, { schema }]) => [type, stripped(schema ?? {})]),
        );
      }
      slim.operations[`${operation.method} ${template}`] = JSON.stringify(operation);
    }
  }
  for (const [name, schema] of Object.entries<any>(full.components.schemas)) {
    if (!name.startsWith('webhook-')) slim.schemas[name] = JSON.stringify(stripped(schema));
  }
  for (const [name, example] of Object.entries<any>(full.components.examples)) {
    slim.examples[name] = JSON.stringify(example.value ?? null);
  }
  return slim;
}

/** A schema without the words meant for people; a *property* called `description` stays. */
function stripped(schema: any, properties = false): any {
  if (Array.isArray(schema)) return schema.map((item) => stripped(item));
  if (schema === null || typeof schema !== 'object') return schema;
  const kept: any = {};
  for (const [key, value] of Object.entries<any>(schema)) {
    if (
      !properties &&
      (/^(description|title|example|examples|summary|externalDocs|deprecated)$/.test(key) || key.startsWith('x-'))
    )
      continue;
    kept[key] =
      !properties && (key === 'enum' || key === 'default')
        ? value
        : stripped(value, !properties && key === 'properties');
  }
  return kept;
}
