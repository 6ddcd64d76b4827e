import type { Diagnostic } from '../model/diagnostic.ts';
import { reading } from '../model/reading.ts';
import type { Workload } from '../model/workload.ts';
import { composeService } from './compose-service.ts';
import { boundVolumes } from './compose-values.ts';
import { entriesOf, fieldOf, isRecord, textOf } from './document.ts';
import { profileOf } from './profile.ts';
import type { Reader } from './reader.ts';
import { type YamlDocument, parseYaml } from './yaml.ts';
import { secretsByForm } from './secret-forms.ts';

const mostServices = 500;
const deepestExtends = 10;

/** Services of a compose file; each file on its own, overrides are not merged. */
export const compose: Reader = {
  name: 'compose',
  specifications: ['https://github.com/compose-spec/compose-spec/blob/main/spec.md'],
  takes: ['workloads', 'secrets'],
  files: [
    '**/compose.yaml',
    '**/compose.yml',
    '**/docker-compose.yaml',
    '**/docker-compose.yml',
    '**/*compose*.yaml',
    '**/*compose*.yml',
    '**/docker-stack*.yaml',
    '**/docker-stack*.yml',
  ],
  recognises: (text) => /^["']?services["']?[ \t]*:/m.test(text),
  read(path, text) {
    const template = templateLine(text);
    if (template !== undefined) {
      const message = 'a template of a compose file: it is not judged';
      return reading(path, this.name, { diagnostics: [{ message, at: { path, line: template } }] });
    }
    const documents = parseYaml(path, text);
    const diagnostics: Diagnostic[] = documents.flatMap((document) => document.diagnostics);
    return reading(path, this.name, {
      workloads: documents.flatMap((document) => workloadsOf(path, document)),
      diagnostics,
      secrets: secretsByForm(path, text),
    });
  },
};

/** Lines that Jinja or Go's templates fill in. */
function templateLine(text: string): number | undefined {
  const found = /^[^#\n\r\u2028\u2029"']*(?:\{\{|\{%)/m.exec(text);
  return found === null ? undefined : text.slice(0, found.index).split('\n').length;
}

function workloadsOf(path: string, document: YamlDocument): Workload[] {
  const services = fieldOf(document.value, 'services');
  const directories = boundVolumes(fieldOf(document.value, 'volumes'));
  const profile = profileOf(path);
  return entriesOf(services)
    .slice(0, mostServices)
    .flatMap(([name, service]) => {
      if (!isRecord(service)) return [];
      const { merged, partial } = extended(services, name, service);
      const line = (...keys: readonly (string | number)[]): number => document.lineOf('services', name, ...keys);
      const nameLine = document.keyLineOf('services', name);
      return [composeService({ path, name, service: merged, partial, profile, directories, line, nameLine })];
    });
}

/**
 * A service with what it takes from those of the same file that it extends; `partial` if one stands in another file.
 * https://github.com/compose-spec/compose-spec/blob/main/05-services.md#extends
 */
function extended(
  services: unknown,
  name: string,
  service: Record<string, unknown>,
): { merged: Record<string, unknown>; partial: boolean } {
  let merged = service;
  let at = service;
  for (let depth = 0; depth < deepestExtends; depth++) {
    const { extends: said } = at;
    if (said === undefined || said === '') return { merged, partial: false };
    const base = textOf(said) ?? textOf(fieldOf(said, 'service'));
    const other = base === undefined || base === name ? undefined : fieldOf(services, base);
    if (fieldOf(said, 'file') !== undefined || !isRecord(other)) return { merged, partial: true };
    merged = over(other, merged);
    at = other;
  }
  return { merged, partial: true };
}

/** What the service itself says goes first; of mappings, key by key. */
function over(base: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  const merged = Object.assign(Object.create(null), base, own) as Record<string, unknown>;
  for (const [key, value] of Object.entries(own)) {
    const below = base[key];
    if (isRecord(value) && isRecord(below)) merged[key] = Object.assign(Object.create(null), below, value);
    else if (Array.isArray(value) && Array.isArray(below) && key !== 'command' && key !== 'entrypoint')
      merged[key] = [...value, ...below];
  }
  return merged;
}
