import { expect, test } from 'vitest';
import { nimbleLock } from '../../src/read/nimble-lock.ts';
import { nimble } from '../../src/read/nimble.ts';

const read = (text: string) => nimble.read('srv/shop.nimble', text);

test('requirements in all their forms', () => {
  const { dependencies, runtimes } = read(`version = "0.1.0"
bin = @["shop"]
requires "nim >= 2.0.0"
requires "prologue >= 0.6 & < 0.7", "HappyX"
requires(
  "jester 0.5.0",
  "httpbeast#v0.4.0")
requires "https://github.com/itsumura-h/nim-basolato.git == 0.15.0" # requires "whip"
#[ requires "mike" ]#
requires "packedjson#9e6fbb6"
taskRequires "test", "unittest2 ~= 0.2"
feature "server":
  requires "mummy[ws, tls] ^= 0.4"
when defined(windows):
  requires "winim"
`);
  expect(
    dependencies.map(
      ({ name, requirement, resolved, scope, group, at }) =>
        `${name} | ${requirement} | ${resolved} | ${scope} ${group ?? ''} :${at.line}`,
    ),
  ).toEqual([
    'prologue | >= 0.6 & < 0.7 | undefined | runtime  :4',
    'happyx | undefined | undefined | runtime  :4',
    'jester | 0.5.0 | undefined | runtime  :6',
    'httpbeast | #v0.4.0 | 0.4.0 | runtime  :7',
    'https://github.com/itsumura-h/nim-basolato | == 0.15.0 | undefined | runtime  :8',
    'packedjson | #9e6fbb6 | undefined | runtime  :10',
    'unittest2 | ~= 0.2 | undefined | test test :11',
    'mummy | ^= 0.4 | undefined | optional server :13',
    'winim | undefined | undefined | runtime  :15',
  ]);
  expect(runtimes).toMatchObject([
    { technology: 'nim', requirement: '>= 2.0.0', strength: 'minimum', at: { line: 3 } },
  ]);
});

test('the package, its name by default that of the file, and its programs', () => {
  expect(read('version = "1.2.3"\nbin = @["shop",\n  "worker"]\n').project).toMatchObject({
    name: 'shop',
    version: '1.2.3',
    languages: ['nim'],
    signs: [{ for: 'program', at: { line: 2 } }],
  });
  expect(read('backend = "js"').project?.signs).toMatchObject([{ for: 'frontend' }]);
});

test('the old declarative format', () => {
  const { dependencies, runtimes } = read('[Package]\nname: "old"\n[Deps]\nRequires: "nim >= 0.10.0, jester >= 0.1"\n');
  expect(dependencies).toMatchObject([{ name: 'jester', requirement: '>= 0.1', at: { line: 4 } }]);
  expect(runtimes).toMatchObject([{ requirement: '>= 0.10.0' }]);
});

test('the lock knows packages by name and by repository', () => {
  const text =
    '{"version": 2, "packages": {"Jester": {"version": "0.6.0", "url": "https://github.com/dom96/jester.git"}}}';
  const { lockfile } = nimbleLock.read('nimble.lock', text);
  expect(lockfile?.find({ name: 'jester', importer: '' })).toBe('0.6.0');
  expect(lockfile?.find({ name: 'https://github.com/dom96/jester', importer: '' })).toBe('0.6.0');
});
