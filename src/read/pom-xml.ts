import type { Dependency, Variable } from '../model/dependency.ts';
import type { Link } from '../model/link.ts';
import type { Project } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { pomDependencies, pomManagement } from './pom-dependencies.ts';
import { type PomPlugin, compilerRuntimes, managedPlugins, pluginDependencies, pluginsOf } from './pom-plugins.ts';
import { pomImageBuilders, pomSigns } from './pom-signs.ts';
import type { Reader } from './reader.ts';
import { type Element, childOf, childrenOf, parseXml } from './xml.ts';

/** Maven's project file. Placeholders stay as written, in coordinates too: parents and properties are joined in src/stack/maven.ts. */
export const pomXml: Reader = {
  name: 'pom.xml',
  specifications: ['https://maven.apache.org/pom.html'],
  takes: ['project', 'dependencies', 'constraints', 'variables', 'links', 'runtimes', 'imageBuilders'],
  files: ['**/pom.xml', '**/*.pom'],
  read(path, text) {
    const { root, diagnostics } = parseXml(path, text);
    if (root?.name !== 'project') {
      const odd =
        root === undefined
          ? []
          : [{ message: `not a Maven project: its root is <${root.name}>`, at: { path, line: root.line } }];
      return reading(path, this.name, { diagnostics: [...diagnostics, ...odd] });
    }
    const profiles = childrenOf(childOf(root, 'profiles'), 'profile');
    const plugins = [root, ...profiles].flatMap((element) =>
      pluginsOf(childOf(element, 'build'), element === root ? undefined : profileName(element)),
    );
    const dependencies = [
      ...pomDependencies(path, root),
      ...profiles.flatMap((profile) => pomDependencies(path, profile, profileName(profile), isDefault(profile))),
    ];
    const variables = variablesOf(path, root, profiles);
    return reading(path, this.name, {
      project: projectOf(path, root, profiles, plugins),
      dependencies: [...parentOf(path, root).dependencies, ...dependencies, ...pluginDependencies(path, plugins)],
      constraints: [
        ...pomManagement(path, root),
        ...profiles.filter(isDefault).flatMap((profile) => pomManagement(path, profile)),
        ...managedPlugins(path, root),
      ],
      variables,
      links: [...parentOf(path, root).links, ...moduleLinks(path, [root, ...profiles])],
      runtimes: compilerRuntimes(path, variables, [
        ...plugins,
        ...pluginsOf(childOf(root, 'build', 'pluginManagement')),
      ]),
      imageBuilders: pomImageBuilders(path, root, plugins, dependencies),
      diagnostics,
    });
  },
};

function projectOf(path: string, root: Element, profiles: readonly Element[], plugins: readonly PomPlugin[]): Project {
  const packaging = childOf(root, 'packaging')?.text ?? 'jar';
  const artifact = childOf(root, 'artifactId');
  const members = [root, ...profiles].flatMap(moduleNames).map(({ text }) => text.replace(/\/?pom\.xml$/, '') || '.');
  const modules = childOf(root, 'modules') ?? childOf(root, 'subprojects');
  const version = childOf(root, 'version') ?? childOf(root, 'parent', 'version');
  return {
    ecosystem: 'maven',
    ...(artifact && { name: artifact.text }),
    ...(version && { version: version.text }),
    at: { path, line: (artifact ?? root).line },
    languages: languagesOf(plugins),
    signs: pomSigns(path, packaging, root, plugins),
    ...(members.length > 0 && { workspace: { members, excluded: [], at: { path, line: modules?.line ?? 1 } } }),
    ...(packaging === 'pom' && { aggregator: true }),
  };
}

/** What the compiler plugins speak for; Java when there is none. */
function languagesOf(plugins: readonly PomPlugin[]): string[] {
  const names = plugins.map(({ name }) => name);
  if (names.includes('org.jetbrains.kotlin:kotlin-maven-plugin')) return ['kotlin'];
  if (names.some((name) => /:scala3?-maven-plugin$|:maven-scala-plugin$/.test(name))) return ['scala'];
  if (names.some((name) => /:gmaven(?:plus)?-plugin$/.test(name))) return ['groovy'];
  return ['java'];
}

function parentOf(path: string, root: Element): { dependencies: Dependency[]; links: Link[] } {
  const parent = childOf(root, 'parent');
  const version = childOf(parent, 'version');
  const group = childOf(parent, 'groupId')?.text ?? '${project.groupId}';
  const artifact = childOf(parent, 'artifactId');
  if (parent === undefined || artifact === undefined) return { dependencies: [], links: [] };
  const at = { path, line: (version ?? artifact).line };
  const relative = childOf(parent, 'relativePath')?.text ?? '../pom.xml';
  const file = relative === '' || /\.(?:xml|pom)$/.test(relative) ? relative : `${relative}/pom.xml`;
  const target = file === '' ? undefined : resolvePath(directoryOf(path), file);
  const name = `${group}:${artifact.text}`;
  return {
    dependencies: [{ ecosystem: 'maven-parent', name, requirement: version?.text, scope: 'build', at }],
    links: target === undefined ? [] : [{ kind: 'parent', path: target, name, at }],
  };
}

/** The properties, and the coordinates that `${project.…}` stands for. Those of a profile bear its name in front: `profile:x:name`. */
function variablesOf(path: string, root: Element, profiles: readonly Element[]): Variable[] {
  const variable = (name: string, element: Element | undefined): Variable[] =>
    element === undefined ? [] : [{ name, value: element.text, at: { path, line: element.line } }];
  const parent = childOf(root, 'parent');
  const own = (key: string): Variable[] => [
    ...variable(`project.${key}`, childOf(root, key) ?? childOf(parent, key)),
    ...variable(`project.parent.${key}`, childOf(parent, key)),
  ];
  const properties = (prefix: string, element: Element): Variable[] =>
    childOf(element, 'properties')?.children.flatMap((property) => variable(prefix + property.name, property)) ?? [];
  return [
    ...profiles.filter(isDefault).flatMap((profile) => properties('', profile)),
    ...properties('', root),
    ...['groupId', 'artifactId', 'version'].flatMap(own),
    ...profiles.flatMap((profile) => properties(`profile:${profileName(profile)}:`, profile)),
  ];
}

function moduleNames(element: Element): Element[] {
  const lists = [
    ...childrenOf(childOf(element, 'modules'), 'module'),
    ...childrenOf(childOf(element, 'subprojects'), 'subproject'),
  ];
  return lists.filter(({ text }) => text !== '');
}

function moduleLinks(path: string, elements: readonly Element[]): Link[] {
  return elements.flatMap(moduleNames).flatMap(({ text, line }): Link[] => {
    const target = resolvePath(directoryOf(path), text.endsWith('.xml') ? text : `${text}/pom.xml`);
    return target === undefined ? [] : [{ kind: 'module', path: target, at: { path, line } }];
  });
}

function profileName(profile: Element): string {
  return childOf(profile, 'id')?.text ?? 'default';
}

function isDefault(profile: Element): boolean {
  return childOf(profile, 'activation', 'activeByDefault')?.text === 'true';
}
