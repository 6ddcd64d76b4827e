import type { Constraint } from '../model/dependency.ts';
import type { Link } from '../model/link.ts';
import { reading } from '../model/reading.ts';
import { argumentsOf, isGroup, isSymbol, pathOf, statementsOf } from './code-statements.ts';
import { type Token, tokensOf } from './code-tokens.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { readCatalogue } from './gradle-catalogue.ts';
import { textOfExpression } from './gradle-expressions.ts';
import { readPlugin } from './gradle-plugins.ts';
import { type Script, lineAt, newScript } from './gradle-script.ts';
import { readVariable } from './gradle-variables.ts';
import type { Reader } from './reader.ts';

interface Settings extends Script {
  readonly members: Map<string, { directory: string; line: number }>;
  name?: string;
}

/** Gradle's settings: which projects a build has, its plugins' versions and its catalogues. */
export const settingsGradle: Reader = {
  name: 'settings.gradle',
  specifications: ['https://docs.gradle.org/current/userguide/settings_file_basics.html'],
  takes: ['project', 'constraints', 'variables', 'links'],
  files: ['**/settings.gradle', '**/settings.gradle.kts'],
  maxBytes: 512 * 1024,
  read(path, text) {
    const settings: Settings = { ...newScript(path), members: new Map() };
    walk(tokensOf(text, settings.language), [], settings);
    const members = [...settings.members.values()];
    const modules = members.flatMap(({ directory, line }): Link[] => {
      const target = resolvePath(directoryOf(path), directory);
      return target === undefined ? [] : [{ kind: 'module', path: target, at: lineAt(settings, line) }];
    });
    return reading(path, this.name, {
      project: {
        ecosystem: 'maven',
        ...(settings.name !== undefined && { name: settings.name }),
        at: { path, line: 1 },
        languages: [],
        signs: [],
        aggregator: true,
        ...(members.length > 0 && {
          workspace: {
            members: members.map(({ directory }) => directory),
            excluded: [],
            at: lineAt(settings, members[0]?.line ?? 1),
          },
        }),
      },
      constraints: [...settings.constraints, ...pluginVersions(settings)],
      variables: settings.variables,
      links: [...settings.links, ...modules],
      diagnostics: settings.diagnostics,
    });
  },
};

function walk(tokens: readonly Token[], blocks: readonly string[], settings: Settings): void {
  for (const statement of statementsOf(tokens)) {
    const { path, length } = pathOf(statement);
    const within = blocks.at(-1) ?? '';
    if (within === 'plugins') {
      readPlugin(
        statement,
        { blocks, ...(blocks.includes('pluginManagement') && { target: 'pluginManagement' }) },
        settings,
      );
      continue;
    }
    if (within === 'versionCatalogs') {
      readCatalogue(statement, settings);
      continue;
    }
    const next = statement[length];
    const given = argumentsOf(isGroup(next, '(') ? next.children : statement.slice(length));
    if (path === 'include' || path === 'includeBuild') for (const one of given) addProjects(one, path, settings);
    else if (path === 'rootProject.name' && isSymbol(next, '=')) {
      const name = textOfExpression(statement.slice(length + 1), settings.language);
      if (name !== undefined && !name.includes('${')) settings.name = name;
    } else if (path === 'project' && isGroup(next, '(')) moveProject(statement, length, settings);
    else if (blocks.length === 0 || /^(?:ext|extra|gradle|pluginManagement)$/.test(within))
      readVariable(statement, { blocks }, settings);
    for (const token of statement) if (isGroup(token, '{')) walk(token.children, [...blocks, path], settings);
  }
}

function addProjects(argument: readonly Token[], call: string, settings: Settings): void {
  for (const token of argument.flatMap((one) => (one.kind === 'group' && one.text !== '{' ? one.children : [one]))) {
    if (token.kind !== 'string') continue;
    if (call === 'include') {
      const name = token.text.startsWith(':') ? token.text.slice(1) : token.text;
      settings.members.set(name, { directory: name.replaceAll(':', '/'), line: token.line });
    } else {
      const path = resolvePath(directoryOf(settings.path), token.text);
      if (path !== undefined) settings.links.push({ kind: 'import', path, at: lineAt(settings, token.line) });
    }
  }
}

/** `project(":a").projectDir = file("b")` */
function moveProject(statement: readonly Token[], length: number, settings: Settings): void {
  const name = statement[length]?.children.find(({ kind }) => kind === 'string')?.text.replace(/^:/, '');
  const equals = statement.findIndex((token) => isSymbol(token, '='));
  const file = statement.slice(equals + 1).flatMap((token) => (token.kind === 'group' ? token.children : []));
  const directory = file.findLast(({ kind }) => kind === 'string')?.text;
  const member = settings.members.get(name ?? '');
  if (equals < 0 || directory === undefined || member === undefined || name === undefined) return;
  settings.members.set(name, {
    ...member,
    directory: directory.replace(/^\$\{(?:rootDir|settingsDir|rootProject\.projectDir)\}\//, ''),
  });
}

/** The versions that `pluginManagement { plugins { … } }` fixes; the settings' own plugins are not those of any project. */
function pluginVersions(settings: Settings): Constraint[] {
  const catalogue = settings.dependencies.filter(({ name }) => name === 'io.micronaut.platform.catalog');
  const platform = catalogue.map(({ at }): Constraint => {
    const name = 'io.micronaut.platform:micronaut-platform';
    return { key: 'mn', ecosystem: 'gradle-catalog', name, requirement: '${micronautVersion}', at };
  });
  const fixed = settings.dependencies
    .filter(
      ({ ecosystem, group, requirement, inherits }) =>
        ecosystem === 'gradle-plugin' && group === 'pluginManagement' && (requirement ?? inherits) !== undefined,
    )
    .map(({ name, requirement, at }): Constraint => ({
      key: 'plugin-management',
      ecosystem: 'gradle-plugin',
      name,
      requirement,
      at,
    }));
  return [...fixed, ...platform];
}
