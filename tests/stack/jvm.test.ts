import { expect, test } from 'vitest';
import { type Technology, Technology as schema } from '../../src/model/technology.ts';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { stackOf } from '../../src/stack/components.ts';
import { jvm } from '../../src/stack/jvm.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { memoryTree } from '../../src/tree/memory.ts';

type Files = Readonly<Record<string, string>>;

function readingsOf(files: Files) {
  const tree = memoryTree(files);
  return indexReadings(readTree(tree, readers), tree.paths);
}

function shown(files: Files, path: string): string[] {
  const readings = readingsOf(files);
  const manifest = readings.at(path);
  if (manifest === undefined) throw new Error(`${path} was not read`);
  return jvm.resolve(manifest, readings).dependencies.map(({ ecosystem, name, requirement, scope, at }) => {
    const kind = ecosystem === 'maven' ? '' : `${ecosystem} `;
    return `${kind}${name} ${requirement ?? '-'} ${scope} ${at.path}:${at.line}`;
  });
}

test('sbt: modules in every spelling, names from project/, plugins with the version of Play', () => {
  const files = {
    'build.sbt': `ThisBuild / scalaVersion := "3.3.6"
val http4s = "0.23.32"
lazy val root = (project in file("."))
  .enablePlugins(PlayScala)
  .settings(
    name := "shop",
    libraryDependencies ++= Seq(
      guice,
      "org.http4s" %% "http4s-ember-server" % http4s,
      ("com.twitter" %% "finatra" % "22.7.0").exclude("a", "b"),
      "org.scalatest" %% "scalatest" % "3.2.19" % Test,
      "jakarta" % "api" % "11" % "provided",
    ) ++ Seq("io.circe" %% "circe-core").map(_ % "0.14.15"),
    libraryDependencies += Dependencies.pekko,
  )
`,
    'project/plugins.sbt': 'addSbtPlugin("org.playframework" % "sbt-plugin" % "3.0.9")',
    'project/Dependencies.scala': `object Dependencies {
  object V { val pekko = "1.1.0" }
  val pekko = "org.apache.pekko" %% "pekko-http" % V.pekko
  val unused = "a" % "b" % "1"
}`,
    'project/build.properties': 'sbt.version=1.11.0',
  };
  expect(shown(files, 'build.sbt')).toEqual([
    'sbt-plugin org.playframework:sbt-plugin 3.0.9 build project/plugins.sbt:1',
    'org.http4s:http4s-ember-server 0.23.32 runtime build.sbt:2',
    'com.twitter:finatra 22.7.0 runtime build.sbt:10',
    'org.scalatest:scalatest 3.2.19 test build.sbt:11',
    'jakarta:api 11 provided build.sbt:12',
    'sbt-plugin PlayScala 3.0.9 build project/plugins.sbt:1',
    'org.apache.pekko:pekko-http 1.1.0 runtime project/Dependencies.scala:2',
  ]);
});

test('Mill', () => {
  const text = `def kyo = "0.4.5"
object web extends ScalaModule {
  def scalaVersion = "3.6.2"
  def ivyDeps = Agg(ivy"com.lihaoyi::cask:0.9.4", mvn"cc.otavia::otavia:$kyo")
  object test extends ScalaTests { def ivyDeps = Agg(ivy"com.lihaoyi::utest:0.8.0") }
}`;
  expect(shown({ 'build.mill': text }, 'build.mill')).toEqual([
    'com.lihaoyi:cask 0.9.4 runtime build.mill:4',
    'cc.otavia:otavia 0.4.5 runtime build.mill:1',
    'com.lihaoyi:utest 0.8.0 test build.mill:5',
  ]);
});

test('Leiningen and deps.edn', () => {
  const lein = `(def v "1.7.2")
(defproject shop/api "0.1.0"
  ; :dependencies [[no/comment "1"]]
  :managed-dependencies [[ring/ring-core "1.15.3"]]
  :dependencies [[org.clojure/clojure "1.12.0"]
                 [compojure ~v :exclusions [x/y]]
                 #_[no/discard "1"]
                 [ring/ring-core]]
  :profiles {:dev {:dependencies [[ring/ring-mock "0.4.0"]]}}
  :main ^:skip-aot shop.core)`;
  expect(shown({ 'project.clj': lein }, 'project.clj')).toEqual([
    'org.clojure:clojure 1.12.0 runtime project.clj:5',
    'compojure:compojure 1.7.2 runtime project.clj:1',
    'ring:ring-core 1.15.3 runtime project.clj:4',
    'ring:ring-mock 0.4.0 development project.clj:9',
  ]);
  const deps = `{:deps {metosin/reitit {:mvn/version "0.9.1"}
        io.github.acme/lib {:git/tag "v1" :git/sha "abc"}}
 :aliases {:test {:extra-deps {lambdaisland/kaocha {:mvn/version "1.91"}}}}}`;
  expect(shown({ 'deps.edn': deps }, 'deps.edn')).toEqual([
    'metosin:reitit 0.9.1 runtime deps.edn:1',
    'io.github.acme:lib v1 runtime deps.edn:2',
    'lambdaisland:kaocha 1.91 test deps.edn:3',
  ]);
});

const technologies: Technology[] = [
  {
    id: 'spring-boot',
    name: 'Spring Boot',
    kind: 'framework',
    packages: ['maven:org.springframework.boot:spring-boot-starter*'],
    hints: ['maven:org.springframework.boot:*'],
    'version-from': [
      'maven-parent:org.springframework.boot:spring-boot-starter-parent',
      'gradle-plugin:org.springframework.boot',
    ],
  },
  {
    id: 'micronaut',
    name: 'Micronaut',
    kind: 'framework',
    packages: ['gradle-plugin:io.micronaut.application'],
    'version-from': ['maven-bom:io.micronaut.platform:micronaut-platform'],
  },
  { id: 'armeria', name: 'Armeria', kind: 'framework', packages: ['maven:com.linecorp.armeria:armeria'] },
  {
    id: 'ktor',
    name: 'Ktor',
    kind: 'framework',
    packages: ['maven:io.ktor:ktor-server-*'],
    hints: ['gradle-plugin:io.ktor.plugin'],
  },
].map((one) => schema.parse(one));

/** Each component as `path: technology version …`, weak ones left out. */
function stack(files: Files): string[] {
  const { components } = stackOf(readingsOf(files), { technologies, lifecycles: [], images: [] });
  return components.map(({ path, technologies: uses }) => {
    const strong = uses.filter(({ strength }) => strength !== 'weak');
    return `${path}: ${strong.map(({ technology, version }) => `${technology.id} ${version.resolved ?? '-'}`).join(', ')}`;
  });
}

test('a pom.xml and a build.gradle in one directory are one component', () => {
  const pom = `<project><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>4.0.3</version></parent>
<artifactId>petclinic</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>`;
  const gradle =
    "plugins { id 'org.springframework.boot' version '4.0.3' }\ndependencies { implementation 'org.springframework.boot:spring-boot-starter-web' }";
  expect(stack({ 'pom.xml': pom, 'build.gradle': gradle })).toEqual(['.: spring-boot 4.0.3']);
});

test('the plugin that only packs the jar is not the framework, nor is a starter for tests', () => {
  const gradle = `plugins { id 'org.springframework.boot' version '4.0.3' }
dependencies {
  implementation 'com.linecorp.armeria:armeria:1.33.4'
  testImplementation 'org.springframework.boot:spring-boot-starter-test'
}`;
  expect(stack({ 'build.gradle': gradle })).toEqual(['.: armeria 1.33.4']);
});

test("a plugin proves its framework; the plugin's version is not the framework's", () => {
  const files = {
    'gradle.properties': 'micronautVersion=4.10.7',
    'build.gradle': "plugins { id 'io.micronaut.application' version '4.6.2' }",
  };
  expect(stack(files)).toEqual(['.: micronaut 4.10.7']);
});

test('a client of Ktor is no server', () => {
  const gradle = "dependencies { implementation 'io.ktor:ktor-client-core:3.4.3' }";
  expect(stack({ 'build.gradle': gradle })).toEqual(['.: ']);
});

test('modules are components of their own, their root is none', () => {
  const files = {
    'pom.xml':
      '<project><groupId>a</groupId><artifactId>root</artifactId><version>1</version><packaging>pom</packaging><modules><module>web</module></modules></project>',
    'web/pom.xml': '<project><artifactId>web</artifactId></project>',
    'gradle/settings.gradle': "include 'api'",
    'gradle/build.gradle': "plugins { id 'com.github.ben-manes.versions' version '1' }",
    'gradle/api/build.gradle': "plugins { id 'java' }",
  };
  expect(stack(files)).toEqual(['gradle/api: ', 'web: ']);
});

test('a service has what the modules of its repository bring along, a library has only its own', () => {
  const pom = (artifact: string, dependency: string, build = '') =>
    `<project><groupId>a</groupId><artifactId>${artifact}</artifactId><version>1</version><dependencies>${dependency}</dependencies>${build}</project>`;
  const on = (group: string, artifact: string) =>
    `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>1</version></dependency>`;
  const boot =
    '<build><plugins><plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build>';
  const files = {
    'app/pom.xml': pom('app', on('a', 'middle'), boot),
    'middle/pom.xml': pom('middle', on('a', 'web')),
    'web/pom.xml': pom('web', on('com.linecorp.armeria', 'armeria')),
  };
  expect(stack(files)).toEqual(['app: armeria 1', 'middle: ', 'web: armeria 1']);
});

test('a platform that only fixes versions uses none of what it names', () => {
  const files = {
    'settings.gradle': "include 'platform', 'web'",
    'gradle/libs.versions.toml':
      '[libraries]\narmeria = "com.linecorp.armeria:armeria:1.33.4"\n[bundles]\nall = ["armeria"]',
    'platform/build.gradle': "plugins { id 'java-platform' }\ndependencies { constraints { api libs.bundles.all } }",
    'web/build.gradle':
      "dependencies { if (x) { implementation 'a:b:1' } else {\n implementation platform(project(':platform')), 'com.linecorp.armeria:armeria' } }",
  };
  expect(stack(files)).toEqual(['platform: ', 'web: armeria 1.33.4']);
});
