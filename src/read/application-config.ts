import type { Profile, Setting } from '../model/setting.ts';
import { reading } from '../model/reading.ts';
import { type PropertyLine, parseProperties } from './java-properties.ts';
import { profileOf } from './profile.ts';
import type { Reader } from './reader.ts';
import { canonicalKey, elementKey } from './relaxed-names.ts';
import { type Entry, flatYaml } from './yaml-properties.ts';
import { literalOf } from './property-placeholders.ts';

const format = 'jvm-application';

/**
 * Configuration of Spring, Quarkus, Micronaut and others: keys in kebab case and dots however they are written, each with the profile of its file,
 * document or `%prefix`.
 */
export const applicationConfig: Reader = {
  name: format,
  specifications: [
    'https://docs.spring.io/spring-boot/reference/features/external-config.html',
    'https://quarkus.io/guides/config-reference',
    'https://docs.micronaut.io/latest/guide/#propertySource',
  ],
  takes: ['settings'],
  files: [
    '**/application.{properties,yml,yaml}',
    '**/application-*.{properties,yml,yaml}',
    '**/resources/**/bootstrap{,-*}.{properties,yml,yaml}',
    '**/META-INF/microprofile-config*.properties',
  ],
  read(path, text) {
    const own = profileOf(path);
    if (path.endsWith('.properties')) {
      const settings = documentsOf(parseProperties(text)).flatMap((entries) => settingsOf(path, entries, own));
      return reading(path, this.name, { settings });
    }
    const documents = flatYaml(path, text);
    return reading(path, this.name, {
      settings: documents.flatMap(({ entries }) => settingsOf(path, entries, own)),
      diagnostics: documents.flatMap(({ diagnostics }) => diagnostics),
    });
  },
};

/** A comment of three dashes, `#---`, begins another document. https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.files.multi-document */
function documentsOf(lines: readonly PropertyLine[]): Entry[][] {
  const documents: Entry[][] = [[]];
  for (const line of lines) {
    if ('key' in line) documents.at(-1)?.push(line);
    else if (/^[#!]---$/.test(line.comment)) documents.push([]);
  }
  return documents;
}

function settingsOf(path: string, entries: readonly Entry[], own: Profile): Setting[] {
  const documentProfile = activation(entries, own);
  const settings = new Map<string, Setting>();
  const elements = new Map<string, (string | undefined)[]>();
  for (const { key: written, value, line } of entries) {
    const { key: plain, profile, prefix } = prefixed(written, documentProfile);
    const { list, key } = elementKey(canonicalKey(plain));
    const literal = literalOf(value);
    const id = `${prefix}\0${key}`;
    const values = listOf(literal.value);
    const setting: Setting = { key, ...literal, ...(values && { values }), format, profile, at: { path, line } };
    const others = list ? elements.get(id) : undefined;
    others?.push(literal.value);
    if (others) continue;
    settings.set(id, setting);
    if (list) elements.set(id, [literal.value]);
    else elements.delete(id);
  }
  return [...settings].map(([id, setting]) => listSetting(setting, elements.get(id)));
}

/** A list that is written element by element. Its value is what it would be in one line. */
export function listSetting(setting: Setting, elements: readonly (string | undefined)[] | undefined): Setting {
  if (elements === undefined) return setting;
  const values = elements.filter((element) => element !== undefined);
  const { fallback: _, ...rest } = setting;
  return { ...rest, values, value: values.length === elements.length ? values.join(',') : undefined };
}

/** `a, b` is the list of both wherever a list is asked for. */
function listOf(value: string | undefined): string[] | undefined {
  if (value?.includes(',') !== true || value.length > 2000) return undefined;
  return value.split(',').map((element) => element.trim());
}

/** `%prod.quarkus.http.port`, `%{dev,test}.x`, `%dev,test.x` */
function prefixed(key: string, usual: Profile): { key: string; profile: Profile; prefix: string } {
  const found = /^"?%(?:\{([^}]{0,100})\}|([\w,-]{1,100}))"?\.(.+)$/.exec(key);
  if (found === null) return { key, profile: usual, prefix: '' };
  const prefix = found[1] ?? found[2] ?? '';
  return { key: found[3] ?? key, profile: profileOfAll(prefix.split(',')) ?? usual, prefix };
}

/** The profile that a document says it is for. */
function activation(entries: readonly Entry[], own: Profile): Profile {
  const keys = entries.map((entry) => ({ ...entry, ...elementKey(canonicalKey(entry.key)) }));
  const said = keys.filter(({ key }) => key === 'spring.config.activate.on-profile' || key === 'spring.profiles');
  if (said.length === 0 || own === 'test' || own === 'example') return own;
  return profileOfAll(said.flatMap(({ value }) => value.split(/[,|]/))) ?? own;
}

/** The profile of an expression's alternatives: production if one of them is, none if one of them is not known. `!dev` tells nothing. */
function profileOfAll(names: readonly string[]): Profile | undefined {
  const profiles = names.map((name) => {
    const parts = name.split('&').map((part) => part.replace(/[()]/g, '').trim());
    const plain = parts.filter((part) => !part.startsWith('!')).map((part) => profileOf(part));
    return plain.find((profile) => profile !== 'base') ?? 'base';
  });
  if (profiles.includes('production')) return 'production';
  if (profiles.length === 0 || profiles.includes('base')) return undefined;
  return profiles[0];
}
