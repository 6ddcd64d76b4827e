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
