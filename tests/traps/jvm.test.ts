import { expect, test } from 'vitest';
import { audited, stack } from './audited.ts';

const dependency = (coordinates: string, scope?: string): string => {
  const [group, artifact, version] = coordinates.split(':');
  return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${version ? `<version>${version}</version>` : ''}${scope ? `<scope>${scope}</scope>` : ''}</dependency>`;
};
const pom = (...lines: string[]): string => ['<project>', ...lines, '</project>'].join('\n');

test('23: properties anywhere, parents of parents, a child that overrides what its parent manages', () => {
  const files = {
    'pom.xml': pom(
      '<groupId>shop</groupId><artifactId>parent</artifactId><version>${revision}</version><packaging>pom</packaging>',
      '<properties><revision>1.0</revision><javalin.version>6.7.0</javalin.version></properties>',
      '<modules><module>mid</module></modules>',
      '<dependencyManagement><dependencies>',
      dependency('io.javalin:javalin:${javalin.version}'),
      dependency('${project.groupId}:b:${project.version}'),
      '</dependencies></dependencyManagement>',
    ),
    'mid/pom.xml': pom(
      '<parent><groupId>shop</groupId><artifactId>parent</artifactId><version>${revision}</version></parent>',
      '<artifactId>mid</artifactId><packaging>pom</packaging><modules><module>a</module><module>b</module></modules>',
    ),
    'mid/a/pom.xml': pom(
      '<parent><groupId>shop</groupId><artifactId>mid</artifactId><version>${revision}</version></parent>',
      '<artifactId>a</artifactId><packaging>war</packaging>',
      `<dependencies>${dependency('io.javalin:javalin')}</dependencies>`,
    ),
    'mid/b/pom.xml': pom(
      '<parent><groupId>shop</groupId><artifactId>mid</artifactId><version>${revision}</version></parent>',
      '<artifactId>b</artifactId><packaging>war</packaging>',
      '<properties><javalin.version>5.6.5</javalin.version></properties>',
      `<dependencies>${dependency('io.javalin:javalin')}</dependencies>`,
    ),
  };
  expect(stack(files)).toEqual({
    'mid/a: service': ['javalin 6.7.0 at pom.xml:3'],
    'mid/b: service': ['javalin 5.6.5 at mid/b/pom.xml:4'],
  });
});

test("24: Quarkus: the platform's bill of materials, named by properties", () => {
  const manifest = pom(
    '<artifactId>shop</artifactId>',
    '<properties>',
    '<quarkus.platform.group-id>io.quarkus.platform</quarkus.platform.group-id>',
    '<quarkus.platform.artifact-id>quarkus-bom</quarkus.platform.artifact-id>',
    '<quarkus.platform.version>3.30.6</quarkus.platform.version>',
    '</properties>',
    '<dependencyManagement><dependencies><dependency><groupId>${quarkus.platform.group-id}</groupId><artifactId>${quarkus.platform.artifact-id}</artifactId><version>${quarkus.platform.version}</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement>',
    `<dependencies>${dependency('io.quarkus:quarkus-rest')}</dependencies>`,
  );
  expect(stack({ 'pom.xml': manifest })).toEqual({
    '.: service': [expect.stringMatching(/^quarkus 3\.30\.6 at pom\.xml:6/)],
  });
});

test('25: the plugin of Spring Boot or its bill of materials alone is not Spring Boot', () => {
  const manifest = pom(
    '<artifactId>shop</artifactId>',
    `<dependencies>${dependency('com.linecorp.armeria:armeria:1.35.0')}</dependencies>`,
    '<build><plugins><plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId><version>3.5.7</version></plugin></plugins></build>',
  );
  expect(stack({ 'pom.xml': manifest })).toEqual({ '.: service': ['armeria 1.35.0 at pom.xml:3'] });
  const written =
    'dependencies {\n  implementation group: "org.springframework.boot", name: "spring-boot-starter-web", version: "3.5.7"\n}\n';
  expect(stack({ 'build.gradle': `plugins { id "java" }\n${written}` })).toEqual({
    '.: service': ['spring-boot 3.5.7 at build.gradle:3'],
  });
});

test('26: manifests suffice: a jar that lies about is no framework', () => {
  expect(stack({ 'lib/spring-boot-3.5.7.jar': '', 'pom.xml': pom('<artifactId>shop</artifactId>') })).toEqual({
    '.: library': [],
  });
});

test('27: version catalogues: references, rich versions, bundles, an entry nobody uses, a second catalogue, a published one', () => {
  const files = {
    'settings.gradle.kts':
      'rootProject.name = "shop"\ndependencyResolutionManagement {\n  versionCatalogs {\n    create("web") { from(files("gradle/web.versions.toml")) }\n    create("ktorLibs") { from("io.ktor:ktor-version-catalog:3.3.2") }\n  }\n}\ninclude("a", "b", "c")\n',
    'gradle/libs.versions.toml':
      '[versions]\nktor = { strictly = "3.3.1" }\n[libraries]\nktor-core = { module = "io.ktor:ktor-server-core", version.ref = "ktor" }\nktor-netty = { module = "io.ktor:ktor-server-netty", version.ref = "ktor" }\nunused = "io.javalin:javalin:6.7.0"\n[bundles]\nserver = ["ktor-core", "ktor-netty"]\n',
    'gradle/web.versions.toml': '[libraries]\nhttp4k = "org.http4k:http4k-core:6.20.0.0"\n',
    'a/build.gradle.kts': 'plugins { application }\ndependencies { implementation(libs.bundles.server) }\n',
    'b/build.gradle.kts': 'plugins { application }\ndependencies { implementation(web.http4k) }\n',
    'c/build.gradle.kts': 'plugins { application }\ndependencies { implementation(ktorLibs.server.netty) }\n',
  };
  expect(stack(files)).toEqual({
    'a: service': expect.arrayContaining(['ktor 3.3.1 at gradle/libs.versions.toml:2']),
    'b: service': ['http4k 6.20.0.0 at gradle/web.versions.toml:2'],
    'c: service': expect.arrayContaining([expect.stringMatching(/^ktor 3\.3\.2 at settings\.gradle\.kts:5/)]),
  });
});

test('28: pom.xml and build.gradle in one directory are one component, and say it once', () => {
  const files = {
    'pom.xml': pom(
      '<artifactId>shop</artifactId>',
      `<dependencies>${dependency('io.javalin:javalin:6.7.0')}</dependencies>`,
    ),
    'build.gradle': 'plugins { id "application" }\ndependencies { implementation "io.javalin:javalin:6.7.0" }\n',
  };
  expect(Object.values(stack(files))).toEqual([['javalin 6.7.0 at build.gradle:2']]);
});

test('54: a front end and a mobile application have no backend', () => {
  const files = {
    'app/build.gradle.kts':
      'plugins { id("com.android.application") }\ndependencies { implementation("io.ktor:ktor-client-core:3.3.1") }\n',
    'web/package.json': '{ "scripts": { "start": "vite" }, "dependencies": { "react-dom": "19.2.0" } }',
  };
  const report = audited(files);
  expect(stack(files)).toEqual({ 'app: frontend': [], 'web: frontend': [] });
  expect(report.verdict).toBe('pass');
});

const named = (artifact: string, body: string): string =>
  `<project><modelVersion>4.0.0</modelVersion><groupId>shop</groupId><artifactId>${artifact}</artifactId><version>1</version>${body}</project>`;

test('a main class that a code generator starts makes no program; a module may switch Jib off', () => {
  const jetty =
    '<dependencies><dependency><groupId>io.javalin</groupId><artifactId>javalin</artifactId><version>6.7.0</version></dependency></dependencies>';
  const plugin = (group: string, artifact: string, configuration: string): string =>
    `<build><plugins><plugin><groupId>${group}</groupId><artifactId>${artifact}</artifactId><configuration>${configuration}</configuration></plugin></plugins></build>`;
  const generator = plugin(
    'org.xolstice.maven.plugins',
    'protobuf-maven-plugin',
    '<protocPlugins><protocPlugin><mainClass>a.B</mainClass></protocPlugin></protocPlugins>',
  );
  const skipped = plugin('com.google.cloud.tools', 'jib-maven-plugin', '<skip>true</skip>');
  const uses = (artifact: string): string =>
    `<dependencies><dependency><groupId>shop</groupId><artifactId>${artifact}</artifactId><version>1</version></dependency></dependencies>`;
  const files = {
    'sockets/pom.xml': named('sockets', jetty + generator),
    'reference/pom.xml': named('reference', uses('sockets') + skipped),
  };
  expect(Object.keys(stack(files))).toEqual(['reference: library', 'sockets: library']);
});

test("Quarkus' plugin whose group is a property still makes an application, with what its modules bring", () => {
  const files = {
    'app/pom.xml': named(
      'app',
      '<dependencies><dependency><groupId>shop</groupId><artifactId>base</artifactId><version>1</version></dependency></dependencies>' +
        '<build><plugins><plugin><groupId>${quarkus.platform.group-id}</groupId><artifactId>quarkus-maven-plugin</artifactId></plugin></plugins></build>',
    ),
    'base/pom.xml': named(
      'base',
      '<dependencies><dependency><groupId>io.quarkus</groupId><artifactId>quarkus-rest</artifactId><version>3.38.2</version></dependency></dependencies>',
    ),
  };
  expect(stack(files)).toEqual({
    'app: service': ['quarkus 3.38.2 at base/pom.xml:1'],
    'base: library': ['quarkus 3.38.2 at base/pom.xml:1'],
  });
  expect(audited(files).components[0]?.roleReasons).toContain('is built with quarkus-maven-plugin');
});

test('an application for Android or for the desktop is a front end, also by a convention plugin that a constant names', () => {
  const files = {
    'settings.gradle.kts': 'pluginManagement { includeBuild("build-plugin") }\ninclude(":mail", ":desktop", ":core")',
    'build-plugin/build.gradle.kts': 'plugins { `kotlin-dsl` }',
    'build-plugin/src/main/kotlin/Plugins.kt': 'object Plugins { object App { const val android = "mail.app" } }',
    'build-plugin/src/main/kotlin/mail.app.gradle.kts': 'plugins { id("com.android.application") }',
    'mail/build.gradle.kts': 'plugins { id(Plugins.App.android) }',
    'desktop/build.gradle.kts':
      'plugins { kotlin("jvm") version "2.4.0"\n id("org.jetbrains.compose") version "1.11.0" }',
    'core/build.gradle.kts': 'plugins { kotlin("jvm") version "2.4.0" }\ndependencies { implementation("a:b:1") }',
    'legacy/build.gradle':
      'apply from: "../android.gradle"\nandroid { defaultConfig { applicationId "shop.legacy" } }\ndependencies { implementation "a:b:1" }',
  };
  const roles = audited(files).components.map(({ path, role }) => `${path} ${role}`);
  expect(roles).toContain('mail frontend');
  expect(roles).toContain('desktop frontend');
  expect(roles).toContain('core library');
  expect(roles).toContain('legacy frontend');
});

test('a module of Mill that is published is a library, whatever server it wraps', () => {
  const build =
    'object http extends ScalaModule with PublishModule {\n  def mvnDeps = Seq(mvn"io.undertow:undertow-core:2.3.18.Final")\n}\n';
  expect(stack({ 'build.mill': build })).toEqual({ '.: library': ['undertow 2.3.18.Final at build.mill:2'] });
});

test('a module with a configuration of its own and a source that starts is a service, though another one is made of it too', () => {
  const uses = (artifact: string): string =>
    `<dependencies><dependency><groupId>shop</groupId><artifactId>${artifact}</artifactId><version>1</version></dependency></dependencies>`;
  const starter =
    '<dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId><version>3.5.7</version></dependency></dependencies>';
  const files = {
    'all/pom.xml': named('all', uses('api')),
    'api/pom.xml': named('api', starter),
    'api/src/main/resources/application.yaml': 'server:\n  port: 8080\n',
    'api/src/main/java/shop/ApiApplicationServer.java': '',
    'more/pom.xml': named('more', uses('core')),
    'core/pom.xml': named('core', starter),
    'core/src/main/resources/application.properties': 'page.size=20\n',
  };
  expect(Object.keys(stack(files))).toEqual(['all: library', 'api: service', 'core: library', 'more: library']);
});

test('Spring Boot takes its version from its parent where that is imported', () => {
  const body =
    '<dependencyManagement><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>2.7.3</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement>' +
    '<dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies>';
  expect(stack({ 'pom.xml': named('api', body) })).toEqual({ '.: service': ['spring-boot 2.7.3 at pom.xml:1'] });
});
