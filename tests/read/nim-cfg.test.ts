import { expect, test } from 'vitest';
import { nimCfg } from '../../src/read/nim-cfg.ts';

const settings = (path: string, text: string) =>
  nimCfg.read(path, text).settings.map(({ key, value, at }) => `${key} = ${value} :${at.line}`);

test('switches of both files', () => {
  expect(settings('nim.cfg', '-d:release\n--threads:on # fast\nchecks = off\npath:"$nim"\n@if danger:\n')).toEqual([
    'define = release :1',
    'threads = on :2',
    'checks = off :3',
    'path = $nim :4',
  ]);
  expect(settings('config.nims', '--define:danger\nswitch("opt", "speed")\nhint("User", off)\nlet x = 1\n')).toEqual([
    'define = danger :1',
    'opt = speed :2',
  ]);
});
