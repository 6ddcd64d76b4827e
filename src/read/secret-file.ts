import type { SecretText } from '../model/secret-text.ts';
import { reading } from '../model/reading.ts';
import { fileNameOf } from './directory.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';
import { secretsByForm } from './secret-forms.ts';
import { isSecretLiteral } from './secret-names.ts';

/** `KEY=value`, `export KEY: "value"`, `"key": "value"`: files of variables, of credentials, INI. */
const assignment = /^\s*(?:export\s+)?"?([A-Za-z_][\w.-]{0,99})"?\s*[=:]\s*(.*?),?\s*$/;
const mostLines = 5000;

/**
 * Files that hold secrets by their name: variables of an environment, keys, credentials. Only secrets that are written out count: a certificate, a
 * placeholder, a reference to the environment is none.
 */
export const secretFile: Reader = {
  name: 'secret file',
  specifications: [],
  takes: ['secrets'],
  files: [
    ...['**/.env', '**/.env.*', '**/*.env', '**/.pypirc', '**/.netrc', '**/.aws/credentials'],
    ...['**/*.pem', '**/*.key', '**/id_{rsa,dsa,ecdsa,ed25519}'],
    '**/{credentials,service-account*,service_account*,serviceAccount*}.json',
  ],
  maxBytes: 256 * 1024,
  read(path, text) {
    const byForm = secretsByForm(path, text);
    const lines = new Set(byForm.map(({ at }) => at.line));
    const byName = /\.(?:pem|key)$|^id_[a-z\d]+$/.test(fileNameOf(path))
      ? []
      : linesOf(text)
          .slice(0, mostLines)
          .flatMap((line, at) => (lines.has(at + 1) || line.length > 2000 ? [] : secretOfLine(line, path, at + 1)));
    return reading(path, secretFile.name, { secrets: [...byForm, ...byName] });
  },
};

function secretOfLine(line: string, path: string, number: number): SecretText[] {
  const match = assignment.exec(line);
  const [, name = ''] = match ?? [];
  const value = unquoted(match?.[2] ?? '');
  if (match === null || !isSecretLiteral(name, value)) return [];
  return [
    { what: `\`${name}\``, certain: isMade(value) && fileNameOf(path).startsWith('.env'), at: { path, line: number } },
  ];
}

function unquoted(text: string): string {
  const quote = /^(["'])(.*)\1(?:\s*#.*)?$/.exec(text);
  return quote === null ? text.replace(/\s#.*$/, '').trim() : (quote[2] ?? '');
}

/** Nobody thinks of such a value: long, of letters and digits that make no words. */
function isMade(value: string): boolean {
  const digits = value.match(/\d/g)?.length ?? 0;
  return (
    value.length >= 20 && digits >= 3 && /[A-Za-z]/.test(value) && !/\s|:\/\//.test(value) && new Set(value).size >= 10
  );
}
