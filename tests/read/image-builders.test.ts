import { expect, test } from 'vitest';
import type { Reader } from '../../src/read/reader.ts';
import { appJson } from '../../src/read/app-json.ts';
import { flyToml } from '../../src/read/fly-toml.ts';
import { koYaml } from '../../src/read/ko-yaml.ts';
import { nixpacksToml } from '../../src/read/nixpacks-toml.ts';
import { procfile } from '../../src/read/procfile.ts';
import { projectToml } from '../../src/read/project-toml.ts';
import { railpackJson } from '../../src/read/railpack-json.ts';
import { renderYaml } from '../../src/read/render-yaml.ts';

function said(reader: Reader, text: string): string[] {
  const { commands, imageBuilders } = reader.read(reader.name, text);
  return [
    ...commands.map(({ name, argv, at }) => `${at.line} ${name}: ${argv.join(' ')}`),
    ...imageBuilders.map(({ tool, at }) => `${at.line} built by ${tool}`),
  ];
}

test.each<[Reader, string, string[]]>([
  [
    procfile,
    '# x\nweb: A=1 gunicorn app:app\nrelease: migrate && seed\n',
    ['2 web: gunicorn app:app', '3 release: migrate', '3 release: seed', '2 built by buildpacks'],
  ],
  [procfile, 'worker: celery', ['1 worker: celery']],
  [appJson, '{\n  "name": "x",\n  "addons": []\n}', ['3 built by buildpacks']],
  [appJson, '{ "expo": {}, "name": "x" }', []],
  [appJson, '{ "stack": "container", "addons": [] }', []],
  [projectToml, '[_]\nschema-version = "0.2"\n', ['2 built by buildpacks']],
  [projectToml, '[project]\nname = "x"\n', []],
  [nixpacksToml, '[start]\ncmd = "node a.js"\n', ['2 start: node a.js', '1 built by nixpacks']],
  [railpackJson, '{\n  "deploy": { "startCommand": "node a.js" }\n}', ['2 start: node a.js', '1 built by railpack']],
  [koYaml, 'defaultBaseImage: cgr.dev/chainguard/static', ['1 built by ko']],
  [
    flyToml,
    '[build]\nbuilder = "paketobuildpacks/builder:base"\n[processes]\nweb = "bin/server"\n',
    ['4 web: bin/server', '2 built by buildpacks'],
  ],
  [flyToml, '[build]\ndockerfile = "x"\n', []],
  [
    renderYaml,
    'services:\n  - type: web\n    name: api\n    runtime: node\n    startCommand: node a.js\n',
    ['5 api: node a.js', '4 built by render'],
  ],
  [renderYaml, 'services:\n  - type: web\n    runtime: docker\n', []],
])('$name %j', (reader, text, expected) => {
  expect(said(reader, text)).toEqual(expected);
});

test.each([procfile, appJson, projectToml, nixpacksToml, railpackJson, koYaml, flyToml, renderYaml])(
  '$name: nonsense makes no exception',
  (reader) => {
    for (const text of [
      '',
      '{',
      '[',
      '\0',
      'a: [b',
      '[a',
      '{"__proto__": 1}',
      ': x',
      'services: 1',
      '[processes]\n__proto__ = "x"',
    ])
      expect(reader.read(reader.name, text).path).toBe(reader.name);
  },
);
