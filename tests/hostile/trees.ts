import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { readers } from '../../src/read/index.ts';
import { pathFor } from './paths.ts';

export type Files = Readonly<Record<string, string>>;

/** What breaks out of logs, comments and tables where it is let through. */
export const payloads = [
  '\n::error file=x::owned\n',
  '##[set-output name=a]b',
  '<img src=x onerror=alert(1)>',
  '</code></details><script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '| a | b |',
  '`` ` ``',
  '@acme/everyone',
  '\u202Egpj.exe',
  '\u001B]0;owned\u0007',
  '{image.path}',
  '--> <!-- stack-audit:comment key=default -->',
] as const;

const root = fileURLToPath(new URL('../repos/', import.meta.url));

/** Every file of tests/repos by its path in its repository: real contents to begin with. */
const real: readonly (readonly [path: string, text: string])[] = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(root + name, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .map((path) => [path.slice(`${root}${name}/`.length), readFileSync(path, 'utf8')] as const),
  );

const paths = [...new Set([...real.map(([path]) => path), ...readers.map(pathFor)])];
const texts = real.map(([, text]) => text);

const place = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('a/', 'b/', 'a/b/', 'examples/c/', 'tests/', 'apps/web/', 'services/ünï 🦀/'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '__proto__/',
      'constructor/',
      'x\n::error::y/',
      '<img src=x>/',
      '`|`/',
      '{a}/',
      '*/',
      '$(id)/',
    ),
  },
);

type Mutation = (text: string, at: number, other: string) => string;

/** Each changes a text at a place between its beginning (0) and its end (1). */
const mutations: readonly Mutation[] = [
  (text) => text,
  (text) => text,
  (text, at) => text.slice(0, at * text.length),
  (text, at) => text.slice(at * text.length),
  (text, at) => insert(text, at, String.fromCharCode(Math.floor(at * 0xffff))),
  (text, at) => text.slice(0, at * text.length) + text.slice(at * text.length + 1),
  (text) => text + text,
  (text, at, other) => insert(text, at, other),
  (text, at) => insert(text, at, text),
  (text, at) => insert(text, at, '\uD800'),
  (text, at) => insert(text, at, '\u0000'),
  (text, at) => insert(text, at, '\t'),
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll('\n', '\r'),
  (text) => `\uFEFF${text}`,
  (text) => text.replaceAll(/\d+/g, (digits) => digits.repeat(40)),
  (text) => text.replaceAll(/\d+(?:\.\d+)+/g, '99999999999999999999.0.0-rc.1'),
  (text) => text.replaceAll(/\d+/g, '-1'),
  (text, at) =>
    text.replaceAll(/[A-Za-z_][\w-]{4,}/g, (word) => (word.length % 7 === Math.floor(at * 7) ? '__proto__' : word)),
  (text, at) =>
    text.replaceAll(/[A-Za-z_][\w-]{4,}/g, (word) => (word.length % 5 === Math.floor(at * 5) ? 'constructor' : word)),
  (text, at) => text.replaceAll(/"[^"\n]*"/g, (quoted) => (quoted.length % 5 === Math.floor(at * 5) ? '""' : quoted)),
  (text) => text.replaceAll('"', "'"),
  (text) => text.replaceAll(/[[\]{}()<>]/g, ''),
  (text, at) => insert(text, at, '['.repeat(1e5)),
  (text, at) => insert(text, at, '{"a":'.repeat(1e5)),
  (text, at) => insert(text, at, '<a>'.repeat(1e5)),
  (text, at) => insert(text, at, '('.repeat(1e5)),
  (text, at) =>
    text
      .split('\n')
      .sort((one, two) => one.length - two.length + at - 0.5)
      .join('\n'),
  (text) =>
    text
      .split('\n')
      .map((line) => `  ${line}`)
      .join('\n'),
  (text) => text.replaceAll('\n', ' '),
  ...payloads.map(
    (payload): Mutation =>
      (text, at) =>
        insert(text, at, payload),
  ),
  ...payloads.map(
    (payload): Mutation =>
      (text, at) =>
        replaceWord(text, at, payload),
  ),
];

function insert(text: string, at: number, piece: string): string {
  return text.slice(0, at * text.length) + piece + text.slice(at * text.length);
}

/** The word that stands there gives way: a name, a version, a key. */
function replaceWord(text: string, at: number, piece: string): string {
  const words = [...text.matchAll(/[\w@./:-]+/g)];
  const word = words[Math.floor(at * words.length)];
  return word === undefined ? piece : text.slice(0, word.index) + piece + text.slice(word.index + word[0].length);
}

const mutated = fc
  .tuple(
    fc.constantFrom(...real),
    fc.array(fc.tuple(fc.constantFrom(...mutations), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })), {
      maxLength: 3,
    }),
    fc.constantFrom(...texts),
  )
  .map(([[path, text], steps, other]) => {
    const changed = steps.reduce((known, [mutate, at]) => mutate(known, at, other), text);
    return [path, changed.slice(0, 1024 * 1024)] as const;
  });

/** A file of tests/repos, changed; now and then under the name of another format. */
const file = fc
  .tuple(place, mutated, fc.option(fc.constantFrom(...paths), { freq: 6 }))
  .map(([directory, [path, text], name]) => [directory + (name ?? path), text] as const);

/** Files that belong together, changed in one place: one whole repository of tests/repos. */
const repository = fc
  .tuple(
    fc.constantFrom(...readdirSync(root).filter((name) => !name.endsWith('.txt'))),
    fc.array(file, { maxLength: 2 }),
    fc.constantFrom(...mutations),
    fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  )
  .map(([name, others, mutate, at]) => {
    const prefix = `${root}${name}/`;
    const files = readdirSync(prefix, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .map((path) => [path.slice(prefix.length), readFileSync(path, 'utf8')] as const);
    const chosen = Math.floor(at * files.length);
    const changed = files.map(([path, text], index) => [path, index === chosen ? mutate(text, at, '') : text] as const);
    return Object.fromEntries([...changed, ...others]);
  });

/** Trees of real files that were tampered with. */
export const trees: fc.Arbitrary<Files> = fc.oneof(
  { weight: 2, arbitrary: fc.array(file, { minLength: 1, maxLength: 8 }).map((files) => Object.fromEntries(files)) },
  { weight: 1, arbitrary: repository },
);

const pom = (artifact: string, parent: string, more = ''): string =>
  `<project><modelVersion>4.0.0</modelVersion><parent><groupId>a</groupId><artifactId>${parent}</artifactId><version>1</version><relativePath>../${parent}/pom.xml</relativePath></parent><groupId>a</groupId><artifactId>${artifact}</artifactId><version>\${v}</version><properties><v>\${w}</v><w>\${v}</w></properties>${more}</project>`;

/** What names itself, by way of others or at once. */
export const circles: Readonly<Record<string, Files>> = {
  'requirements that include each other': {
    'requirements.txt': '-r requirements/base.txt\nflask\n',
    'requirements/base.txt': '-r ../requirements.txt\n-r base.txt\n-c base.txt\ndjango==5.2\n',
  },
  'compose files that extend each other': {
    'compose.yaml':
      'include: [compose.yaml, other.yaml]\nservices:\n  a:\n    extends: {file: other.yaml, service: b}\n    build: .\n  c:\n    extends: c\n    depends_on: [c, a]\n',
    'other.yaml': 'include: [compose.yaml]\nservices:\n  b:\n    extends: {file: compose.yaml, service: a}\n',
    Dockerfile: 'FROM scratch\n',
  },
  'Maven projects that are parents of each other': {
    'a/pom.xml': pom('a', 'b', '<modules><module>../b</module><module>../a</module><module>.</module></modules>'),
    'b/pom.xml': pom(
      'b',
      'a',
      '<dependencyManagement><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><version>${v}</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement>',
    ),
    'c/pom.xml': pom('c', 'c'),
  },
  'Gradle projects that include each other': {
    'settings.gradle': 'include ":a", ":a:b"\nincludeBuild "."\nincludeBuild "a"\n',
    'build.gradle':
      'apply from: "build.gradle"\napply from: "a/build.gradle"\next.v = "$v"\ndef w = "${x}"\ndef x = "${w}"\n',
    'a/build.gradle':
      'apply from: "../build.gradle"\ndependencies { implementation project(":a")\nimplementation "a:b:$v" }\n',
    'a/settings.gradle': 'includeBuild ".."\n',
    'buildSrc/build.gradle.kts': 'plugins { `kotlin-dsl` }\ndependencies { implementation(project(":buildSrc")) }\n',
    'gradle.properties': 'v=$v\nw=${w}\n',
    'gradle/libs.versions.toml':
      '[versions]\na = { ref = "a" }\n[libraries]\na = { module = "a:a", version.ref = "a" }\n[bundles]\na = ["a", "a"]\n',
  },
  'workspaces within themselves': {
    'package.json':
      '{"name": "a", "workspaces": [".", "**", "b", "../*", "b/../b"], "dependencies": {"a": "workspace:*", "b": "file:./b"}}',
    'b/package.json':
      '{"name": "b", "workspaces": ["..", "."], "dependencies": {"a": "file:..", "b": "link:.", "express": "catalog:"}}',
    'pnpm-workspace.yaml': 'packages: ["**", ".", "!**"]\ncatalog: &c\n  express: "catalog:"\n  a: *c\n',
    'Cargo.toml':
      '[workspace]\nmembers = [".", "b", "*"]\n[package]\nname = "a"\nversion.workspace = true\n[workspace.package]\nversion.workspace = true\n[dependencies]\na.workspace = true\n[workspace.dependencies]\na = { workspace = true, path = "." }\n',
    'b/Cargo.toml':
      '[package]\nname = "b"\nworkspace = "../b"\n[dependencies]\na = { path = ".." }\nb = { path = "." }\n',
    'go.work': 'go 1.25\nuse (\n\t.\n\t./b\n\t..\n)\nreplace a => a v1.0.0\n',
    'go.mod': 'module a\ngo 1.25\nrequire a v1.0.0\nreplace a => ./\nreplace b => a\n',
    'pyproject.toml':
      '[project]\nname = "a"\ndependencies = ["a", "a[a]"]\noptional-dependencies.a = ["a[a]"]\n[dependency-groups]\nx = [{include-group = "y"}]\ny = [{include-group = "x"}, {include-group = "y"}]\n[tool.uv.workspace]\nmembers = [".", "**"]\n',
    'tsconfig.json': '{"extends": "./tsconfig.json", "references": [{"path": "."}]}',
    'mix.exs':
      'defmodule A do\n use Mix.Project\n def project, do: [app: :a, apps_path: ".", deps: deps()]\n defp deps, do: deps() ++ [{:a, in_umbrella: true}]\nend\n',
    'deno.json': '{"workspace": [".", "./b"], "importMap": "./deno.json", "imports": {"a": "a"}}',
  },
  'stages, variables and builds that need themselves': {
    Dockerfile:
      'ARG A=${B}\nARG B=${A}\nFROM a AS b\nFROM b AS a\nFROM ${A} AS c\nFROM c AS c\nCOPY --from=c . .\nENV A=$A$A B=$B$A\nRUN sh -c "sh -c \\"sh ./Dockerfile\\""\n',
    'docker-bake.hcl':
      'target "a" { inherits = ["b", "a"]\n contexts = { c = "target:a" } }\ntarget "b" { inherits = ["a"] }\ngroup "a" { targets = ["a"] }\nvariable "V" { default = "${V}" }\n',
    'kustomization.yaml': 'resources: [., ../., kustomization.yaml, b]\nbases: [.]\ncomponents: [.]\n',
    'b/kustomization.yaml': 'resources: [..]\n',
    '.gitlab-ci.yml': 'include: [.gitlab-ci.yml]\na: {extends: b, script: [docker build .]}\nb: {extends: [a, b]}\n',
    '.github/workflows/a.yml': 'on: workflow_call\njobs:\n  a:\n    needs: a\n    uses: ./.github/workflows/a.yml\n',
    'run.sh': 'sh run.sh\nexec ./run.sh "$@"\n. ./run.sh\n',
    Procfile: 'web: sh run.sh\n',
    'package.json':
      '{"scripts": {"start": "npm start", "a": "npm run b", "b": "npm run a && npm-run-all a b"}, "dependencies": {"express": "5"}}',
  },
  '.NET properties and imports that need themselves': {
    'Directory.Build.props':
      '<Project><Import Project="Directory.Build.props"/><Import Project="a.props"/><PropertyGroup><A>$(B)$(B)</A><B>$(A)$(A)</B><TargetFramework>$(A)</TargetFramework></PropertyGroup></Project>',
    'a.props': '<Project><Import Project="Directory.Build.props"/></Project>',
    'a/a.csproj':
      '<Project Sdk="Microsoft.NET.Sdk.Web"><Import Project="a.csproj"/><ItemGroup><ProjectReference Include="a.csproj"/><ProjectReference Include="..\\b\\b.csproj"/><PackageReference Include="$(A)" Version="$(B)"/></ItemGroup></Project>',
    'b/b.csproj':
      '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="..\\a\\a.csproj"/></ItemGroup></Project>',
  },
};
