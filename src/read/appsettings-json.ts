import { reading } from '../model/reading.ts';
import type { Setting } from '../model/setting.ts';
import { fileNameOf } from './directory.ts';
import { parseJson } from './json.ts';
import { profileOf } from './profile.ts';
import type { Reader } from './reader.ts';
import { hiddenValue } from './secret-key.ts';
import { settingsIn } from './settings-in.ts';

/**
 * Settings of ASP.NET Core, keys joined by dots (`Logging.LogLevel.Default`), the environment by the file's name. Passwords and keys become `***`.
 */
export const appsettingsJson: Reader = {
  name: 'appsettings.json',
  specifications: ['https://learn.microsoft.com/aspnet/core/fundamentals/configuration/'],
  takes: ['settings'],
  files: ['**/appsettings.json', '**/appsettings.*.json'],
  read(path, text) {
    const document = parseJson(path, text, { comments: true });
    const environment = fileNameOf(path).split('.').slice(1, -1).join('.');
    const place = profileOf(path);
    const profile = environment === '' || place !== 'base' ? place : profileOf(environment);
    return reading(path, this.name, {
      settings: settingsIn(path, document, 'aspnetcore', profile).map(withoutSecrets),
      diagnostics: document.diagnostics,
    });
  },
};

const secretKey = /(?:password|passwd|pwd|secret|api_?key|access_?key|account_?key|token|credentials?)$/i;

function withoutSecrets(setting: Setting): Setting {
  const { key, value, values } = setting;
  const last = key.slice(key.lastIndexOf('.') + 1);
  if (secretKey.test(last) && value !== undefined && value !== '' && value !== 'null')
    return { ...setting, value: hiddenValue };
  if (values?.some(holdsPassword) === true) return { ...setting, values: values.map(masked) };
  return value === undefined ? setting : { ...setting, value: masked(value) };
}

function holdsPassword(text: string): boolean {
  return masked(text) !== text;
}

/** Connection strings, `Server=db;Password=secret`, and addresses with a password. */
function masked(text: string): string {
  if (text.length > 4000) return text;
  return text
    .replace(/((?:^|;)\s*(?:password|pwd|accountkey|sharedaccesskey|user pwd)\s*=)[^;]+/gi, `$1${hiddenValue}`)
    .replace(/(:\/\/[^\s:/@]{0,200}:)[^\s:/@]{1,200}@/g, `$1${hiddenValue}@`);
}
