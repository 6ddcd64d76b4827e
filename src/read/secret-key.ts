/** Whether a key of a package manager's configuration holds a credential: its value must not leave the reader. */
export function isSecretKey(key: string): boolean {
  return /(?:^|[:._])_?(?:auth|authtoken|password|npmauthtoken|npmauthident|token)$/i.test(key.slice(-200));
}

/** What stands for a credential that is written out in the file. */
export const hiddenValue = '***';
