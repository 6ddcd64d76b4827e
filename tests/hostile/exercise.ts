import type { Reading } from '../../src/model/reading.ts';

/** Uses everything of a reading that is only worked out when it is asked for; gives how much there is of it. */
export function exercise(reading: Reading): number {
  reading.lockfile?.find({ name: 'a', requirement: '1', importer: '', member: 'a' });
  reading.lockfile?.versions('constructor');
  const instructions = reading.dockerfile?.stages.flatMap((stage) => stage.instructions) ?? [];
  const parts = instructions.flatMap(({ commands, words, pairs }) => [...commands, ...words, ...pairs]);
  const lists = Object.values(reading).filter((value): value is readonly unknown[] => Array.isArray(value));
  return [parts, ...lists].reduce((sum, list) => sum + list.length, 0);
}
