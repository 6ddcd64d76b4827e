import { describe, expect, test } from 'vitest';
import { npmrc } from '../../src/read/npmrc.ts';
import { secretFile } from '../../src/read/secret-file.ts';
import { secretsByForm } from '../../src/read/secret-forms.ts';

const made = 'b7f3c1d94e2a4f60a1c8Zq4';
const key = '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgevZzL1gdAFr88hb2\n';

function found(path: string, text: string): string[] {
  return secretFile.read(path, text).secrets.map(({ what, at, certain }) => `${at.line} ${what}${certain ? '' : '?'}`);
}

describe('a file of variables', () => {
  test('what is written out counts, by the name of its variable', () => {
    const text = `# settings\nPORT=3000\nexport STRIPE_SECRET="${made}" # live\nAPI_TOKEN: '${made}'\r\nDB_PASSWORD=orders-2024\n`;
    expect(found('.env', text)).toEqual(['3 `STRIPE_SECRET`', '4 `API_TOKEN`', '5 `DB_PASSWORD`?']);
  });

  test('nothing, a placeholder, a reference, something about a secret', () => {
    const text =
      'A_SECRET=\nB_SECRET=changeme\nC_SECRET=${X}\nTOKEN_LIFETIME=3600\nDB_PASSWORD="" # none\nmypassword\n';
    expect(found('.env', text)).toEqual([]);
  });

  test('a line that two ways tell of is told once', () => {
    expect(found('.env', `GITHUB_TOKEN=ghp_Zq4b7f3c1d94e2a4f60Xa1c8WmT5hLr2Uv90\n`)).toEqual(['1 a token of GitHub']);
  });
});

describe('keys', () => {
  test('the header tells a private key from a certificate', () => {
    expect(found('a.pem', key)).toEqual(['1 a private key']);
    expect(found('id_ed25519', key.replaceAll('PRIVATE', 'OPENSSH PRIVATE'))).toEqual(['1 a private key']);
    expect(found('a.pem', key.replaceAll('PRIVATE KEY', 'CERTIFICATE'))).toEqual([]);
    expect(found('a.key', key.replaceAll('PRIVATE', 'PUBLIC'))).toEqual([]);
    expect(found('a.key', '-----BEGIN PRIVATE KEY-----\n…\n-----END PRIVATE KEY-----\n')).toEqual([]);
  });

  test('in JSON, where line ends are written', () => {
    expect(found('service-account.json', `{\n "private_key": ${JSON.stringify(key)} }`)).toEqual(['2 a private key']);
  });
});

test('tokens that documentation prints are none', () => {
  const text = ['AKIAIOSFODNN7EXAMPLE', `ghp_${'x'.repeat(36)}`, `npm_${'0123456789'.repeat(4).slice(0, 36)}`].join(
    '\n',
  );
  expect(secretsByForm('a', text)).toEqual([]);
});

test('a registry token of npm, unless it comes from the environment', () => {
  const secrets = npmrc.read('.npmrc', `//r.example/:_authToken=${made}\n//s.example/:_authToken=\${TOKEN}\n`).secrets;
  expect(secrets.map(({ what, at }) => [what, at.line])).toEqual([['a token of a package registry', 1]]);
});

test('no value leaves the reader', () => {
  const text = `STRIPE_SECRET=${made}\nX=ghp_Zq4b7f3c1d94e2a4f60Xa1c8WmT5hLr2Uv90\n${key}`;
  expect(JSON.stringify(secretFile.read('.env', text))).not.toMatch(/b7f3c1d9|Zq4b7f|MIGHAg/);
});

test('a megabyte of what begins like a secret takes no time', () => {
  const started = performance.now();
  for (const text of [
    'gh_ghp_'.repeat(150_000),
    '-----BEGIN PRIVATE KEY-----\n '.repeat(35_000),
    'A=B'.repeat(350_000),
  ])
    secretFile.read('.env', text);
  expect(performance.now() - started).toBeLessThan(1000);
});
