import { expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { jvm } from '../../src/stack/jvm.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { memoryTree } from '../../src/tree/memory.ts';
import { audited, stack } from '../traps/audited.ts';

type Files = Readonly<Record<string, string>>;

function resolve(files: Files, path: string) {
  const tree = memoryTree(files);
  const readings = indexReadings(readTree(tree, readers), tree.paths);
  const manifest = readings.at(path);
  if (manifest === undefined) throw new Error(`${path} was not read`);
  return jvm.resolve(manifest, readings);
}

/** Each dependency as `name requirement scope at path:line`; plugins and bills of materials with their kind in front. */
function shown(files: Files, path = 'build.gradle'): string[] {
  return resolve(files, path).dependencies.map(({ ecosystem, name, requirement, scope, at }) => {
    const kind = ecosystem === 'maven' ? '' : `${ecosystem} `;
    return `${kind}${name} ${requirement ?? '-'} ${scope} ${at.path}:${at.line}`;
  });
}

const messages = (files: Files, path: string) => resolve(files, path).diagnostics.map(({ message }) => message);

const catalogue = `[versions]
ktor = "3.4.3"
jackson = { strictly = "[2.19, 3[", prefer = "2.19.2" }
[libraries]
ktor-server_core = { module = "io.ktor:ktor-server-core", version.ref = "ktor" }
ktor-netty = { group = "io.ktor", name = "ktor-server-netty", version = { ref = "ktor" } }
jackson = { module = "com.fasterxml.jackson.core:jackson-databind", version.ref = "jackson" }
unused = "org.springframework.boot:spring-boot-starter-web:4.0.3"
[bundles]
ktor = ["ktor-server_core", "ktor-netty"]
[plugins]
kotlin-jvm = { id = "org.jetbrains.kotlin.jvm", version = "2.4.0" }
`;

test('catalogues: aliases, bundles and rich versions, at the line of the version; unused entries are no dependency', () => {
  const files = {
    'settings.gradle.kts': '',
    'gradle/libs.versions.toml': catalogue,
    'build.gradle.kts': `plugins {
  alias(libs.plugins.kotlin.jvm)
}
dependencies {
  implementation(libs.bundles.ktor)
  implementation(libs.jackson)
  testImplementation(libs.missing)
}`,
  };
  expect(shown(files, 'build.gradle.kts')).toEqual([
    'gradle-plugin org.jetbrains.kotlin.jvm 2.4.0 build gradle/libs.versions.toml:12',
    'io.ktor:ktor-server-core 3.4.3 runtime gradle/libs.versions.toml:2',
    'io.ktor:ktor-server-netty 3.4.3 runtime gradle/libs.versions.toml:2',
    'com.fasterxml.jackson.core:jackson-databind [2.19, 3[ runtime gradle/libs.versions.toml:3',
  ]);
  expect(messages(files, 'build.gradle.kts')).toEqual(['libs.missing is not defined in this repository']);
});

test('catalogues that the settings name, write out, or take from a registry', () => {
  const files = {
    'settings.gradle.kts': `rootProject.name = "shop"
dependencyResolutionManagement {
  versionCatalogs {
    create("deps") { from(files("gradle/other.versions.toml")) }
    create("own") {
      version("netty", "4.2.7")
      library("netty-all", "io.netty", "netty-all").versionRef("netty")
    }
    create("ktorLibs") { from("io.ktor:ktor-version-catalog:3.5.1") }
  }
}`,
    'gradle/other.versions.toml': '[libraries]\nh2 = "com.h2database:h2:2.4.240"\n',
    'build.gradle.kts': `dependencies {
  runtimeOnly(deps.h2)
  implementation(own.netty.all)
  implementation(ktorLibs.server.contentNegotiation)
}`,
  };
  expect(shown(files, 'build.gradle.kts')).toEqual([
    'gradle-catalog io.ktor:ktor-version-catalog 3.5.1 build settings.gradle.kts:9',
    'com.h2database:h2 2.4.240 runtime gradle/other.versions.toml:2',
    'io.netty:netty-all 4.2.7 runtime settings.gradle.kts:6',
    'io.ktor:ktor-server-content-negotiation 3.5.1 runtime settings.gradle.kts:9',
  ]);
  expect(resolve(files, 'build.gradle.kts').name).toBe('shop');
});

test('variables of the script, of gradle.properties, of the root and of buildSrc', () => {
  const files = {
    'settings.gradle': "include 'web'",
    'gradle.properties': 'h2Version=2.4.240\nsystemProp.joobyVersion=4.0.11',
    'build.gradle': "ext {\n  versions = [jooq: '3.20.5']\n  set('slf4jVersion', '2.0.17')\n}",
    'buildSrc/src/main/kotlin/Versions.kt': `object Versions {
  const val ktor = "3.4.3"
  const val core = "io.ktor:ktor-server-core:$ktor"
}`,
    'web/build.gradle': `def guava = '33.4-jre'
dependencies {
  implementation "com.google.guava:guava:$guava"
  implementation "org.jooq:jooq:\${versions.jooq}"
  implementation 'org.slf4j:slf4j-api:' + rootProject.ext.slf4jVersion
  implementation Versions.core
  implementation "io.jooby:jooby:$joobyVersion"
  runtimeOnly group: 'com.h2database', name: 'h2', version: h2Version
}`,
  };
  expect(shown(files, 'web/build.gradle')).toEqual([
    'com.google.guava:guava 33.4-jre runtime web/build.gradle:1',
    'org.jooq:jooq 3.20.5 runtime build.gradle:2',
    'org.slf4j:slf4j-api 2.0.17 runtime build.gradle:3',
    'io.ktor:ktor-server-core 3.4.3 runtime buildSrc/src/main/kotlin/Versions.kt:2',
    'io.jooby:jooby 4.0.11 runtime gradle.properties:2',
    'com.h2database:h2 2.4.240 runtime gradle.properties:1',
  ]);
});

test('what the root gives to its subprojects, and convention plugins', () => {
  const files = {
    'settings.gradle': "include 'web', 'cli'",
    'build.gradle': `plugins { id 'org.springframework.boot' version '4.0.3' apply false }
subprojects {
  apply plugin: 'java-library'
  dependencies { implementation 'org.slf4j:slf4j-api:2.0.17' }
}
project(':cli') { dependencies { implementation 'info.picocli:picocli:4.7.7' } }`,
    'buildSrc/build.gradle': "dependencies { implementation 'com.google.cloud.tools:jib-gradle-plugin:3.5.0' }",
    'buildSrc/src/main/groovy/shop.service.gradle': `plugins { id 'com.google.cloud.tools.jib' }
dependencies { implementation 'ch.qos.logback:logback-classic:1.5.21' }`,
    'web/build.gradle': `plugins {
  id 'shop.service'
  id 'org.springframework.boot'
}
dependencies { implementation 'org.springframework.boot:spring-boot-starter-web' }`,
    'cli/build.gradle': '',
  };
  expect(shown(files, 'web/build.gradle')).toEqual([
    'gradle-plugin shop.service - build web/build.gradle:2',
    'gradle-plugin org.springframework.boot 4.0.3 build build.gradle:1',
    'gradle-plugin com.google.cloud.tools.jib 3.5.0 build buildSrc/build.gradle:1',
    'gradle-plugin java-library - build build.gradle:3',
    'org.springframework.boot:spring-boot-starter-web 4.0.3 runtime build.gradle:1',
    'ch.qos.logback:logback-classic 1.5.21 runtime buildSrc/src/main/groovy/shop.service.gradle:2',
    'org.slf4j:slf4j-api 2.0.17 runtime build.gradle:4',
  ]);
  expect(shown(files, 'cli/build.gradle').slice(1)).toEqual([
    'org.slf4j:slf4j-api 2.0.17 runtime build.gradle:4',
    'info.picocli:picocli 4.7.7 runtime build.gradle:6',
  ]);
  expect(resolve(files, 'web/build.gradle').imageBuilders?.map(({ tool }) => tool)).toEqual(['jib']);
});

test('platforms: of a registry, of the plugin, of the build itself', () => {
  const files = {
    'settings.gradle': "include 'platform', 'web'",
    'platform/build.gradle': `dependencies {
  api platform('io.quarkus.platform:quarkus-bom:3.30.6')
  constraints { api 'com.h2database:h2:2.4.240' }
}`,
    'web/build.gradle': `plugins { id 'org.springframework.boot' version '4.0.3' }
dependencies {
  implementation platform(project(':platform'))
  implementation platform(org.springframework.boot.gradle.plugin.SpringBootPlugin.BOM_COORDINATES)
  implementation 'io.quarkus:quarkus-rest'
  implementation 'com.h2database:h2'
  implementation 'org.springframework.boot:spring-boot-starter-webmvc'
  implementation 'org.acme:nobody-knows'
}`,
  };
  expect(shown(files, 'web/build.gradle')).toEqual([
    'maven-bom io.quarkus.platform:quarkus-bom 3.30.6 build platform/build.gradle:2',
    'maven-bom org.springframework.boot:spring-boot-dependencies 4.0.3 build web/build.gradle:1',
    'gradle-plugin org.springframework.boot 4.0.3 build web/build.gradle:1',
    'io.quarkus:quarkus-rest 3.30.6 runtime platform/build.gradle:2',
    'com.h2database:h2 2.4.240 runtime platform/build.gradle:3',
    'org.springframework.boot:spring-boot-starter-webmvc 4.0.3 runtime web/build.gradle:1',
    'org.acme:nobody-knows - runtime web/build.gradle:8',
  ]);
});

test("Micronaut's plugin adds the server and the platform", () => {
  const files = {
    'gradle.properties': 'micronautVersion=4.10.7',
    'build.gradle.kts': `plugins { id("io.micronaut.application") version "4.6.2" }
micronaut {
  runtime("netty")
}`,
  };
  expect(shown(files, 'build.gradle.kts')).toEqual([
    'maven-bom io.micronaut.platform:micronaut-platform 4.10.7 build gradle.properties:1',
    'gradle-plugin io.micronaut.application 4.6.2 build build.gradle.kts:1',
    'io.micronaut:micronaut-http-server-netty - runtime build.gradle.kts:3',
  ]);
});

test('plugin versions from the settings and from the classpath; a lock decides what is used', () => {
  const files = {
    'settings.gradle': "pluginManagement { plugins { id 'io.ktor.plugin' version '3.4.3' } }",
    'gradle.lockfile': '# comment\nio.ktor:ktor-server-core:3.4.4=runtimeClasspath\nempty=\n',
    'build.gradle': `buildscript { dependencies { classpath 'org.springframework.boot:spring-boot-gradle-plugin:2.7.18' } }
apply plugin: 'org.springframework.boot'
plugins { id 'io.ktor.plugin' }
dependencies { implementation 'io.ktor:ktor-server-core' }`,
  };
  expect(shown(files)).toEqual([
    'gradle-plugin org.springframework.boot 2.7.18 build build.gradle:1',
    'gradle-plugin io.ktor.plugin 3.4.3 build settings.gradle:1',
    'io.ktor:ktor-server-core 3.4.3 runtime settings.gradle:1',
  ]);
  expect(resolve(files, 'build.gradle').dependencies.at(-1)?.resolved).toBe('3.4.4');
});

test('Java and Gradle themselves, and the languages of the sources', () => {
  const files = {
    'gradle/wrapper/gradle-wrapper.properties': 'distributionUrl=https\\://example.org/gradle-9.2.1-bin.zip',
    'gradle/libs.versions.toml': '[versions]\njava = "25"',
    'settings.gradle.kts': 'include("web")',
    'build.gradle.kts': 'subprojects { java { sourceCompatibility = JavaVersion.VERSION_17 } }',
    'web/build.gradle.kts': 'kotlin { jvmToolchain(libs.versions.java.get().toInt()) }',
    'web/src/main/kotlin/Main.kt': '',
  };
  const { runtimes, languages } = resolve(files, 'web/build.gradle.kts');
  expect(
    runtimes.map(
      ({ technology, requirement, strength, at }) => `${technology} ${requirement} ${strength} ${at.path}:${at.line}`,
    ),
  ).toEqual([
    'java 25 pin gradle/libs.versions.toml:2',
    'java 17 target build.gradle.kts:1',
    'gradle 9.2.1 pin gradle/wrapper/gradle-wrapper.properties:1',
  ]);
  expect(languages).toEqual(['kotlin']);
});

test('values that grow or refer to each other end', () => {
  const grown = Array.from({ length: 30 }, (_, at) => `v${at}=\${v${at + 1}}\${v${at + 1}}`).join('\n');
  const files = {
    'gradle.properties': `${grown}\na=\${b}\nb=\${a}`,
    'build.gradle': 'dependencies {\n  implementation "g:a:$v0"\n  implementation "g:b:$a"\n}',
  };
  expect(shown(files)).toEqual(['g:a - runtime build.gradle:2', 'g:b - runtime build.gradle:3']);
});

test('extra properties that the root takes from another script are seen by its projects', () => {
  const files = {
    'settings.gradle': "include 'api'",
    'build.gradle': 'apply from: "$rootDir/versions.gradle"\nsubprojects { apply plugin: "java" }\n',
    'versions.gradle': "ext {\n  revJavalin = '6.7.0'\n}\n",
    'api/build.gradle':
      'plugins { id "application" }\ndependencies { implementation "io.javalin:javalin:${revJavalin}" }',
  };
  expect(audited(files).diagnostics).toEqual([]);
  expect(stack(files)).toEqual({ 'api: service': ['javalin 6.7.0 at versions.gradle:2'] });
});

test('a module that a service is built with is a library, though it uses the framework', () => {
  const files = {
    'settings.gradle': "include 'api', 'core'",
    'api/build.gradle':
      "plugins { id 'org.springframework.boot' version '3.5.7' }\ndependencies { implementation(project(path: ':core')) }",
    'core/build.gradle': "dependencies { implementation 'org.springframework.boot:spring-boot-starter-web:3.5.7' }",
  };
  expect(audited(files).components.map(({ path, role }) => `${path} ${role}`)).toEqual(['api service', 'core library']);
});

test('what a list of projects is configured with is theirs', () => {
  const files = {
    'settings.gradle': "include 'api'",
    'buildSrc/src/main/groovy/shop.versions.gradle':
      "dependencyManagement { imports { mavenBom 'org.springframework.boot:spring-boot-dependencies:3.5.7' } }",
    'build.gradle': "configure(project.javaProjects) { apply plugin: 'shop.versions' }",
    'api/build.gradle': "dependencies { implementation 'org.springframework.boot:spring-boot-starter-web' }",
  };
  expect(stack(files)['api: service']).toEqual([
    'spring-boot 3.5.7 at buildSrc/src/main/groovy/shop.versions.gradle:1',
  ]);
});
