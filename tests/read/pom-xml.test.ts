import { expect, test } from 'vitest';
import { buildWrapper } from '../../src/read/build-wrapper.ts';
import { pomXml } from '../../src/read/pom-xml.ts';
import { gradleLockfile } from '../../src/read/gradle-lockfile.ts';
import { settingsGradle } from '../../src/read/settings-gradle.ts';

const read = (body: string, path = 'web/pom.xml') => pomXml.read(path, `<project xmlns="urn:x">${body}</project>`);
const plugin = (group: string, artifact: string, more = '') =>
  `<plugin><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${more}</plugin>`;
const build = (...plugins: string[]) => `<build><plugins>${plugins.join('\n')}</plugins></build>`;

test('what a pom says of its project', () => {
  const { project, links } =
    read(`<parent><groupId>a</groupId><artifactId>root</artifactId><version>1</version></parent>
<artifactId>web</artifactId><packaging>pom</packaging>
<modules><module>api</module>
<module>../other/pom.xml</module></modules>`);
  expect(project).toMatchObject({ name: 'web', version: '1', aggregator: true, languages: ['java'] });
  expect(project?.workspace?.members).toEqual(['api', '../other']);
  expect(links.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'parent pom.xml',
    'module web/api/pom.xml',
    'module other/pom.xml',
  ]);
});

test('where the parent lies', () => {
  const parent = (relative: string) =>
    read(`<parent><groupId>a</groupId><artifactId>b</artifactId>${relative}</parent>`).links.map(({ path }) => path);
  expect(parent('')).toEqual(['pom.xml']);
  expect(parent('<relativePath/>')).toEqual([]);
  expect(parent('<relativePath>../build</relativePath>')).toEqual(['build/pom.xml']);
  expect(parent('<relativePath>../../outside/pom.xml</relativePath>')).toEqual([]);
});

test('roles that packaging and plugins speak for', () => {
  const signs = (body: string) => read(body).project?.signs.map((sign) => `${sign.for}: ${sign.reason}`);
  expect(signs('<packaging>war</packaging>')).toEqual(['service: is packaged as a web archive']);
  expect(signs('<packaging>maven-plugin</packaging>')).toEqual(['tool: is a Maven plugin']);
  expect(signs(build(plugin('org.springframework.boot', 'spring-boot-maven-plugin')))).toEqual([
    'service: is built with org.springframework.boot:spring-boot-maven-plugin',
  ]);
  expect(
    signs(
      build(
        plugin(
          'org.apache.maven.plugins',
          'maven-shade-plugin',
          '<configuration><x><mainClass>M</mainClass></x></configuration>',
        ),
      ),
    ),
  ).toEqual(['program: org.apache.maven.plugins:maven-shade-plugin names a main class']);
  expect(signs(build(plugin('org.apache.maven.plugins', 'maven-surefire-plugin')))).toEqual([]);
});

test('images built without a Dockerfile', () => {
  const builders = (body: string) => read(body).imageBuilders.map(({ tool, configured }) => `${tool} ${configured}`);
  const boot = (more: string) => build(plugin('org.springframework.boot', 'spring-boot-maven-plugin', more));
  expect(builders(boot(''))).toEqual(['spring-boot false']);
  expect(builders(boot('<configuration><image><name>x</name></image></configuration>'))).toEqual(['spring-boot true']);
  expect(
    builders(boot('<executions><execution><goals><goal>build-image-no-fork</goal></goals></execution></executions>')),
  ).toEqual(['spring-boot true']);
  expect(builders(build(plugin('com.google.cloud.tools', 'jib-maven-plugin')))).toEqual(['jib true']);
  expect(
    builders(
      '<dependencies><dependency><groupId>io.quarkus</groupId><artifactId>quarkus-container-image-jib</artifactId></dependency></dependencies>',
    ),
  ).toEqual(['quarkus true']);
});

test('the Java release: the property of the compiler wins over the rest', () => {
  const java = (body: string) => read(body).runtimes.map(({ requirement }) => requirement);
  const compiler = (more: string) =>
    build(`<plugin><artifactId>maven-compiler-plugin</artifactId><configuration>${more}</configuration></plugin>`);
  const properties = (text: string) => `<properties>${text}</properties>`;
  expect(java(properties('<java.version>1.8</java.version>'))).toEqual(['8']);
  expect(java(properties('<java.version>17</java.version>') + compiler('<release>21</release>'))).toEqual(['21']);
  expect(
    java(properties('<maven.compiler.release>25</maven.compiler.release>') + compiler('<release>21</release>')),
  ).toEqual(['25']);
  expect(java(compiler('<source>${jdk}</source><target>11</target>'))).toEqual(['11']);
  expect(java('')).toEqual([]);
});

test('what is no pom, or no XML, is said', () => {
  expect(pomXml.read('pom.xml', '<settings>\n</settings>').diagnostics).toEqual([
    { message: 'not a Maven project: its root is <settings>', at: { path: 'pom.xml', line: 1 } },
  ]);
  const broken = pomXml.read('pom.xml', '<project>\n<dependencies>\n<dependency>');
  expect(broken.diagnostics.map(({ at }) => at.line)).toEqual([3]);
});

test('the tools of the build', () => {
  const pin = (path: string, text: string) =>
    buildWrapper.read(path, text).runtimes.map(({ technology, requirement }) => `${technology} ${requirement}`);
  expect(
    pin('gradle/wrapper/gradle-wrapper.properties', 'a=b\ndistributionUrl=https\\://x/gradle-8.14.3-all.zip'),
  ).toEqual(['gradle 8.14.3']);
  expect(pin('.mvn/wrapper/maven-wrapper.properties', 'distributionUrl=https://x/apache-maven-3.9.9-bin.zip')).toEqual([
    'maven 3.9.9',
  ]);
  expect(pin('project/build.properties', 'sbt.version = 1.11.0')).toEqual(['sbt 1.11.0']);
  expect(pin('gradle/wrapper/gradle-wrapper.properties', 'distributionUrl=')).toEqual([]);
});

test('the settings of a Gradle build', () => {
  const { project, links } = settingsGradle.read(
    'app/settings.gradle',
    `rootProject.name = 'shop'
include ':web', 'libs:core'
include('moved')
project(':moved').projectDir = file('../elsewhere')
includeBuild 'build-logic'`,
  );
  expect(project).toMatchObject({ name: 'shop', aggregator: true });
  expect(project?.workspace?.members).toEqual(['web', 'libs/core', '../elsewhere']);
  expect(links.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'import app/build-logic',
    'module app/web',
    'module app/libs/core',
    'module elsewhere',
  ]);
});

test("Gradle's lock", () => {
  const { lockfile } = gradleLockfile.read(
    'gradle.lockfile',
    '# x\na:b:1.0=compileClasspath,runtimeClasspath\na:b:2.0=test\nempty=x\n',
  );
  expect(lockfile?.find({ name: 'a:b', importer: '' })).toBe('1.0');
  expect(lockfile?.versions('a:b')).toEqual(['1.0', '2.0']);
  expect(lockfile?.find({ name: 'a:c', importer: '' })).toBeUndefined();
});
