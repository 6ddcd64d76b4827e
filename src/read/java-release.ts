/** A Java version as releases are called since Java 9: `1.8`, `VERSION_1_8` and `JVM_1_8` are 8. Anything else stays as written. */
export function javaRelease(written: string): string {
  const plain = written.trim().replace(/^(?:VERSION|JVM)_/, '');
  return plain.replace(/^1[._](\d{1,2})(?:[._].{0,20})?$/, '$1');
}
