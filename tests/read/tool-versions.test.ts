import { expect, test } from 'vitest';
import { herokuRuntime } from '../../src/read/heroku-runtime.ts';
import { miseToml } from '../../src/read/mise-toml.ts';
import { prototools } from '../../src/read/prototools.ts';
import type { Reader } from '../../src/read/reader.ts';
import { sdkmanrc } from '../../src/read/sdkmanrc.ts';
import { toolVersions } from '../../src/read/tool-versions.ts';

function pins(reader: Reader, text: string, path: string = reader.name): string[] {
  const { runtimes, diagnostics } = reader.read(path, text);
  return [
    ...runtimes.map(({ technology, requirement, at }) => `${technology} ${requirement} :${at.line}`),
    ...diagnostics.map(({ message, at }) => `${message} :${at.line}`),
  ];
}

test('.tool-versions: the first of several versions, and no tools that are not ours', () => {
  expect(
    pins(
      toolVersions,
      'elixir 1.19.4-otp-27\nerlang 27.3.4.6 # pinned\nnodejs 20.17.0 18.0.0\njq 1.7\npython\n# ruby 3\njava temurin-21.0.2+13.0.LTS\ngolang ref:v1.0\n',
    ),
  ).toEqual([
    'elixir 1.19.4 :1',
    'beam 27.3.4.6 :2',
    'node 20.17.0 :3',
    'java 21.0.2 :7',
    'go ref:v1.0 :8',
    'not a version of python: ? :5',
  ]);
});

test('mise: texts, lists, tables, other back ends, templates', () => {
  expect(
    pins(
      miseToml,
      `[tools]
node = "22"
python = ["3.13", "3.12"]
"core:go" = { version = "1.25", os = ["linux"] }
"npm:prettier" = "3"
java = "corretto-21"
ruby = "{{ env.RUBY }}"
bun = "latest"
`,
    ),
  ).toEqual([
    'node 22 :2',
    'python 3.13 :3',
    'go 1.25 :4',
    'java 21 :6',
    'bun latest :8',
    'not a version of ruby: {{ env.RUBY }} :7',
  ]);
});

test('proto, SDKMAN and Heroku', () => {
  expect(pins(prototools, 'node = "~20"\nmoon = "1"\n[tools.node]\nx = 1\n')).toEqual(['node ~20 :1']);
  expect(pins(sdkmanrc, '# x\njava=21.0.2-graalce\ngradle=8.5\nmicronaut=4\n')).toEqual([
    'java 21.0.2 :2',
    'gradle 8.5 :3',
  ]);
  expect(pins(herokuRuntime, 'python-3.12.1\n')).toEqual(['python 3.12.1 :1']);
  expect(pins(herokuRuntime, 'java.runtime.version=17\nother=1\n', 'system.properties')).toEqual(['java 17 :1']);
  expect(pins(herokuRuntime, 'it took 20 ms\n')).toEqual([]);
});
