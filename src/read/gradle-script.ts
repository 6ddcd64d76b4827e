import type { Constraint, Dependency, Scope, Variable } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Link } from '../model/link.ts';
import type { Location } from '../model/location.ts';
import type { Sign } from '../model/project.ts';
import type { ImageBuilder } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import type { ScriptLanguage } from './code-tokens.ts';

/** What has been read of a build script so far. */
export interface Script {
  readonly path: string;
  readonly language: ScriptLanguage;
  readonly dependencies: Dependency[];
  readonly constraints: Constraint[];
  readonly variables: Variable[];
  readonly links: Link[];
  readonly runtimes: RuntimeRequirement[];
  readonly imageBuilders: ImageBuilder[];
  readonly signs: Sign[];
  readonly diagnostics: Diagnostic[];
}

/** The blocks around a statement. */
export interface Place {
  /** Names of the blocks, outermost first. */
  readonly blocks: readonly string[];
  /** To which projects it applies, if not to the script's own: `subprojects`, `allprojects`, `project:a:b`, `buildscript`. */
  readonly target?: string;
  /** It stands in an `if` or the like. */
  readonly conditional?: boolean;
}

/** A script of which nothing is known yet but its language. */
export function newScript(path: string): Script {
  const language = /\.kts?$/.test(path) ? 'kotlin' : 'groovy';
  return {
    path,
    language,
    dependencies: [],
    constraints: [],
    variables: [],
    links: [],
    runtimes: [],
    imageBuilders: [],
    signs: [],
    diagnostics: [],
  };
}

/** A line of the script. */
export function lineAt(script: Script, line: number): Location {
  return { path: script.path, line };
}

const scopes: readonly (readonly [RegExp, Scope])[] = [
  [/^(?:test|androidTest|jmh|benchmark)(?![a-z])|[tT]est(?:[A-Z]|s?$)|^testing$|Spec[A-Z]/, 'test'],
  [/^(?:developmentOnly|testAndDevelopmentOnly|quarkusDev|debugImplementation)$/, 'development'],
  [/[cC]ompileOnly(?:Api)?$|^provided/, 'provided'],
  [
    /^(?:api|implementation|compile|runtime|runtimeOnly|shadow|embed|include|runtimeClasspath|compileClasspath)$/,
    'runtime',
  ],
  [/(?:Implementation|Api|RuntimeOnly|Compile|Runtime)$/, 'runtime'],
];

/** Configurations that serve tools, though their names end as those of source sets do. */
const tools =
  /^(?:annotationProcessor|kapt|ksp|classpath|detekt|checkstyle|ktlint|spotbugs|jooq|liquibase|flyway|openapi|swagger|wsdl|antlr|errorprone|asciidoctor)/;

/** The scope of a configuration, in its source set if it stands in one: those that nothing is known of belong to the build. */
export function scopeOfConfiguration(configuration: string, place: Place): Scope {
  const around = place.blocks.some((block) => /^(?:testing|\w*Test(?:\.\w+)?|test)$/.test(block));
  const test = around || scopes[0]?.[0].test(configuration) === true;
  if (tools.test(configuration)) return 'build';
  const scope = test ? 'test' : (scopes.find(([name]) => name.test(configuration))?.[1] ?? 'build');
  return scope === 'runtime' && place.conditional === true ? 'optional' : scope;
}
