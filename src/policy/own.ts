/** The entry of a table by a key that someone else wrote: `constructor` and its kin are no entries. */
export function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
