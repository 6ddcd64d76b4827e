import type { Command } from '../model/command.ts';
import type { Link } from '../model/link.ts';
import type { Sign } from '../model/project.ts';
import { type Reading, reading } from '../model/reading.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { type Document, entriesOf, fieldOf, isRecord, textOf, textsOf } from './document.ts';
import { importedPackages } from './import-map.ts';
import { parseJson } from './json.ts';
import { startSigns } from './npm-signs.ts';
import { membersAndExcluded } from './npm-workspaces.ts';
import type { Reader } from './reader.ts';
import { scriptCommands } from './script-commands.ts';
import { settingsIn } from './settings-in.ts';

export const denoJson: Reader = {
  name: 'deno.json',
  specifications: ['https://docs.deno.com/runtime/fundamentals/configuration/'],
  takes: ['project', 'dependencies', 'links', 'settings', 'commands'],
  files: ['**/deno.json', '**/deno.jsonc'],
  read,
};

/** What only a project that runs on Deno sets; a file with none of these may be there to lint, or to publish on JSR. */
const runs = [
  'imports',
  'scopes',
  'importMap',
  'workspace',
  'workspaces',
  'unstable',
  'nodeModulesDir',
  'vendor',
  'permissions',
  'deploy',
  'links',
  'lock',
];

function read(path: string, text: string): Reading {
  const document = parseJson(path, text, { comments: true });
  const { value } = document;
  if (!isRecord(value)) return reading(path, denoJson.name, { diagnostics: document.diagnostics });
  const commands = commandsOf(path, document);
  const name = textOf(fieldOf(value, 'name'));
  const at = { path, line: document.lineOf('name') };
  const signs: Sign[] = startSigns(commands);
  if (fieldOf(value, 'exports') !== undefined && name !== undefined) {
    signs.push({
      for: 'library',
      reason: 'has exports and a name to publish under',
      at: { path, line: document.lineOf('exports') },
    });
  }
  // The packages that the members of a workspace share stand at its root.
  const { workspace } = workspaceOf(path, document);
  if (workspace && !signs.some((sign) => sign.for === 'service'))
    signs.push({ for: 'library', reason: 'holds the members of a workspace together', at: workspace.at });
  const key = runs.find((one) => value[one] !== undefined && value[one] !== false);
  const command = commands.find(
    ({ argv }) => argv[0] === 'deno' && ['run', 'serve', 'compile', 'deploy'].includes(argv[1] ?? ''),
  );
  const proof = key === undefined ? command?.at : { path, line: document.lineOf(key) };
  return reading(path, denoJson.name, {
    project: {
      ecosystem: 'deno',
      name,
      version: textOf(fieldOf(value, 'version')),
      at,
      languages: ['typescript'],
      signs,
      ...workspaceOf(path, document),
    },
    dependencies: [
      ...(proof ? [{ ecosystem: 'tool', name: 'deno', scope: 'runtime', at: proof } as const] : []),
      ...importedPackages(path, document),
    ],
    links: linksOf(path, document),
    commands,
    settings: [
      'lock',
      'compilerOptions',
      'permissions',
      'unstable',
      'nodeModulesDir',
      'vendor',
      'minimumDependencyAge',
      'allowScripts',
    ].flatMap((one) => settingsIn(path, document, 'deno', 'base', [one])),
    diagnostics: document.diagnostics,
  });
}

function workspaceOf(
  path: string,
  document: Document,
): Pick<NonNullable<Reading['project']>, 'workspace' | 'aggregator'> {
  for (const key of ['workspace', 'workspaces']) {
    const value = fieldOf(document.value, key);
    const globs = textsOf(isRecord(value) ? fieldOf(value, 'members') : value);
    if (globs.length === 0) continue;
    const own = ['imports', 'exports', 'name'].some((one) => fieldOf(document.value, one) !== undefined);
    return {
      workspace: { ...membersAndExcluded(globs), at: { path, line: document.lineOf(key) } },
      ...(!own && { aggregator: true }),
    };
  }
  return {};
}

/** A task is a command line, or an object with one; a task of dependencies alone has none. */
function commandsOf(path: string, document: Document): Command[] {
  const found: Command[] = [];
  for (const [name, task] of entriesOf(fieldOf(document.value, 'tasks'))) {
    const command = isRecord(task) ? fieldOf(task, 'command') : task;
    if (typeof command === 'string')
      found.push(...scriptCommands(command, 'task', name, { path, line: document.lineOf('tasks', name) }));
  }
  return found;
}

function linksOf(path: string, document: Document): Link[] {
  const links: Link[] = [];
  const add = (kind: Link['kind'], value: unknown, ...keys: readonly string[]): void => {
    const target =
      typeof value === 'string' && !/^\w+:/.test(value) ? resolvePath(directoryOf(path), value) : undefined;
    if (target !== undefined) links.push({ kind, path: target, at: { path, line: document.lineOf(...keys) } });
  };
  add('import', fieldOf(document.value, 'importMap'), 'importMap');
  const lock = fieldOf(document.value, 'lock');
  add('reference', isRecord(lock) ? fieldOf(lock, 'path') : lock, 'lock');
  return links;
}
