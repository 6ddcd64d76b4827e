import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { readInputs } from '../src/github/inputs.ts';
import { formatNames } from '../src/output/format-names.ts';
import { formats } from '../src/output/index.ts';
import { readersOf } from '../src/read/files.ts';
import { readers } from '../src/read/index.ts';
import { parseToml } from '../src/read/toml.ts';
import { factTypes } from '../src/rules/facts/index.ts';
import { shippedCatalogue, shippedRules } from '../src/shipped.ts';
import { resolvers } from '../src/stack/resolvers.ts';
import { schemeOf, schemes } from '../src/versions/index.ts';

/*
 * Nothing registers itself: every folder of alike things has one explicit table. Here each table is held to its folder, so that a file that was
 * written and not entered is found before its users miss it.
 */
const root = fileURLToPath(new URL('..', import.meta.url));

type Load = (name: string) => Promise<object>;
const folders = {
  'src/read': (name) => import(`../src/read/${name}.ts`),
  'src/versions': (name) => import(`../src/versions/${name}.ts`),
  'src/stack': (name) => import(`../src/stack/${name}.ts`),
  'src/rules/facts': (name) => import(`../src/rules/facts/${name}.ts`),
} satisfies Record<string, Load>;

/** Every value that the files of a folder export, but for its table. */
async function exportsOf(folder: keyof typeof folders): Promise<[name: string, value: unknown][]> {
  const files = readdirSync(root + folder).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
  const load: Load = folders[folder];
  const modules = await Promise.all(files.map((name) => load(name.slice(0, -'.ts'.length))));
  return modules.flatMap((module) => Object.entries(module));
}

/** The names of those that have these properties. */
async function alike(
  folder: keyof typeof folders,
  ...properties: string[]
): Promise<{ name: string; value: unknown }[]> {
  return (await exportsOf(folder))
    .filter(([, value]) => typeof value === 'object' && value !== null && properties.every((name) => name in value))
    .map(([name, value]) => ({ name, value }));
}

function missing(table: readonly unknown[], found: readonly { name: string; value: unknown }[]): string[] {
  expect(found.length).toBeGreaterThan(3);
  return found.filter(({ value }) => !table.includes(value)).map(({ name }) => name);
}

describe('the table', () => {
  test('of readers holds every reader, under a name of its own', async () => {
    expect(missing(readers, await alike('src/read', 'name', 'files', 'read'))).toEqual([]);
    expect(new Set(readers).size).toBe(readers.length);
    const names = readers.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('of version schemes holds every scheme, under its id', async () => {
    expect(missing(Object.values(schemes), await alike('src/versions', 'id', 'compare'))).toEqual([]);
    for (const [id, scheme] of Object.entries(schemes)) expect(scheme.id).toBe(id);
  });

  test('of resolvers holds every resolver, one an ecosystem', async () => {
    expect(missing(resolvers, await alike('src/stack', 'ecosystems', 'resolve'))).toEqual([]);
    const ecosystems = resolvers.flatMap((resolver) => resolver.ecosystems);
    expect(ecosystems.filter((name, at) => ecosystems.indexOf(name) !== at)).toEqual([]);
  });

  test('of facts holds every type, and every type that a fact names', async () => {
    expect(missing(factTypes, await alike('src/rules/facts', 'name', 'doc', 'fields'))).toEqual([]);
    const known = new Set([...factTypes.map(({ name }) => name), 'string', 'int', 'bool', 'double']);
    const types = factTypes.flatMap(({ fields, methods }) => [
      ...Object.values(fields).map(({ type }) => type),
      ...Object.values(methods ?? {}).flatMap(({ parameters, returns }) => [...parameters, returns]),
    ]);
    const inner = types.flatMap((type) => type.match(/\w+/g) ?? []).filter((word) => word !== 'list' && word !== 'map');
    expect(inner.filter((word) => !known.has(word))).toEqual([]);
  });

  test('of formats holds every view of a report; the comment is for pull requests alone', () => {
    // A view is called like its file.
    const views = readdirSync(`${root}src/output`)
      .map((file) => file.slice(0, -'.ts'.length))
      .filter((name) =>
        readFileSync(`${root}src/output/${name}.ts`, 'utf8').includes(`export function ${name}(report: Report`),
      );
    expect(Object.keys(formats)).toEqual(formatNames);
    const entered = formatNames.map((name) => (name === 'markdown' ? 'summary' : name));
    expect(views.sort()).toEqual([...entered, 'comment'].sort());
  });
});

describe('readers', () => {
  test('give nothing that they do not declare: docs/formats.md is made of it', () => {
    const find = readersOf(readers);
    const undeclared = new Set<string>();
    const read = (path: string, text: string): void => {
      for (const reader of find(path).filter((one) => one.recognises?.(text) !== false))
        for (const [part, value] of Object.entries(reader.read(path, text))) {
          const held = Array.isArray(value) ? value.length > 0 : value !== undefined;
          const always = ['path', 'format', 'diagnostics'].includes(part);
          if (held && !always && !reader.takes.some((one) => one === part)) undeclared.add(`${reader.name}: ${part}`);
        }
    };
    for (const path of readdirSync(`${root}rules`, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.toml'),
    )) {
      const { value } = parseToml(path, readFileSync(`${root}rules/${path}`, 'utf8'));
      for (const { files } of (value as { example?: { files?: Record<string, string> }[] }).example ?? [])
        for (const [name, text] of Object.entries(files ?? {})) read(name, text);
    }
    for (const entry of readdirSync(`${root}tests/repos`, { recursive: true, withFileTypes: true }))
      if (entry.isFile())
        read(
          `${entry.parentPath}/${entry.name}`.slice(`${root}tests/repos/`.length),
          readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'),
        );
    expect([...undeclared].sort()).toEqual([]);
  });

  test('name where their format is described, but for files that have none', () => {
    const without = readers.filter(({ specifications }) => specifications.length === 0).map(({ name }) => name);
    expect(without).toEqual(['server source', 'secret file']);
    for (const { specifications } of readers)
      for (const link of specifications) expect(URL.canParse(link) && link.startsWith('https://')).toBe(true);
  });
});

describe('data', () => {
  const { technologies, lifecycles, images } = shippedCatalogue();
  const known = { technologies, lifecycles, images };
  const files = (folder: string): string[] =>
    readdirSync(`${root}rules/${folder}`, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.toml'),
    );

  test.each(['technologies', 'lifecycles', 'images'] as const)('of %s bears the names of its files', (folder) => {
    for (const path of files(folder)) {
      const { value } = parseToml(path, readFileSync(`${root}rules/${folder}/${path}`, 'utf8'));
      expect(`${(value as { id: string }).id}.toml`).toBe(path.split('/').at(-1));
    }
    const ids = known[folder].map(({ id }) => id);
    expect(ids.length).toBe(files(folder).length);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  test('names nothing that is not there', () => {
    const ids = new Set(technologies.map(({ id }) => id));
    const languages = new Set(technologies.filter(({ kind }) => kind === 'language').map(({ name }) => name));
    const cycles = new Set(lifecycles.map(({ id }) => id));
    const dangling = [
      ...technologies.flatMap(({ id, implies, hides, language, lifecycle, versions }) => [
        ...[...implies, ...hides].filter((one) => !ids.has(one)).map((one) => `${id}: ${one}`),
        ...(language === undefined || languages.has(language) ? [] : [`${id}: language ${language}`]),
        ...(lifecycle === undefined || cycles.has(lifecycle) ? [] : [`${id}: lifecycle ${lifecycle}`]),
        ...(versions === undefined || schemeOf(versions) !== undefined ? [] : [`${id}: versions ${versions}`]),
      ]),
      ...images.flatMap(({ id, lifecycle, distribution, variant }) =>
        [lifecycle, distribution, ...variant.map((one) => one.distribution)]
          .filter((one) => one !== undefined && !cycles.has(one))
          .map((one) => `${id}: ${one}`),
      ),
    ];
    expect(dangling).toEqual([]);
  });

  test('holds every rule', () => {
    const data = /^(?:technologies|lifecycles|images)\//;
    const paths = files('').filter((path) => !data.test(path));
    expect(
      shippedRules()
        .map(({ rule }) => `${rule.id}.toml`)
        .sort(),
    ).toEqual(paths.sort());
  });
});

describe('dist', () => {
  /** A file with all that it imports at once, and what these import. */
  function loaded(name: string, found = new Set<string>()): Set<string> {
    if (found.has(name)) return found;
    found.add(name);
    const text = readFileSync(`${root}dist/${name}`, 'utf8');
    for (const [, other = ''] of text.matchAll(/^(?:import|export)\b[^;"']*["']\.\/([\w.-]+\.js)["']/gm))
      loaded(other, found);
    return found;
  }

  test('loads no client of GitHub for a command that needs none, and nothing that parses for --help', () => {
    for (const name of ['cli.js', 'audit.js', 'stack.js', 'dockerfile.js', 'rule.js', 'index.js'])
      expect([name, [...loaded(name)].filter((other) => other === 'github.js')]).toEqual([name, []]);
    expect([...loaded('action.js')].filter((other) => other === 'github.js')).toEqual(['github.js']);
    expect([...loaded('cli.js')].sort()).toEqual(['cli.js', 'start.js']);
  });
});

describe('action.yml', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('declares the inputs that are read, and no others', () => {
    const action = parse(readFileSync(`${root}action.yml`, 'utf8')) as { inputs: Record<string, object> };
    const asked: string[] = [];
    const env = new Proxy({} as Record<string, string>, {
      get: (_, key) => {
        if (String(key).startsWith('INPUT_')) asked.push(String(key).slice('INPUT_'.length).toLowerCase());
        return undefined;
      },
    });
    vi.stubGlobal('process', { ...process, env });
    readInputs();
    expect([...new Set(asked)].sort()).toEqual(Object.keys(action.inputs).sort());
  });
});
