import type { SecretText } from '../model/secret-text.ts';
import type { Setting } from '../model/setting.ts';
import { reading } from '../model/reading.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';
import { hiddenValue, isSecretKey } from './secret-key.ts';
import { unquoted } from './quotes.ts';

/**
 * https://docs.npmjs.com/cli/configuring-npm/npmrc, which pnpm and bun read too. A credential that is written out becomes `***`;
 * one that comes from the environment (`${NPM_TOKEN}`) has no value.
 */
export const npmrc: Reader = {
  name: '.npmrc',
  specifications: ['https://docs.npmjs.com/cli/configuring-npm/npmrc'],
  takes: ['settings', 'secrets'],
  files: ['**/.npmrc'],
  read(path, text) {
    const settings: Setting[] = [];
    for (const [at, raw] of linesOf(text).entries()) {
      const line = raw.trim();
      if (line === '' || line.startsWith(';') || line.startsWith('#')) continue;
      const equals = line.indexOf('=');
      const key = (equals < 0 ? line : line.slice(0, equals)).trim().replace(/\[\]$/, '');
      const text = equals < 0 ? 'true' : unquoted(line.slice(equals + 1).trim());
      const variable = /\$\{[^}]*\}/.test(text);
      const value = variable ? undefined : isSecretKey(key) ? hiddenValue : text;
      settings.push({ key, value, format: 'npmrc', profile: 'base', at: { path, line: at + 1 } });
    }
    const secrets = settings
      .filter(({ value }) => value === hiddenValue)
      .map((setting): SecretText => ({ what: 'a token of a package registry', certain: true, at: setting.at }));
    return reading(path, npmrc.name, { settings, secrets });
  },
};
