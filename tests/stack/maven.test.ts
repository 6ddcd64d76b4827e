import { expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { jvm } from '../../src/stack/jvm.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { memoryTree } from '../../src/tree/memory.ts';

function resolve(files: Readonly<Record<string, string>>, path: string) {
  const tree = memoryTree(files);
  const readings = indexReadings(readTree(tree, readers), tree.paths);
  const manifest = readings.at(path);
  if (manifest === undefined) throw new Error(`${path} was not read`);
  return jvm.resolve(manifest, readings);
}

/** Each dependency as `name requirement scope at path:line`, build plugins left out. */
function shown(files: Readonly<Record<string, string>>, path = 'pom.xml'): string[] {
  return resolve(files, path)
    .dependencies.filter(({ ecosystem }) => ecosystem !== 'maven-plugin')
    .map(({ ecosystem, name, requirement, scope, at }) => {
      const kind = ecosystem === 'maven' ? '' : `${ecosystem} `;
      return `${kind}${name} ${requirement ?? '-'} ${scope} ${at.path}:${at.line}`;
    });
}

const dependency = (group: string, artifact: string, rest = '') =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${rest}</dependency>`;
const version = (text: string) => `<version>${text}</version>`;
const pom = (body: string) => `<project>\n${body}\n</project>`;
const own = (artifact: string, more = '') => `<groupId>shop</groupId><artifactId>${artifact}</artifactId>${more}`;
const parent = (artifact: string, relative?: string) =>
  `<parent>${own(artifact, version('1'))}${relative === undefined ? '' : `<relativePath>${relative}</relativePath>`}</parent>`;

test('versions come from properties, at the line where the property stands', () => {
  const text = pom(`${own('a', version('1'))}
<properties>
<netty>4.2.${'${patch}'}</netty>
<patch>7</patch>
</properties>
<dependencies>
${dependency('io.netty', 'netty-all', version('${netty}'))}
${dependency('shop', 'b', version('${project.version}'))}
</dependencies>`);
  expect(shown({ 'pom.xml': text })).toEqual([
    'io.netty:netty-all 4.2.7 runtime pom.xml:5',
    'shop:b 1 runtime pom.xml:2',
  ]);
});

test('properties stand in coordinates too, as the archetype of Quarkus writes them', () => {
  const text = pom(`<properties>
<g>io.quarkus.platform</g><a>quarkus-bom</a>
<v>3.30.6</v>
</properties>
<dependencyManagement><dependencies>
${dependency('${g}', '${a}', `${version('${v}')}<type>pom</type><scope>import</scope>`)}
</dependencies></dependencyManagement>
<dependencies>
${dependency('io.quarkus', 'quarkus-rest')}
${dependency('com.acme', 'unknown')}
</dependencies>`);
  const found = resolve({ 'pom.xml': text }, 'pom.xml').dependencies;
  expect(shown({ 'pom.xml': text })).toEqual([
    'maven-bom io.quarkus.platform:quarkus-bom 3.30.6 build pom.xml:4',
    'io.quarkus:quarkus-rest 3.30.6 runtime pom.xml:4',
    'com.acme:unknown - runtime pom.xml:11',
  ]);
  expect(found[1]?.namedAt?.line).toBe(10);
  expect(found[2]?.inherits).toBe('maven-bom:io.quarkus.platform:quarkus-bom');
});

test('a chain of parents: the nearest one wins, in properties and in managed versions', () => {
  const files = {
    'pom.xml':
      pom(`<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId>
<version>4.0.3</version></parent>
${own('root', version('${revision}'))}<packaging>pom</packaging>
<properties><revision>1</revision><jooq>3.19.0</jooq></properties>
<dependencyManagement><dependencies>
${dependency('org.jooq', 'jooq', version('${jooq}'))}
${dependency('org.junit', 'junit', `${version('6.0')}<scope>test</scope>`)}
${dependency('org.slf4j', 'slf4j-api', version('2.0.1'))}
</dependencies></dependencyManagement>
<dependencies>${dependency('org.slf4j', 'slf4j-api')}</dependencies>`),
    'web/pom.xml': pom(`<parent>${own('root', version('${revision}'))}</parent><artifactId>web</artifactId>
<properties><jooq>3.20.5</jooq></properties>
<dependencies>
${dependency('org.jooq', 'jooq')}
${dependency('org.junit', 'junit')}
${dependency('org.springframework.boot', 'spring-boot-starter-web')}
</dependencies>`),
  };
  expect(shown(files, 'web/pom.xml')).toEqual([
    'maven-parent org.springframework.boot:spring-boot-starter-parent 4.0.3 build pom.xml:3',
    'org.jooq:jooq 3.20.5 runtime web/pom.xml:3',
    'org.junit:junit 6.0 test pom.xml:8',
    'org.springframework.boot:spring-boot-starter-web 4.0.3 runtime pom.xml:3',
    'org.slf4j:slf4j-api 2.0.1 runtime pom.xml:9',
  ]);
});

test('a file where the parent would be is not the parent if it bears another name', () => {
  const files = {
    'pom.xml': pom(`${own('other', version('1'))}<properties><v>9</v></properties>`),
    'web/pom.xml': pom(`${parent('root')}<artifactId>web</artifactId>
<dependencies>${dependency('a', 'b', version('${v}'))}</dependencies>`),
  };
  expect(shown(files, 'web/pom.xml')).toEqual([
    'maven-parent shop:root 1 build web/pom.xml:2',
    'a:b - runtime web/pom.xml:3',
  ]);
  expect(resolve(files, 'web/pom.xml').diagnostics).toEqual([
    { message: '${v} is not defined in this repository', at: { path: 'web/pom.xml', line: 3 } },
  ]);
});

test('a bill of materials of the repository gives its versions, and the ones it imports itself', () => {
  const files = {
    'bom/pom.xml': pom(`${own('bom', version('1'))}<packaging>pom</packaging>
<dependencyManagement><dependencies>
${dependency('redis', 'jedis', version('5.1'))}
${dependency('io.ktor', 'ktor-bom', `${version('3.4.3')}<type>pom</type><scope>import</scope>`)}
</dependencies></dependencyManagement>`),
    'app/pom.xml': pom(`<dependencyManagement><dependencies>
${dependency('shop', 'bom', `${version('1')}<type>pom</type><scope>import</scope>`)}
</dependencies></dependencyManagement>
<dependencies>${dependency('redis', 'jedis')}${dependency('io.ktor', 'ktor-server-netty')}</dependencies>`),
  };
  expect(shown(files, 'app/pom.xml')).toEqual([
    'maven-bom io.ktor:ktor-bom 3.4.3 build bom/pom.xml:5',
    'redis:jedis 5.1 runtime bom/pom.xml:4',
    'io.ktor:ktor-server-netty 3.4.3 runtime bom/pom.xml:5',
  ]);
});

test('a release train says nothing about the versions of its artifacts', () => {
  const text = pom(`<dependencyManagement><dependencies>
${dependency('org.springframework.cloud', 'spring-cloud-dependencies', `${version('2025.1.0')}<scope>import</scope>`)}
</dependencies></dependencyManagement>
<dependencies>${dependency('org.springframework.cloud', 'spring-cloud-starter-gateway')}</dependencies>`);
  expect(shown({ 'pom.xml': text })[1]).toBe(
    'org.springframework.cloud:spring-cloud-starter-gateway - runtime pom.xml:5',
  );
});

test('scopes, profiles, and a Scala suffix', () => {
  const text = pom(`<properties><scala>2.13</scala></properties><dependencies>
${dependency('jakarta.platform', 'jakarta.jakartaee-api', `${version('11')}<scope>provided</scope>`)}
${dependency('a', 'maybe', `${version('1')}<optional>true</optional>`)}
${dependency('com.typesafe.akka', 'akka-http_${scala}', version('[10.2,11)'))}
</dependencies>
<profiles><profile><id>jetty</id><properties><j>12</j></properties><dependencies>
${dependency('io.jooby', 'jooby-jetty', version('${j}'))}
</dependencies></profile></profiles>`);
  expect(shown({ 'pom.xml': text })).toEqual([
    'jakarta.platform:jakarta.jakartaee-api 11 provided pom.xml:3',
    'a:maybe 1 optional pom.xml:4',
    'com.typesafe.akka:akka-http [10.2,11) runtime pom.xml:5',
    'io.jooby:jooby-jetty 12 optional pom.xml:7',
  ]);
  const found = resolve({ 'pom.xml': text }, 'pom.xml').dependencies;
  expect(found.map(({ resolved, group }) => `${resolved} ${group}`).slice(2)).toEqual([
    'undefined undefined',
    '12 profile:jetty',
  ]);
});

test('Java, Kotlin and Maven itself', () => {
  const files = {
    'pom.xml': pom(`${own('root', version('1'))}<packaging>pom</packaging><properties>
<java.version>21</java.version>
</properties>`),
    'web/pom.xml': pom(`${parent('root')}<artifactId>web</artifactId>
<build><plugins><plugin><groupId>org.jetbrains.kotlin</groupId><artifactId>kotlin-maven-plugin</artifactId>
<version>2.4.0</version></plugin></plugins></build>`),
    'web/src/main/kotlin/Main.kt': 'fun main() {}',
    '.mvn/wrapper/maven-wrapper.properties': 'distributionUrl=https://example.org/apache-maven-3.9.9-bin.zip',
  };
  const { runtimes, languages } = resolve(files, 'web/pom.xml');
  expect(
    runtimes.map(
      ({ technology, requirement, strength, at }) => `${technology} ${requirement} ${strength} ${at.path}:${at.line}`,
    ),
  ).toEqual([
    'kotlin 2.4.0 pin web/pom.xml:4',
    'java 21 target pom.xml:3',
    'maven 3.9.9 pin .mvn/wrapper/maven-wrapper.properties:1',
  ]);
  expect(languages).toEqual(['kotlin']);
});

test('rings of parents, imports and properties end', () => {
  const files = {
    'a/pom.xml':
      pom(`<parent>${own('b', version('1'))}<relativePath>../b</relativePath></parent><artifactId>a</artifactId>
<properties><x>\${y}</x><y>\${x}</y></properties>
<dependencyManagement><dependencies>${dependency('shop', 'b', `${version('1')}<scope>import</scope>`)}</dependencies></dependencyManagement>
<dependencies>${dependency('g', 'n', version('${x}'))}</dependencies>`),
    'b/pom.xml':
      pom(`<parent>${own('a', version('1'))}<relativePath>../a</relativePath></parent><artifactId>b</artifactId>
<dependencyManagement><dependencies>${dependency('shop', 'a', `${version('1')}<scope>import</scope>`)}</dependencies></dependencyManagement>`),
  };
  expect(shown(files, 'a/pom.xml').at(-1)).toBe('g:n - runtime a/pom.xml:5');
});
