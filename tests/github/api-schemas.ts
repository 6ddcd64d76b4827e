import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import type { Description, Json, JsonObject, Operation } from './api-description.ts';

/** Says in words what of a request or a response GitHub's description does not allow; nothing when all is well. */
export type SchemaCheck = {
  path(operation: Operation, parameters: Record<string, string>): string[];
  query(operation: Operation, query: Record<string, string>): string[];
  body(operation: Operation, body: Json | undefined): string[];
  response(operation: Operation, status: number, mediaType: string, body: Json): string[];
};

/**
 * Any operation may be refused in these ways, described or not: token, permission, absence, rate limit, GitHub being
 * down.
 */
const anywhere = new Set([401, 403, 404, 429, 500, 502, 503, 504]);

const checks = new WeakMap<Description, SchemaCheck>();

/** The check for a description; each operation's schemas are compiled when they are first used, and kept. */
export function schemaCheck(description: Description): SchemaCheck {
  const check = checks.get(description) ?? createCheck(description);
  checks.set(description, check);
  return check;
}

function createCheck(description: Description): SchemaCheck {
  const exact = compiler(description, false);
  const coercing = compiler(description, true);
  const parameters = (operation: Operation, place: 'path' | 'query', values: Record<string, string>) => {
    const own = operation.parameters.filter((parameter) => parameter.in === place);
    const schema: JsonObject = {
      type: 'object',
      properties: Object.fromEntries(own.map(({ name, schema }) => [name, schema])),
      required: own.filter(({ required }) => required).map(({ name }) => name),
      additionalProperties: false,
    };
    return coercing(`${operation.id} ${place}`, schema, { ...values }, place);
  };
  return {
    path(operation, values) {
      const names = Object.keys(values);
      const spelled = operation.parameters.filter(({ in: place }) => place === 'path').map(({ name }) => name);
      const renamed = names.map((name) => [
        spelled.find((other) => other.replaceAll('-', '_') === name) ?? name,
        values[name]!,
      ]);
      return parameters(operation, 'path', Object.fromEntries(renamed));
    },
    query(operation, query) {
      const tooMany = Number(query['per_page']) > 100 ? ['query: per_page is at most 100'] : [];
      return [...parameters(operation, 'query', query), ...tooMany];
    },
    body(operation, body) {
      if (!operation.body) return body === undefined ? [] : ['body: none is described'];
      if (body === undefined) return operation.body.required ? ['body: missing'] : [];
      return exact(`${operation.id} body`, operation.body.schema, body, 'body');
    },
    response(operation, status, mediaType, body) {
      const described = operation.responses[status];
      const schema = described?.[mediaType];
      if (schema) return exact(`${operation.id} ${status} ${mediaType}`, schema, body, `response ${status}`);
      if (described && Object.keys(described).length === 0)
        return body === null ? [] : [`response ${status}: no body is described`];
      if (described && status < 300) return [`response ${status}: ${mediaType} is not described`];
      if (!anywhere.has(status)) return [`response ${status}: this status is not described`];
      return exact('basic error', { $ref: '#/components/schemas/basic-error' }, body, `response ${status}`);
    },
  };
}

function compiler(description: Description, coerce: boolean) {
  const ajv = new Ajv2019({
    strict: false,
    allErrors: true,
    coerceTypes: coerce ? 'array' : false,
    validateFormats: true,
  });
  addFormats.default(ajv);
  const compiled = new Map<string, ValidateFunction>();
  const known = new Set<string>();
  const add = (name: string): void => {
    if (known.has(name)) return;
    known.add(name);
    const component = name.slice(name.indexOf('.') + 1);
    ajv.addSchema(rewritten(description.schema(component), name.startsWith('closed.'), add), name);
  };
  return (key: string, schema: JsonObject, value: Json, place: string): string[] => {
    const validate = compiled.get(key) ?? ajv.compile(rewritten(schema, true, add));
    compiled.set(key, validate);
    return validate(value) ? [] : (validate.errors ?? []).map((error) => inWords(error, place));
  };
}

function inWords(error: ErrorObject, place: string): string {
  const { additionalProperty, unevaluatedProperty, allowedValues } = error.params as Record<string, unknown>;
  const extra = additionalProperty ?? unevaluatedProperty;
  const at = `${place}${error.instancePath.replaceAll('/', '.')}`;
  if (extra !== undefined) return `${at}: "${String(extra)}" is not described`;
  return `${at}: ${error.message}${Array.isArray(allowedValues) ? ` ${allowedValues.join(', ')}` : ''}`;
}

/**
 * OpenAPI 3.0's schema as JSON Schema 2019-09, with fields that are not described refused. A schema is "open" where
 * another one beside it may describe more fields (in allOf, anyOf, oneOf); the one around them is then "closed".
 */
function rewritten(schema: JsonObject, closed: boolean, add: (name: string) => void): JsonObject {
  const { nullable, discriminator: _, ...rest } = schema;
  if (typeof rest['$ref'] === 'string') {
    const name = `${closed ? 'closed' : 'open'}.${rest['$ref'].split('/').at(-1)}`;
    add(name);
    return orNull({ $ref: name }, nullable === true);
  }
  const inner = (value: Json | undefined, closed: boolean) => rewritten(value as JsonObject, closed, add);
  const { oneOf, anyOf, allOf, ...result } = rest;
  // GitHub's oneOf branches overlap, so that "exactly one" would refuse GitHub's own examples
  const choices = [oneOf, anyOf]
    .filter((branches) => branches !== undefined)
    .map((branches) => ({ anyOf: branches }) as JsonObject);
  const branches = [...((allOf as JsonObject[] | undefined) ?? []), ...choices];
  if (choices.length === 1 && !allOf) result['anyOf'] = (oneOf ?? anyOf) as Json[];
  else if (branches.length > 0) result['allOf'] = branches;
  for (const key of ['allOf', 'anyOf']) {
    if (result[key]) result[key] = (result[key] as JsonObject[]).map((branch) => rewritten(branch, false, add));
  }
  if (rest['properties']) {
    const own = Object.entries(rest['properties'] as JsonObject);
    result['properties'] = Object.fromEntries(own.map(([name, value]) => [name, inner(value, true)]));
  }
  if (rest['items']) result['items'] = inner(rest['items'], true);
  if (rest['not']) result['not'] = inner(rest['not'], false);
  const additional = rest['additionalProperties'];
  if (additional && typeof additional === 'object') result['additionalProperties'] = inner(additional, true);
  if (additional === true && rest['properties'] && !closed) delete result['additionalProperties'];
  if (closed && result['additionalProperties'] === undefined && (rest['properties'] || branches.length > 0)) {
    result['unevaluatedProperties'] = false;
  }
  if (!closed && rest['type'] === 'object' && !rest['properties'] && branches.length === 0)
    result['additionalProperties'] ??= true;
  return orNull(result, nullable === true);
}

function orNull(schema: JsonObject, nullable: boolean): JsonObject {
  return nullable ? { anyOf: [{ type: 'null' }, schema] } : schema;
}
