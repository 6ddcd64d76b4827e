import type { Profile } from '../model/setting.ts';

/** Words of a file name. The first of these groups that has one decides: a `.env.production.example` is an example. */
const words: readonly (readonly [Profile, ReadonlySet<string>])[] = [
  ['example', new Set('example examples sample samples template tmpl tpl dist demo'.split(' '))],
  ['production', new Set('prod production prd staging stage stg preprod uat live release'.split(' '))],
  ['test', new Set('test tests testing ci e2e integration spec qa mock playwright cypress'.split(' '))],
  ['development', new Set('dev develop development local localhost override debug devel'.split(' '))],
];

/** Directories whose content is never what runs in production, whatever a file in them is called. */
const apart: readonly (readonly [Profile, ReadonlySet<string>])[] = [
  [
    'test',
    new Set('test tests __tests__ testing spec specs e2e fixtures __fixtures__ testdata playwright cypress'.split(' ')),
  ],
  ['example', new Set('example examples sample samples demo demos'.split(' '))],
];

/** Directories named after an environment. The word has to be the whole name: `dev-portal` is a product. */
const environments: readonly (readonly [Profile, ReadonlySet<string>])[] = [
  ['production', new Set('prod production prd staging stage stg preprod uat live'.split(' '))],
  ['test', new Set(['ci', '.ci', 'qa'])],
  [
    'development',
    new Set('dev develop development local devenv dev-env .devcontainer devcontainer minikube'.split(' ')),
  ],
];

/**
 * For which environment a file is meant, by the words of its path; `base` when it says none. Also takes the bare name of an
 * environment or of a framework's profile: `profileOf('prod')`.
 */
export function profileOf(path: string): Profile {
  const parts = path.toLowerCase().split('/');
  const name = parts.pop() ?? '';
  for (const part of parts) {
    const found = groupOf(apart, [part]);
    if (found) return found;
  }
  const found = groupOf(words, name.split(/[.\-_]/));
  if (found) return found;
  for (let at = parts.length - 1; at >= 0; at--) {
    if (parts[at] === 'local' && parts[at - 1] === 'usr') continue;
    const environment = groupOf(environments, [parts[at] ?? '']);
    if (environment) return environment;
  }
  return 'base';
}

function groupOf(groups: typeof words, tokens: readonly string[]): Profile | undefined {
  return groups.find(([, group]) => tokens.some((token) => group.has(token)))?.[0];
}
