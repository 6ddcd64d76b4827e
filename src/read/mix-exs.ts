// Mix projects.
import type { Link } from '../model/link.ts';
import type { Sign } from '../model/project.ts';
import { type Reading, reading } from '../model/reading.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { type Definitions, definitionsIn, reachedFrom, type Span } from './elixir-functions.ts';
import { elixirTokens } from './elixir.ts';
import { mixDependencies } from './mix-deps.ts';
import type { Reader } from './reader.ts';
import { type Field, fieldNamed, isMark, type Term, termBetween, type Tokens } from './terms.ts';

const name = 'mix.exs';

/** Elixir's manifest, read as text: dependencies may come from any function that `deps:` calls. */
export const mixExs: Reader = {
  name,
  specifications: ['https://hexdocs.pm/mix/Mix.Project.html'],
  takes: ['project', 'dependencies', 'links', 'runtimes'],
  files: ['**/mix.exs'],
  read,
};

function read(path: string, text: string): Reading {
  const tokens = elixirTokens(text);
  const definitions = definitionsIn(tokens);
  const project = keywordsOf(tokens, definitions.functions.get('project') ?? []);
  const application = keywordsOf(tokens, definitions.functions.get('application') ?? []);
  const value = (key: string): Term | undefined => literal(tokens, fieldNamed(project, key), definitions);
  const deps = fieldNamed(project, 'deps');
  const start: readonly Span[] = deps ? [[deps.from, deps.to]] : (definitions.functions.get('deps') ?? []);
  const { dependencies, diagnostics } = mixDependencies(
    path,
    tokens,
    reachedFrom(tokens, start, definitions),
    definitions,
  );
  const app = value('app');
  const elixir = value('elixir');
  const apps = value('apps_path');
  if (project.length === 0) diagnostics.push({ message: 'no project definition found', at: { path, line: 1 } });
  return reading(path, name, {
    project: {
      ecosystem: 'hex',
      name: app?.text,
      version: value('version')?.text,
      at: { path, line: app?.line ?? project[0]?.line ?? 1 },
      languages: ['elixir'],
      signs: apps ? [] : signsOf(path, project, application),
      workspace: apps && {
        members: [`${apps.text.replace(/\/+$/, '')}/*`],
        excluded: [],
        at: { path, line: apps.line },
      },
      aggregator: apps === undefined ? undefined : true,
    },
    dependencies,
    runtimes: elixir
      ? [{ technology: 'elixir', requirement: elixir.text, strength: 'minimum', at: { path, line: elixir.line } }]
      : [],
    links: lockLink(path, value('lockfile')),
    diagnostics,
  });
}

/** The keywords of every list that stands in the open in these function bodies. */
function keywordsOf(tokens: Tokens, bodies: readonly Span[]): Field[] {
  const fields: Field[] = [];
  for (const [from, to] of bodies) {
    for (let position = from; position < to; position++) {
      const closer = tokens.closer(position);
      if (closer === undefined) continue;
      if (isMark(tokens, position, '[')) fields.push(...termBetween(tokens, position, closer + 1).fields);
      if (!isMark(tokens, position, '(') && tokens.all[position]?.kind === 'mark') position = closer;
    }
  }
  return fields;
}

function literal(tokens: Tokens, term: Term | undefined, { attributes }: Definitions): Term | undefined {
  const span = term?.kind === 'attribute' ? attributes.get(term.text) : undefined;
  const value = span ? termBetween(tokens, ...span) : term;
  return value?.kind === 'text' || value?.kind === 'atom' ? value : undefined;
}

function signsOf(path: string, project: readonly Field[], application: readonly Field[]): Sign[] {
  const signs: Sign[] = [];
  const sign = (kind: Sign['for'], field: Field | undefined, reason: string): void => {
    if (field) signs.push({ for: kind, reason, at: { path, line: field.line } });
  };
  const find = (fields: readonly Field[], key: string): Field | undefined => fields.find((field) => field.name === key);
  sign('program', find(application, 'mod'), 'starts an application of its own (mod:)');
  sign('service', find(project, 'releases'), 'defines releases');
  if (signs.length === 0) {
    sign('tool', find(project, 'escript'), 'builds an escript');
    sign('library', find(project, 'package'), 'is described as a package for Hex');
    if (signs.length === 0) sign('library', project[0], 'starts no application of its own (no mod:)');
  }
  return signs;
}

/** Children of an umbrella name the lock file that they share. */
function lockLink(path: string, lockfile: Term | undefined): Link[] {
  const target = lockfile && resolvePath(directoryOf(path), lockfile.text);
  return target ? [{ kind: 'reference', name: 'lockfile', path: target, at: { path, line: lockfile.line } }] : [];
}
