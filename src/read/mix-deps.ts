// Dependencies of a mix.exs: https://hexdocs.pm/mix/Mix.Tasks.Deps.html
import type { Dependency, Scope } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Definitions, Span } from './elixir-functions.ts';
import { versionOfTag } from './git-tag.ts';
import { contentsBetween, type Field, fieldNamed, isMark, type Term, termBetween, type Tokens } from './terms.ts';

const options = new Set(
  'app env compile optional only targets override manager runtime system_env path in_umbrella git github ref branch tag submodules sparse subdir depth hex repo organization warn_if_outdated'.split(
    ' ',
  ),
);

/** The dependency tuples within these spans: `{:phoenix, "~> 1.8", only: :dev}`. Tuples of any other form are none. */
export function mixDependencies(
  path: string,
  tokens: Tokens,
  spans: readonly Span[],
  definitions: Definitions,
): { dependencies: Dependency[]; diagnostics: Diagnostic[] } {
  const found = new Map<string, Dependency>();
  const diagnostics: Diagnostic[] = [];
  for (const [from, to] of spans) {
    for (let position = from; position < to; position++) {
      const closer = isMark(tokens, position, '{') ? tokens.closer(position) : undefined;
      if (closer === undefined || closer >= to || isMark(tokens, position - 1, '%')) continue;
      const following = tokens.all[closer + 1]?.text ?? '';
      if (following === '<-' || following === '->' || following === '=') continue;
      const read = dependencyOf(path, tokens, termBetween(tokens, position, closer + 1), definitions);
      if (read === undefined) continue;
      const { dependency, unknown } = read;
      if (unknown) diagnostics.push({ message: `the version of ${dependency.name} is computed`, at: dependency.at });
      const known = found.get(dependency.name);
      if (known === undefined || (known.requirement === undefined && dependency.requirement !== undefined)) {
        found.set(dependency.name, dependency);
      }
      position = closer;
    }
  }
  return { dependencies: [...found.values()], diagnostics };
}

function dependencyOf(
  path: string,
  tokens: Tokens,
  tuple: Term,
  definitions: Definitions,
): { dependency: Dependency; unknown: boolean } | undefined {
  const [first, second, third] = tuple.items;
  if (first?.kind !== 'atom' || first.text === 'ok' || first.text === 'error' || /^\p{Lu}/u.test(first.text))
    return undefined;
  const requirement = second && literalOf(tokens, second, definitions);
  const fields = [second, third].reduce(
    (all, item) => (item ? [...all, ...fieldsOf(tokens, item, definitions)] : all),
    tuple.fields,
  );
  const known = fields.some(({ name }) => options.has(name));
  const computed = second?.kind === 'other' && requirement === undefined && !known;
  if (requirement === undefined && !known && !(computed && tuple.items.length <= 2)) return undefined;
  if (tuple.items.length > 3 || (second?.kind === 'atom' && !known)) return undefined;
  const text = (name: string): string | undefined => {
    const value = fieldNamed(fields, name);
    return value && value.kind !== 'other' ? value.text : undefined;
  };
  const source = sourceOf(fields);
  const tag = fieldNamed(fields, 'tag');
  const tagged = tag?.kind === 'text' ? versionOfTag(tag.text) : undefined;
  const name = text('hex') ?? first.text;
  const line = requirement?.line ?? (tagged === undefined ? first.line : tag?.line);
  return {
    unknown: computed,
    dependency: {
      ecosystem: 'hex',
      name,
      requirement: requirement?.text ?? tagged,
      resolved: source === undefined ? undefined : tagged,
      scope: scopeOf(fields),
      at: { path, line },
      namedAt: line === first.line ? undefined : { path, line: first.line },
      alias: name === first.text ? undefined : first.text,
      source,
    },
  };
}

/** A literal, or one that an attribute or a function of the file holds. */
function literalOf(tokens: Tokens, term: Term, definitions: Definitions): Term | undefined {
  if (term.kind === 'text') return term;
  const span =
    term.kind === 'attribute'
      ? definitions.attributes.get(term.text)
      : definitions.functions.get(tokens.all[term.from]?.text ?? '')?.at(-1);
  const value = span && termBetween(tokens, ...span);
  return value?.kind === 'text' ? value : undefined;
}

/** The keywords of a list, or those of the lists that a function of the file returns. */
function fieldsOf(tokens: Tokens, term: Term, { functions }: Definitions): readonly Field[] {
  if (term.kind === 'list') return term.fields;
  if (term.kind !== 'other') return [];
  const fields: Field[] = [];
  for (const [from, to] of functions.get(tokens.all[term.from]?.text ?? '') ?? []) {
    for (let position = from; position < to; position++) {
      const closer = tokens.closer(position);
      if (closer === undefined || !isMark(tokens, position, '[')) continue;
      fields.push(...contentsBetween(tokens, position + 1, closer).fields);
      position = closer;
    }
  }
  return fields;
}

function sourceOf(fields: readonly Field[]): Dependency['source'] {
  if (fieldNamed(fields, 'in_umbrella')?.text === 'true') return 'workspace';
  const isGit = fields.some(({ name, value }) => (name === 'git' || name === 'github') && value.kind !== 'other');
  if (isGit || fields.some(({ name }) => name === 'git' || name === 'github')) return 'git';
  return fields.some(({ name }) => name === 'path') ? 'path' : undefined;
}

/** `only:` names the environments that take it; `runtime: false` and `runtime: Mix.env() == :dev` mark what only builds need. */
function scopeOf(fields: readonly Field[]): Scope {
  const only = fieldNamed(fields, 'only');
  const environments = only?.kind === 'atom' ? [only.text] : (only?.items.map((item) => item.text) ?? []);
  if (only?.kind === 'words') environments.push(...only.text.split(/\s+/).filter((word) => word !== ''));
  if (environments.length > 0 && !environments.includes('prod')) {
    return environments.every((environment) => environment === 'test') ? 'test' : 'development';
  }
  if (fieldNamed(fields, 'optional')?.text === 'true') return 'optional';
  const runtime = fieldNamed(fields, 'runtime');
  return runtime !== undefined && runtime.text !== 'true' ? 'build' : 'runtime';
}
