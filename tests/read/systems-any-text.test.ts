import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import type { Reading } from '../../src/model/reading.ts';
import { readers } from '../../src/read/index.ts';
import { cargo } from '../../src/stack/cargo.ts';
import { go } from '../../src/stack/go.ts';
import { hex } from '../../src/stack/hex.ts';
import { nimble } from '../../src/stack/nimble.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { zig } from '../../src/stack/zig.ts';

const paths: Readonly<Record<string, string>> = {
  'Cargo.toml': 'Cargo.toml',
  'Cargo.lock': 'Cargo.lock',
  '.cargo/config.toml': '.cargo/config.toml',
  'rust-toolchain': 'rust-toolchain',
  'Rocket.toml': 'Rocket.toml',
  'go.mod': 'go.mod',
  'go.work': 'go.work',
  'mix.exs': 'mix.exs',
  'mix.lock': 'mix.lock',
  'elixir-config': 'config/prod.exs',
  'rebar.config': 'rebar.config',
  'rebar.lock': 'rebar.lock',
  'erlang.mk': 'Makefile',
  'gleam.toml': 'gleam.toml',
  'manifest.toml': 'manifest.toml',
  '*.nimble': 'a.nimble',
  'nimble.lock': 'nimble.lock',
  'nim.cfg': 'nim.cfg',
  'build.zig.zon': 'build.zig.zon',
  'zigmod.yml': 'zigmod.yml',
  'version file': '.nvmrc',
  '.tool-versions': '.tool-versions',
  'mise.toml': 'mise.toml',
  '.prototools': '.prototools',
  '.sdkmanrc': '.sdkmanrc',
  'runtime.txt': 'runtime.txt',
  '.gitattributes': '.gitattributes',
};
const family = readers.filter(({ name }) => Object.hasOwn(paths, name));
const resolvers = [cargo, go, hex, nimble, zig];

/** What these formats are made of, so that random texts get beyond the first line. */
const pieces = [
  '{ } [ ] ( ) << >> %{ .{ " \' """ #{ ~s( ~w[ : , ; . = => <- -> | || \\ \\\\ // # #[ ]# @ @v ? & \n \n \n  a b_c A.B :a a: "a": .a .@"x" 1 1.0 v1.2.3 ~> true nil',
  'def defp do end fn if unless else case config config_env() :prod project deps: deps() app: mod: {:a, "~> 1.0"}',
  '[dependencies] [package] [workspace] [[bin]] name version workspace = true { git path members features default dep:a a/b optional',
  'module require replace exclude tool go toolchain use ( ) indirect requires taskRequires feature bin {deps, {tag, {git, .dependencies .url',
  'git+https://github.com/a/b#v1.0 include erlang.mk DEPS dep_a __proto__ constructor toString',
].flatMap((line) => line.split(' '));
const text = array(oneof(constantFrom(...pieces), string({ maxLength: 4 })), { maxLength: 80 }).map((words) =>
  words.join(' '),
);

/** Uses everything that is only worked out when it is asked for. */
function exercise(reading: Reading): void {
  reading.lockfile?.find({ name: 'a', requirement: '1', importer: '', member: 'a' });
  reading.lockfile?.versions('constructor');
  const readings = indexReadings([reading], [reading.path, 'src/main.rs', 'cmd/a/main.go']);
  for (const resolver of resolvers)
    if (reading.project && resolver.ecosystems.includes(reading.project.ecosystem)) resolver.resolve(reading, readings);
}

test('every reader of the family is meant here', () => {
  expect(family.map(({ name }) => name).sort()).toEqual(Object.keys(paths).sort());
});

test.each(family.map((reader) => [reader.name, reader] as const))(
  '%s takes any text, and points into it',
  (name, reader) => {
    assert(
      property(text, (content) => {
        const reading = reader.read(paths[name] ?? name, content);
        exercise(reading);
        const lines = content.split(/\r\n|\n|\r/).length;
        const places = [...reading.dependencies, ...reading.runtimes, ...reading.settings, ...reading.diagnostics].map(
          ({ at }) => at.line ?? 1,
        );
        expect(places.filter((line) => line < 1 || line > lines)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  },
);

/** The TOML and YAML parsers have limits of their own; these scanners are ours. */
const ours = family.filter(({ name }) => !/toml|prototools|rust-toolchain|zigmod/i.test(name));

test.each(ours.map((reader) => [reader.name, reader] as const))(
  '%s takes no longer than the text is long',
  (name, reader) => {
    const units = [
      '[',
      '{',
      '(',
      '"',
      '#{',
      '"#{',
      '\n',
      ' ',
      '{:a, ',
      'do\n',
      'if config_env() do\n',
      'config :a,\n',
      '@a @a\n',
      'requires "a", ',
      '.a = ',
      '<<',
      '[[package]]\nname = \n',
      '[[package]]\ndependencies = [\n',
      'name = \n',
    ];
    for (const unit of units) {
      const started = performance.now();
      exercise(reader.read(paths[name] ?? name, `defp deps do\n${unit.repeat(Math.ceil(60_000 / unit.length))}`));
      // What backtracks or scans again takes minutes; a busy machine takes a second at most.
      expect([unit, performance.now() - started < 3000]).toEqual([unit, true]);
    }
  },
);
