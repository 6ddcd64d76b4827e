import { expect, it } from 'vitest';
import { cycleOf } from '../../src/versions/cycle.ts';

const node = ['25', '24', '22', '20'];
const python = ['3.14', '3.13', '3.12', '3.1', '2.7'];
const go = ['1.27', '1.26', '1.2', '1'];
const windows = ['2022', '2019', '2012-R2', '2012'];

it.each([
  ['24.1.0', node, '24'],
  ['24', node, '24'],
  ['v24.1.0', node, '24'],
  ['24-slim', node, '24'],
  ['23.5.0', node, undefined],
  ['2', node, undefined],
  ['240.1', node, undefined],
  ['3.13.1', python, '3.13'],
  ['3.1.4', python, '3.1'],
  ['3.14.0a2', python, '3.14'],
  ['3.14rc1', python, '3.14'],
  ['3.11.4', python, undefined],
  ['3', python, undefined],
  ['1.27.3', go, '1.27'],
  ['go1.27.3', go, '1.27'],
  ['1.27rc1', go, '1.27'],
  ['1.25.0', go, '1'],
  ['2012-R2', windows, '2012-R2'],
  ['2012 r2', windows, '2012-R2'],
  ['2012', windows, '2012'],
  ['2019-CU15', windows, '2019'],
  ['17.0.9+9', ['21', '17'], '17'],
  ['6.0.0', ['6.0', '6.1'], '6.0'],
  ['6', ['6.0', '6.1'], undefined],
  ['3.3.0.RELEASE', ['3.3', '3.2'], '3.3'],
  ['latest', node, undefined],
  ['', node, undefined],
  ['24', [], undefined],
  ['24', ['', '-'], undefined],
  [`24.${'1'.repeat(300)}`, node, undefined],
])('%j belongs to cycle %s: %s', (version, cycles, expected) => {
  expect(cycleOf(version, cycles)).toBe(expected);
});
