// Elixir's application configuration.
import { type Reading, reading } from '../model/reading.ts';
import type { Profile, Setting } from '../model/setting.ts';
import { fileNameOf } from './directory.ts';
import { profileRegions } from './elixir-profiles.ts';
import { elixirTokens, expressionEnd } from './elixir.ts';
import { profileOf } from './profile.ts';
import type { Reader } from './reader.ts';
import { contentsBetween, type Field, isMark, itemsBetween, type Term, termBetween, type Tokens } from './terms.ts';

const name = 'elixir-config';
const deepest = 6;
const most = 5000;

/**
 * `config :app, Module, key: value` of config/*.exs, as settings `app.Module.key`. The profile is that of the file's name, or of
 * the `if config_env() == :prod` around it.
 */
export const elixirConfig: Reader = {
  name,
  specifications: ['https://hexdocs.pm/elixir/Config.html'],
  takes: ['settings'],
  files: ['**/config/**/*.exs'],
  read,
};

function read(path: string, text: string): Reading {
  const tokens = elixirTokens(text);
  const settings: Setting[] = [];
  const profileAt = profileRegions(tokens, fileNameOf(path) === 'releases.exs' ? 'production' : profileOf(path));
  for (let position = 0; position < tokens.all.length && settings.length < most; position++) {
    const token = tokens.all[position];
    if (token?.kind !== 'name' || token.text !== 'config' || !token.first) continue;
    const inParentheses = isMark(tokens, position + 1, '(') ? tokens.closer(position + 1) : undefined;
    const from = position + (inParentheses === undefined ? 1 : 2);
    const to = inParentheses ?? expressionEnd(tokens, from, tokens.all.length);
    settings.push(...statement(path, tokens, from, to, profileAt(position)));
    position = Math.max(position, to - 1);
  }
  return reading(path, name, { settings });
}

function statement(path: string, tokens: Tokens, from: number, to: number, profile: Profile): Setting[] {
  const { items, fields } = contentsBetween(tokens, from, to);
  const [app, scope, value] = items;
  if (app?.kind !== 'atom') return [];
  const settings: Setting[] = [];
  const add = (key: string, term: Term, depth: number): void => {
    settings.push({ ...valueOf(tokens, term), key, format: name, profile, at: { path, line: term.line } });
    if (depth < deepest) for (const field of term.fields) add(`${key}.${field.name}`, field.value, depth + 1);
  };
  if (scope?.kind === 'list') for (const field of scope.fields) add(`${app.text}.${field.name}`, field.value, 0);
  const prefix = scope?.kind === 'atom' ? `${app.text}.${scope.text}` : app.text;
  for (const field of fields) add(`${prefix}.${field.name}`, field.value, 0);
  if (value?.kind === 'list' && value.fields.length > 0) {
    for (const field of value.fields) add(`${prefix}.${field.name}`, field.value, 0);
  } else if (value !== undefined) {
    add(prefix, value, 0);
    for (const { name: key, value: joined } of joinedFields(tokens, value)) add(`${prefix}.${key}`, joined, 0);
  }
  return settings;
}

/** `defaults ++ [key: value]`: the fields of the lists that stand there. */
function joinedFields(tokens: Tokens, { kind, from, to }: Term): Field[] {
  const fields: Field[] = [];
  for (let position = from; kind === 'other' && position < to; position++) {
    const closer = tokens.closer(position);
    if (closer === undefined) continue;
    const isJoined =
      isMark(tokens, position, '[') && (isMark(tokens, position - 1, '++') || isMark(tokens, closer + 1, '++'));
    if (isJoined) fields.push(...termBetween(tokens, position, closer + 1).fields);
    position = closer;
  }
  return fields;
}

function valueOf(tokens: Tokens, term: Term): Pick<Setting, 'value' | 'values' | 'fallback'> {
  if (term.kind === 'words') return { value: undefined, values: term.text.split(/\s+/).filter((word) => word !== '') };
  if (term.kind === 'list') {
    const literal =
      term.fields.length === 0 &&
      term.items.every(({ kind }) => kind === 'text' || kind === 'atom' || kind === 'number');
    return { value: undefined, values: literal ? term.items.map((item) => item.text) : undefined };
  }
  if (term.kind === 'text' || term.kind === 'atom' || term.kind === 'number') return { value: term.text };
  return { value: undefined, fallback: fallbackOf(tokens, term) };
}

/** `System.get_env("X", "default")` and `System.get_env("X") || "default"`. */
function fallbackOf(tokens: Tokens, term: Term): string | undefined {
  for (let position = term.from; position < term.to; position++) {
    const token = tokens.all[position];
    const closer = tokens.closer(position + 1);
    if (token?.kind !== 'name' || token.text !== 'System.get_env' || closer === undefined) continue;
    const second = [...itemsBetween(tokens, position + 2, closer)][1];
    const other = second ? termBetween(tokens, ...second) : undefined;
    if (other?.kind === 'text') return other.text;
    const alternative = isMark(tokens, closer + 1, '||') ? tokens.all[closer + 2] : undefined;
    return alternative?.kind === 'text' && alternative.literal ? alternative.text : undefined;
  }
  return undefined;
}
