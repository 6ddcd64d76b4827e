import { expect, test } from 'vitest';
import { rebarLock } from '../../src/read/rebar-lock.ts';

test('both formats of the lock, with packages under another name and tags', () => {
  const entries = `[{<<"cowboy">>,{pkg,<<"cowboy">>,<<"2.9.0">>},0},
 {<<"uuid">>,{pkg,<<"uuid_erl">>,<<"2.0.5">>},0},
 {<<"web">>,{git,"https://example.com/web.git",{tag,"v1.2.3"}},1},
 {<<"raw">>,{git,"https://example.com/raw.git",{ref,"0123"}},1}]`;
  for (const text of [`{"1.2.0",\n${entries}}.\n[{pkg_hash,[]}].`, `${entries}.`]) {
    const { lockfile } = rebarLock.read('rebar.lock', text);
    const versions = ['cowboy', 'uuid_erl', 'uuid', 'web', 'raw'].map((name) => lockfile?.find({ name, importer: '' }));
    expect(versions).toEqual(['2.9.0', '2.0.5', '2.0.5', '1.2.3', undefined]);
  }
});
