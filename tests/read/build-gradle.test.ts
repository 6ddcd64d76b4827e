import { expect, test } from 'vitest';
import { buildGradle } from '../../src/read/build-gradle.ts';

/** Each dependency as `name requirement scope group :line`. */
function shown(text: string, path = 'build.gradle'): string[] {
  return buildGradle
    .read(path, text)
    .dependencies.map(({ ecosystem, name, requirement, scope, group, inherits, at }) =>
      [
        ecosystem === 'maven' ? '' : ecosystem,
        name,
        requirement,
        scope,
        group,
        inherits && `<${inherits}`,
        `:${at.line}`,
      ]
        .filter((part) => part !== undefined && part !== '')
        .join(' '),
    );
}

const kotlin = (text: string) => shown(text, 'build.gradle.kts');

test('every spelling of a dependency in Groovy', () => {
  expect(
    shown(`dependencies {
  // implementation 'no:comment:1'
  implementation 'a:string:1', 'a:second:2'
  implementation("a:call:1") { exclude group: 'x', module: 'y' }
  runtimeOnly group: 'a', name: 'map', version: "\${v}.Final"
  testImplementation([group: 'a', name: 'list', version: '1'], [group: 'a', name: 'other', version: '2'])
  compileOnly "a:classified:1:linux@so"
  api project(path: ':core', configuration: 'x')
  implementation libs.spring.web
  implementation platform('a:bom:1')
  annotationProcessor('a:rich') { version { strictly '[1,2['; prefer '1.5' } }
  developmentOnly 'a:dev:+'
  implementation files('lib/x.jar')
  /* implementation 'no:block:1' */
}`),
  ).toEqual([
    'a:string 1 runtime :3',
    'a:second 2 runtime :3',
    'a:call 1 runtime :4',
    'a:map ${v}.Final runtime :5',
    'a:list 1 test :6',
    'a:other 2 test :6',
    'a:classified 1 provided :7',
    ':core runtime :8',
    'libs.spring.web runtime <libs.spring.web :9',
    'maven-bom a:bom 1 build :10',
    'a:rich [1,2[ build :11',
    'a:dev + development :12',
  ]);
});

test('every spelling of a dependency in Kotlin', () => {
  expect(
    kotlin(`val v = "1"
dependencies {
  implementation("a:string:$v")
  implementation(group = "a", name = "named", version = "1")
  implementation("a", "positional", "1", classifier = "linux")
  "custom"("a:quoted:1")
  add("runtimeOnly", "a:added:1")
  implementation(kotlin("stdlib"))
  implementation(projects.core.api)
  testImplementation(testFixtures(project(":core")))
  api(enforcedPlatform(libs.bom))
  implementation(npm("left-pad", "1"))
  constraints { implementation("a:fixed:1") }
}
kotlin { sourceSets {
  val jvmTest by getting { dependencies { implementation("a:set:1") } }
  commonMain.dependencies { implementation("a:common:1") }
} }`),
  ).toEqual([
    'a:string ${v} runtime :3',
    'a:named 1 runtime :4',
    'a:positional 1 runtime :5',
    'a:quoted 1 build :6',
    'a:added 1 runtime :7',
    'org.jetbrains.kotlin:kotlin-stdlib runtime :8',
    ':core:api runtime :9',
    ':core test :10',
    'maven-bom libs.bom build <libs.bom :11',
    'a:set 1 test :16',
    'a:common 1 runtime :17',
  ]);
});

test('plugins, applied and only named', () => {
  expect(
    kotlin(`plugins {
  val boot = "4.0.3"
  \`java-library\`
  kotlin("jvm") version "2.4.0"
  id("org.springframework.boot") version boot apply false
  alias(libs.plugins.ktor)
}
apply(plugin = "war")
protobuf { plugins { id("grpc") } }`),
  ).toEqual([
    'gradle-plugin java-library build :3',
    'gradle-plugin org.jetbrains.kotlin.jvm 2.4.0 build :4',
    'gradle-plugin org.springframework.boot ${boot} build apply false :5',
    'gradle-plugin libs.plugins.ktor build <libs.plugins.ktor :6',
    'gradle-plugin war build :8',
  ]);
});

test('what is meant for other projects says so', () => {
  expect(
    shown(`buildscript { dependencies { classpath 'a:plugin:1' } }
allprojects { dependencies { implementation 'a:all:1' } }
configure(subprojects) { dependencies { implementation 'a:sub:1' } }
project(':web') { dependencies { implementation 'a:web:1' } }
if (project.hasProperty('prod')) { dependencies { implementation 'a:maybe:1' } }`),
  ).toEqual([
    'a:plugin 1 build buildscript :1',
    'a:all 1 runtime allprojects :2',
    'a:sub 1 runtime subprojects :3',
    'a:web 1 runtime project:web :4',
    'a:maybe 1 optional :5',
  ]);
});

test("Spring's dependency management", () => {
  const { dependencies, constraints } = buildGradle.read(
    'build.gradle',
    `dependencyManagement {
  imports { mavenBom "org.springframework.cloud:spring-cloud-dependencies:\${springCloudVersion}" }
  dependencies { dependency 'a:b:1' }
}`,
  );
  expect(dependencies).toEqual([
    {
      ecosystem: 'maven-bom',
      name: 'org.springframework.cloud:spring-cloud-dependencies',
      requirement: '${springCloudVersion}',
      scope: 'build',
      at: { path: 'build.gradle', line: 2 },
    },
  ]);
  expect(constraints).toEqual([
    { key: '/management', ecosystem: 'maven', name: 'a:b', requirement: '1', at: { path: 'build.gradle', line: 3 } },
  ]);
});

test('the ways to name a Java version', () => {
  const java = (text: string) =>
    buildGradle.read('build.gradle', text).runtimes.map(({ requirement, strength }) => `${requirement} ${strength}`);
  expect(java('java { toolchain { languageVersion = JavaLanguageVersion.of(21) } }')).toEqual(['21 pin']);
  expect(java('java { toolchain { languageVersion.set(JavaLanguageVersion.of(javaVersion)) } }')).toEqual([
    '${javaVersion} pin',
  ]);
  expect(java("sourceCompatibility = '1.8'")).toEqual(['8 target']);
  expect(java('targetCompatibility = JavaVersion.VERSION_1_8')).toEqual(['8 target']);
  expect(java('tasks.withType(JavaCompile) { options.release = 17 }')).toEqual(['17 target']);
  expect(java('compileTestJava { sourceCompatibility = 11 }')).toEqual([]);
});

test('images built without a Dockerfile', () => {
  const builders = (text: string) =>
    buildGradle.read('build.gradle', text).imageBuilders.map(({ tool, configured }) => `${tool} ${configured}`);
  expect(builders("plugins { id 'org.springframework.boot' version '4' }")).toEqual(['spring-boot false']);
  expect(builders("plugins { id 'org.springframework.boot' version '4' }\nbootBuildImage { imageName = 'x' }")).toEqual(
    ['spring-boot true'],
  );
  expect(builders("plugins { id 'com.google.cloud.tools.jib' version '3' }")).toEqual(['jib true']);
  expect(builders("plugins { id 'io.ktor.plugin' version '3' }\nktor { docker { jreVersion = 21 } }")).toEqual([
    'ktor true',
  ]);
  expect(builders("dependencies { implementation 'io.quarkus:quarkus-container-image-jib' }")).toEqual([
    'quarkus true',
  ]);
});

test('strings and comments that look like code, and code that looks like strings', () => {
  expect(
    shown(`def s = "dependencies { implementation 'no:string:1' }"
def t = '''dependencies {
  implementation "no:triple:1" }'''
def r = ~/["{]+/
def d = 4 / 2
dependencies { implementation 'a:b:1' } // }`),
  ).toEqual(['a:b 1 runtime :6']);
});

test('a script that no project is built by has none, and a root of only shared settings is no component', () => {
  expect(buildGradle.read('gradle/publish.gradle', "apply plugin: 'java'").project).toBeUndefined();
  expect(buildGradle.read('spring-web/spring-web.gradle', "apply plugin: 'java'").project).toBeDefined();
  expect(buildGradle.read('build.gradle', "plugins { id 'a.b' version '1' apply false }").project?.aggregator).toBe(
    true,
  );
  expect(buildGradle.read('build.gradle', "plugins { id 'java' }").project?.aggregator).toBeUndefined();
});

test('what is not understood is said, with its line', () => {
  expect(buildGradle.read('build.gradle', 'dependencies {\n  implementation compute(1)\n}').diagnostics).toEqual([
    { message: 'dependency not understood: compute(', at: { path: 'build.gradle', line: 2 } },
  ]);
});
