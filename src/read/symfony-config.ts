import type { Diagnostic } from '../model/diagnostic.ts';
import { type Reading, reading } from '../model/reading.ts';
import type { Profile, Setting } from '../model/setting.ts';
import { type Document, entriesOf, isRecord, textOf } from './document.ts';
import { profileOf } from './profile.ts';
import type { Reader } from './reader.ts';
import { parseYaml } from './yaml.ts';

const deepest = 12;
const mostSettings = 2000;

/** Symfony's package configuration; a `when@prod:` section belongs to production, and so does a file in `packages/prod/`. */
export const symfonyConfig: Reader = {
  name: 'symfony-config',
  specifications: ['https://symfony.com/doc/current/configuration.html#configuration-environments'],
  takes: ['settings'],
  files: ['**/config/packages/**/*.yaml', '**/config/packages/**/*.yml'],
  read,
};

function read(path: string, text: string): Reading {
  const settings: Setting[] = [];
  const diagnostics: Diagnostic[] = [];
  const folder = /(?:^|\/)config\/packages\/([\w-]+)\/[^/]*$/.exec(path)?.[1];
  const profile = profileOf(folder ?? '');
  for (const document of parseYaml(path, text)) {
    diagnostics.push(...document.diagnostics);
    for (const [key, value] of entriesOf(document.value)) {
      const environment = /^when@([\w-]+)$/.exec(key)?.[1];
      if (environment === undefined) flatten(document, path, [key], [key], value, profile, settings);
      else
        for (const [name, inner] of entriesOf(value))
          flatten(document, path, [key, name], [name], inner, profileOf(environment), settings);
    }
  }
  return reading(path, symfonyConfig.name, { settings, diagnostics });
}

function flatten(
  document: Document,
  path: string,
  keys: readonly string[],
  shown: readonly string[],
  value: unknown,
  profile: Profile,
  settings: Setting[],
): void {
  if (settings.length >= mostSettings) return;
  if (isRecord(value) && keys.length < deepest) {
    for (const [key, inner] of Object.entries(value))
      flatten(document, path, [...keys, key], [...shown, key], inner, profile, settings);
    return;
  }
  const setting = { key: shown.join('.'), format: 'symfony', profile, at: { path, line: document.lineOf(...keys) } };
  if (Array.isArray(value)) {
    const texts = value.map(textOf);
    const known = texts.filter((text): text is string => text !== undefined && !text.includes('%env('));
    settings.push({ ...setting, value: undefined, ...(known.length === texts.length && { values: known }) });
  } else {
    const text = textOf(value);
    settings.push({ ...setting, value: text?.includes('%env(') === true ? undefined : text });
  }
}
