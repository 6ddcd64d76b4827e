import type { Dependency, Scope } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Sign } from '../model/project.ts';
import { type Reading, reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import type { Setting } from '../model/setting.ts';
import { composer } from '../versions/composer.ts';
import { type Document, entriesOf, fieldOf, isRecord, textOf } from './document.ts';
import { parseJson } from './json.ts';
import type { Reader } from './reader.ts';

export const composerJson: Reader = {
  name: 'composer.json',
  specifications: ['https://getcomposer.org/doc/04-schema.md'],
  takes: ['project', 'dependencies', 'runtimes', 'settings'],
  files: ['**/composer.json'],
  read,
};

const sections: readonly (readonly [string, Scope])[] = [
  ['require', 'runtime'],
  ['require-dev', 'development'],
];
/** Packages of the platform that are neither extensions nor PHP itself. */
const platform = /^(?:php-[^/]*|hhvm|lib-[^/]*|composer|composer-(?:plugin|runtime)-api)$/;

function read(path: string, text: string): Reading {
  const document = parseJson(path, text);
  const { value } = document;
  const diagnostics: Diagnostic[] = [...document.diagnostics];
  if (!isRecord(value)) {
    if (diagnostics.length === 0) diagnostics.push({ message: 'not understood: not an object', at: { path, line: 1 } });
    return reading(path, composerJson.name, { diagnostics });
  }
  const dependencies: Dependency[] = [];
  const runtimes: RuntimeRequirement[] = [];
  for (const [section, scope] of sections) {
    for (const [written, spec] of entriesOf(fieldOf(value, section))) {
      const at = { path, line: document.lineOf(section, written) };
      const name = written.toLowerCase();
      if (typeof spec !== 'string')
        diagnostics.push({ message: `not understood: ${section}.${written.slice(0, 100)} is not text`, at });
      else if (name === 'php') {
        if (scope === 'runtime')
          runtimes.push({ technology: 'php', requirement: spec.trim(), strength: 'minimum', at });
      } else if (!platform.test(name)) dependencies.push({ ...dependencyOf(name, spec), scope, at });
    }
  }
  const deployed = textOf(fieldOf(value, 'config', 'platform', 'php'));
  if (deployed !== undefined && deployed !== 'false') {
    runtimes.push({
      technology: 'php',
      requirement: deployed,
      strength: 'pin',
      at: { path, line: document.lineOf('config', 'platform', 'php') },
    });
  }
  return reading(path, composerJson.name, {
    project: {
      ecosystem: 'composer',
      name: textOf(fieldOf(value, 'name')),
      version: textOf(fieldOf(value, 'version')),
      at: { path, line: document.lineOf('name') },
      languages: ['php'],
      signs: signsOf(path, document),
    },
    dependencies,
    runtimes,
    settings: settingsOf(path, document),
    diagnostics,
  });
}

/** Extensions of PHP keep Composer's name for them, `ext-swoole`. `1.0 as 2.0` and `dev-main as 1.x-dev` install what stands first; `@dev` only says how stable it must be. */
function dependencyOf(name: string, spec: string): Omit<Dependency, 'scope' | 'at'> {
  const requirement = spec.trim();
  const extension = name.startsWith('ext-');
  const exact = extension
    ? undefined
    : composer.exact(
        requirement
          .split(/\sas\s/, 1)[0]
          ?.replace(/#[0-9a-f]+$/, '')
          .trim() ?? '',
      );
  return {
    ecosystem: 'composer',
    name,
    ...(requirement !== '' && requirement !== '*' && { requirement }),
    ...(exact !== undefined && { resolved: exact.replace(/^v(?=\d)/, '') }),
  };
}

function signsOf(path: string, document: Document): Sign[] {
  const type = textOf(fieldOf(document.value, 'type'))?.toLowerCase();
  const at = { path, line: document.lineOf('type') };
  if (type === 'project') return [{ for: 'service', reason: 'its type is project', at }];
  if (type !== undefined && type !== 'metapackage')
    return [{ for: 'library', reason: `its type is ${type.slice(0, 60)}`, at }];
  // A package for others has a name and says who it is for; a library is what Composer takes it for.
  const told = ['description', 'keywords', 'license'].filter((key) => fieldOf(document.value, key) !== undefined);
  const isNamed =
    textOf(fieldOf(document.value, 'name')) !== undefined && isRecord(fieldOf(document.value, 'autoload'));
  return isNamed && told.length >= 2 && type === undefined
    ? [{ for: 'library', reason: 'is described as a package for others', at: { path, line: document.lineOf('name') } }]
    : [];
}

/** What decides where packages come from and what they may do. */
function settingsOf(path: string, document: Document): Setting[] {
  const settings: Setting[] = [];
  const add = (key: string, value: unknown, ...keys: readonly (string | number)[]): void => {
    const text = textOf(value);
    if (text !== undefined)
      settings.push({
        key,
        value: text,
        format: 'composer',
        profile: 'base',
        at: { path, line: document.lineOf(...keys) },
      });
  };
  for (const key of ['secure-http', 'disable-tls', 'allow-plugins', 'lock', 'preferred-install'])
    add(`config.${key}`, fieldOf(document.value, 'config', key), 'config', key);
  for (const key of ['minimum-stability', 'prefer-stable']) add(key, fieldOf(document.value, key), key);
  const repositories = fieldOf(document.value, 'repositories');
  const list: readonly [string | number, unknown][] = Array.isArray(repositories)
    ? [...repositories.entries()]
    : entriesOf(repositories);
  for (const [key, repository] of list) {
    for (const field of ['type', 'url'])
      add(`repositories.${field}`, fieldOf(repository, field), 'repositories', key, field);
  }
  return settings;
}
