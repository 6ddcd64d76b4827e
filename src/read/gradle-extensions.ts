import { isGroup, isSymbol, pathOf, statementsOf } from './code-statements.ts';
import type { Token } from './code-tokens.ts';
import { textOfExpression } from './gradle-expressions.ts';
import { type Place, type Script, lineAt } from './gradle-script.ts';

/** The servers that `micronaut { runtime("…") }` adds. https://micronaut-projects.github.io/micronaut-gradle-plugin/latest/#_supported_runtimes */
const servers: Readonly<Record<string, string>> = {
  netty: 'io.micronaut:micronaut-http-server-netty',
  tomcat: 'io.micronaut.servlet:micronaut-http-server-tomcat',
  jetty: 'io.micronaut.servlet:micronaut-http-server-jetty',
  undertow: 'io.micronaut.servlet:micronaut-http-server-undertow',
};

/** Blocks that set up an image, and the tool they belong to. */
const images: readonly (readonly [RegExp, string])[] = [
  [/^(?:tasks\.)?(?:\w+:)?bootBuildImage$|:bootBuildImage$|BootBuildImage/, 'spring-boot'],
  [/^jib$/, 'jib'],
  [/^ktor\/docker$|^ktor\.docker$/, 'ktor'],
  [
    /^(?:tasks\.)?(?:\w+:)?docker(?:Build|file)(?:Native)?$|:docker(?:Build|file)(?:Native)?$|MicronautDockerfile/,
    'micronaut',
  ],
];

/** Reads the settings of framework plugins that add dependencies, that build images, or that tell what is built. */
export function readExtension(statement: readonly Token[], place: Place, script: Script): void {
  const { path, length } = pathOf(statement);
  const within = place.blocks.at(-1) ?? '';
  const line = statement[0]?.line ?? 1;
  const block = statement.find((token) => isGroup(token, '{'));
  if (block !== undefined) {
    const words = statement.filter(({ kind }) => kind === 'word').map(({ text }) => text);
    const strings = statement
      .flatMap((token) => (isGroup(token, '(') ? token.children : []))
      .filter(({ kind }) => kind === 'string');
    const names = [path, `${within}/${path}`, ...strings.map(({ text }) => `:${text}`), ...words];
    const found = images.find(([name]) => names.some((one) => name.test(one)));
    if (found) script.imageBuilders.push({ tool: found[1], configured: true, at: { path: script.path, line } });
  }
  if (path === 'micronaut' && block) return readMicronaut(block, place, script);
  // Only an application has an id of its own, a library none. https://developer.android.com/build/configure-app-module
  if (/^applicationId(?:\.set)?$/.test(path) && place.blocks.some((one) => /^android\b/.test(one)))
    script.signs.push({ for: 'frontend', reason: 'is an application for Android', at: lineAt(script, line) });
  const argument = isGroup(statement[length], '(') ? (statement[length]?.children ?? []) : statement.slice(length);
  if (path === 'micronaut.runtime' || (within === 'micronaut' && path === 'runtime'))
    addServer(argument, place, script);
}

function readMicronaut(block: Token, place: Place, script: Script): void {
  for (const statement of statementsOf(block.children)) {
    const { path, length } = pathOf(statement);
    if (path !== 'version' && path !== 'version.set') continue;
    const value = isGroup(statement[length], '(')
      ? (statement[length]?.children ?? [])
      : statement.slice(isSymbol(statement[length], '=') ? length + 1 : length);
    const text = textOfExpression(value, script.language);
    if (text !== undefined)
      script.variables.push({
        name: 'micronautVersion',
        value: text,
        at: lineAt(script, value[0]?.line ?? block.line),
      });
  }
}

function addServer(argument: readonly Token[], place: Place, script: Script): void {
  const given = argument.find(({ kind }) => kind === 'string' || kind === 'word');
  const name = servers[given?.text.toLowerCase().replace(/_server$/, '') ?? ''];
  if (name === undefined || given === undefined) return;
  const group = place.target === undefined ? {} : { group: place.target };
  script.dependencies.push({ ecosystem: 'maven', name, scope: 'runtime', at: lineAt(script, given.line), ...group });
}
