import { packageIdentity, type PackageSpec } from './npm-spec.ts';

/**
 * The package that a module specifier of Deno names; undefined for files of the project and what is built in.
 * Modules of deno.land and of other hosts are named by their address without the version. https://docs.deno.com/runtime/fundamentals/modules/
 */
export function parseDenoSpecifier(text: string): PackageSpec | undefined {
  const specifier = text.trim();
  if (specifier.length > 2048) return undefined;
  if (specifier.startsWith('npm:') || specifier.startsWith('jsr:'))
    return packageSpec(specifier.slice(4), specifier.startsWith('jsr:'));
  const address = /^https?:\/\/([^/?#]+)\/([^?#]*)/.exec(specifier);
  if (address === null) return undefined;
  const [, host = '', path = ''] = address;
  switch (host) {
    case 'esm.sh':
      return fromEsm(path, specifier);
    case 'cdn.skypack.dev':
    case 'unpkg.com':
    case 'esm.run':
      return packageSpec(path.replace(/^-\//, ''), false, 'url');
    case 'cdn.jsdelivr.net':
      return path.startsWith('npm/') ? packageSpec(path.slice(4), false, 'url') : fromAddress(specifier, host, path);
    case 'jsr.io': {
      const [scope = '', name = '', version = '*'] = path.split('/');
      return name === '' ? undefined : { ecosystem: 'jsr', name: `${scope}/${name}`, requirement: version };
    }
    default:
      return fromAddress(specifier, host, path);
  }
}

/** `@scope/name@^1/sub/path`. */
function packageSpec(text: string, jsr: boolean, source?: 'url'): PackageSpec | undefined {
  const plain = text.replace(/^\//, '');
  const matched = /^((?:@[^/@]+\/)?[^/@]+)(?:@([^/]*))?/.exec(plain);
  const name = matched?.[1];
  if (name === undefined) return undefined;
  const identity: Pick<PackageSpec, 'ecosystem' | 'name'> = jsr ? { ecosystem: 'jsr', name } : packageIdentity(name);
  return { ...identity, requirement: matched?.[2] || '*', ...(source && { source }) };
}

/** esm.sh puts its own build version and marks in front: `v135/`, `stable/`, `*`. https://esm.sh */
function fromEsm(path: string, specifier: string): PackageSpec | undefined {
  const plain = path.replace(/^(?:v\d+|stable)\//, '').replace(/^\*/, '');
  if (/^(?:gh|pr)\//.test(plain)) return fromAddress(specifier, 'esm.sh', plain);
  return plain.startsWith('jsr/') ? packageSpec(plain.slice(4), true) : packageSpec(plain, false, 'url');
}

/** `https://deno.land/x/oak@v12.6.1/mod.ts` is `https://deno.land/x/oak`; on other hosts the parts up to the version. */
function fromAddress(specifier: string, host: string, path: string): PackageSpec {
  const parts = path.split('/');
  const raw = host === 'raw.githubusercontent.com';
  const versioned = parts.findIndex((part) => part.indexOf('@') > 0);
  const count =
    host === 'deno.land' ? (parts[0] === 'x' ? 2 : 1) : raw ? 2 : versioned >= 0 ? versioned + 1 : parts.length;
  const named = parts.slice(0, count);
  const [last = '', version] = (named.pop() ?? '').split('@');
  const requirement = raw ? parts[2] : version;
  const name = `${specifier.startsWith('http:') ? 'http' : 'https'}://${[host, ...named, last].join('/')}`;
  return { ecosystem: 'deno', name, requirement: requirement || '*', source: 'url' };
}
