/**
 * The identity of a package that is known by its repository: `owner/name` in lower case, however the address is spelt. Undefined without an owner
 * (a path on the disk).
 */
export function repositoryName(address: string): string | undefined {
  if (address.length > 500) return undefined;
  const plain = address
    .trim()
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/i, '');
  const path =
    /^[a-z][a-z0-9+.-]*:\/\/[^/]*\/(.*)$/i.exec(plain)?.[1] ?? /^[^/\s]+@[^/:\s]+:(.*)$/.exec(plain)?.[1] ?? plain;
  const parts = path.toLowerCase().split('/').filter(Boolean);
  return parts.length < 2 ? undefined : parts.slice(-2).join('/');
}
