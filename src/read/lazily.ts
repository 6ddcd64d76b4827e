/** Computes a value when it is first asked for, and only once. */
export function lazily<Value>(compute: () => Value): () => Value {
  let known: { value: Value } | undefined;
  return () => (known ??= { value: compute() }).value;
}
