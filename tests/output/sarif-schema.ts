import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';

const text = { type: 'string', minLength: 1 };
const line = { type: 'integer', minimum: 1 };

function object(properties: Record<string, object>, required: string[] = Object.keys(properties)): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

function list(items: object, more: object = {}): object {
  return { type: 'array', items, ...more };
}

const message = object({ text });
const bag = { type: 'object' };
const artifactLocation = object({
  uri: { type: 'string', format: 'uri-reference', pattern: '^(?!/)[^\\s:]+$' },
  uriBaseId: { const: 'SRCROOT' },
});
const region = object({ startLine: line, startColumn: line, endLine: line, endColumn: line }, ['startLine']);
const location = object({ physicalLocation: object({ artifactLocation, region }) });
const level = { enum: ['none', 'note', 'warning', 'error'] };

const rule = object(
  {
    id: { ...text, maxLength: 255 },
    shortDescription: object({ text: { ...text, maxLength: 1024 } }),
    fullDescription: object({ text: { ...text, maxLength: 1024 } }),
    help: object({ text, markdown: text }),
    helpUri: { type: 'string', format: 'uri' },
    defaultConfiguration: object({ level }),
    properties: object(
      {
        tags: list(text, { maxItems: 10, uniqueItems: true }),
        precision: { enum: ['very-high', 'high', 'medium', 'low'] },
        'problem.severity': { enum: ['error', 'warning', 'recommendation'] },
        'security-severity': { type: 'string', pattern: '^\\d+\\.\\d$' },
      },
      ['tags', 'precision', 'problem.severity'],
    ),
  },
  ['id'],
);

const suppression = object({
  kind: { enum: ['inSource', 'external'] },
  status: { enum: ['accepted', 'underReview', 'rejected'] },
  justification: text,
  location,
  properties: bag,
});

const replacement = object({ deletedRegion: region, insertedContent: object({ text: { type: 'string' } }) }, [
  'deletedRegion',
]);

const result = object(
  {
    ruleId: text,
    ruleIndex: { type: 'integer', minimum: 0 },
    level,
    message,
    locations: list(location, { minItems: 1, maxItems: 1 }),
    relatedLocations: list(location, { minItems: 1, maxItems: 1000 }),
    partialFingerprints: object({ 'stackAudit/v1': { type: 'string', pattern: '^[0-9a-f]{16}$' } }),
    baselineState: { enum: ['new', 'unchanged', 'updated', 'absent'] },
    suppressions: list(suppression, { minItems: 1, uniqueItems: true }),
    fixes: list(
      object({
        description: message,
        artifactChanges: list(object({ artifactLocation, replacements: list(replacement, { minItems: 1 }) }), {
          minItems: 1,
        }),
      }),
    ),
    properties: bag,
  },
  ['ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints'],
);

const run = object(
  {
    tool: object({
      driver: object({ name: text, version: text, rules: list(rule, { maxItems: 25_000, uniqueItems: true }) }),
    }),
    automationDetails: object({ id: text }),
    columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
    originalUriBaseIds: object({ SRCROOT: object({ description: message }) }),
    versionControlProvenance: list(
      object({
        repositoryUri: { type: 'string', format: 'uri' },
        revisionId: text,
        mappedTo: object({ uriBaseId: { const: 'SRCROOT' } }),
      }),
    ),
    invocations: list(
      object({
        executionSuccessful: { type: 'boolean' },
        toolExecutionNotifications: list(object({ level, message, locations: list(location) }, ['level', 'message'])),
      }),
    ),
    results: list(result, { maxItems: 25_000 }),
    properties: bag,
  },
  ['tool', 'results'],
);

const schema = object({
  $schema: { type: 'string', format: 'uri' },
  version: { const: '2.1.0' },
  runs: list(run, { maxItems: 20 }),
});

const ajv = new Ajv2019({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/**
 * What of a log is not as SARIF 2.1.0 or GitHub wants it: the part of the standard's schema that our logs use, and nothing beside, within GitHub's limits.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
 */
export function wrongWith(log: unknown): string[] {
  validate(log);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
