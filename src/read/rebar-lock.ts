// Rebar3's lock file.
import { type Reading, reading } from '../model/reading.ts';
import { hex } from '../versions/hex.ts';
import { erlangTerms } from './erlang.ts';
import { versionOfTag } from './git-tag.ts';
import { type LockedPackage, lockOf } from './locked-packages.ts';
import type { Reader } from './reader.ts';
import type { Term } from './terms.ts';

const name = 'rebar.lock';

/** The versions that `rebar3 get-deps` takes. */
export const rebarLock: Reader = {
  name,
  specifications: ['https://rebar3.org/docs/workflow/#lock-files'],
  takes: ['lockfile'],
  files: ['**/rebar.lock'],
  read(path, text): Reading {
    return reading(path, name, {
      lockfile: lockOf({ path }, { manager: 'rebar3', ecosystem: 'hex' }, () => packages(text), hex),
    });
  },
};

/** `{"1.2.0", [Entry, …]}.` or, in the first format, the list alone. */
function* packages(text: string): Generator<LockedPackage> {
  const first = erlangTerms(text).terms[0];
  const entries: readonly Term[] = (first?.kind === 'tuple' ? first.items[1]?.items : first?.items) ?? [];
  for (const { items } of entries) {
    const [app, origin] = items;
    if (app === undefined || origin === undefined) continue;
    const [kind, source, reference] = origin.items;
    if (kind?.text === 'pkg' && source && reference) {
      yield { name: source.text, version: reference.text };
      if (source.text !== app.text) yield { name: app.text, version: reference.text };
    } else if (reference?.items[0]?.text === 'tag') {
      const version = versionOfTag(reference.items[1]?.text ?? '');
      if (version !== undefined) yield { name: app.text, version };
    }
  }
}
