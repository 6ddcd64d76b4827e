import type { WorkloadBuild } from '../model/workload.ts';
import { type At, environmentOf, resolved } from './compose-values.ts';
import { pathIn, resolvePath } from './directory.ts';
import { fieldOf, isRecord, textOf } from './document.ts';

/**
 * The build of a service, with paths from the repository's root; undefined if its context is a URL, a variable, or outside of the repository.
 * https://github.com/compose-spec/compose-spec/blob/main/build.md
 */
export function composeBuild(directory: string, value: unknown, at: At): WorkloadBuild | undefined {
  if (typeof value === 'string') {
    const context = contextOf(directory, value);
    return context === undefined
      ? undefined
      : { context, dockerfile: pathIn(context, 'Dockerfile'), arguments: {}, at: at() };
  }
  if (!isRecord(value) || value['dockerfile_inline'] !== undefined) return undefined;
  const context = contextOf(directory, textOf(value['context']) ?? '.');
  const written = textOf(value['dockerfile']) ?? 'Dockerfile';
  const name = written === '' ? 'Dockerfile' : resolved(written);
  const dockerfile = context === undefined || name === undefined ? undefined : resolvePath(context, name);
  if (context === undefined || dockerfile === undefined) return undefined;
  const target = resolved(fieldOf(value, 'target'));
  return {
    context,
    dockerfile,
    ...(target !== undefined && { target }),
    arguments: argumentsOf(value['args'], at),
    at: at(...(value['dockerfile'] === undefined ? ['context'] : ['dockerfile'])),
  };
}

function contextOf(directory: string, written: string): string | undefined {
  const text = written === '' ? '.' : resolved(written);
  if (text === undefined || /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/|~)/i.test(text)) return undefined;
  return resolvePath(directory, text.split('#', 1)[0] ?? '');
}

function argumentsOf(value: unknown, at: At): Record<string, string> {
  const found = Object.create(null) as Record<string, string>;
  for (const { name, value: text, fallback } of environmentOf(value, at)) {
    const literal = text ?? fallback;
    if (literal !== undefined) found[name] = literal;
  }
  return found;
}
