import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import type { Reader } from '../../src/read/reader.ts';
import { jvm } from '../../src/stack/jvm.ts';
import { indexReadings } from '../../src/stack/readings.ts';

/** Files of one repository, by reader: those that a resolver joins stand where it looks for them. */
const names: Readonly<Record<string, readonly string[]>> = {
  'pom.xml': ['pom.xml', 'web/pom.xml'],
  '.mvn/maven.config': ['.mvn/maven.config'],
  'build.gradle': ['build.gradle', 'web/build.gradle.kts', 'buildSrc/src/main/kotlin/a.gradle.kts'],
  'settings.gradle': ['settings.gradle'],
  'gradle.properties': ['gradle.properties'],
  buildSrc: ['buildSrc/src/main/kotlin/V.kt'],
  'gradle.lockfile': ['web/gradle.lockfile'],
  'versions.toml': ['gradle/libs.versions.toml'],
  'build-wrapper': ['gradle/wrapper/gradle-wrapper.properties'],
  'build.sbt': ['build.sbt', 'project/D.scala'],
  'build.mill': ['build.mill'],
  'deps.edn': ['deps.edn'],
  'project.clj': ['project.clj'],
  'jvm-application': ['application.yml', 'application.properties'],
  'application.conf': ['application.conf'],
};
const family: readonly Reader[] = readers.filter(({ name }) => Object.hasOwn(names, name));
const files = family.flatMap((reader) => (names[reader.name] ?? []).map((path) => ({ reader, path })));

/** Words that these formats are made of, so that random texts get beyond the first line. */
const words = constantFrom(
  ...'{ } [ ] ( ) " \' ` : , ; = == + - . \n \n % %% $ ${ ${a} $a @ # /* */ // / \\ """ \'\'\' a b 1 1.8 "g:a:1" \'g:a:1\' "g:a" libs.a libs.bundles.a'.split(
    ' ',
  ),
  ...'plugins dependencies implementation platform project alias id version apply false subprojects allprojects ext val def by extra object if'.split(
    ' ',
  ),
  ...'constraints dependencyManagement imports mavenBom buildscript include from files versionCatalogs create library bundle versionRef'.split(
    ' ',
  ),
  ...'libraryDependencies ++= := Seq addSbtPlugin enablePlugins scalaVersion ivy mvn :deps :mvn/version defproject :dependencies #_ ^ ~'.split(
    ' ',
  ),
  ...'<project> </project> <parent> </parent> <dependencies> <dependency> </dependency> <groupId>a</groupId> <artifactId>b</artifactId> <version>${a}</version>'.split(
    ' ',
  ),
  ...'<properties> <a>${b}</a> <b>${a}</b> </properties> [versions] [libraries] [bundles] a="1" a.b spring.profiles=prod %dev. __proto__ constructor --- #---'.split(
    ' ',
  ),
);
const texts = oneof(
  string({ unit: 'binary', maxLength: 300 }),
  array(words, { maxLength: 60 }).map((parts) => parts.join('')),
  array(words, { maxLength: 60 }).map((parts) => parts.join(' ')),
  array(words, { maxLength: 60 }).map((parts) => parts.join('\n')),
);

test('no reader of the family and no resolver ever throws, whatever the texts', () => {
  expect(family).toHaveLength(Object.keys(names).length);
  assert(
    property(array(texts, { minLength: files.length, maxLength: files.length }), (all) => {
      const readings = files.map(({ reader, path }, at) => reader.read(path, all[at] ?? ''));
      for (const { lockfile, diagnostics } of readings) {
        for (const { message, at } of diagnostics)
          expect([message.length > 0, (at.line ?? 1) > 0]).toEqual([true, true]);
        lockfile?.find({ name: '__proto__', importer: '' });
      }
      const index = indexReadings(
        readings,
        files.map(({ path }) => path),
      );
      for (const reading of readings) {
        if (reading.project === undefined) continue;
        jvm.stands?.(reading, index);
        for (const { at, name } of jvm.resolve(reading, index).dependencies)
          expect([typeof name, (at.line ?? 1) > 0]).toEqual(['string', true]);
      }
    }),
    { numRuns: 150 },
  );
});

test('hostile files take no longer than their size', () => {
  const many = 10_000;
  const again = (text: string): string => text.repeat(many);
  const hostile: readonly (readonly [string, string])[] = [
    ['pom.xml', again('<a>')],
    ['pom.xml', again('<a')],
    ['pom.xml', `<project><dependencies>${again('<dependency><artifactId>a</artifactId></dependency>')}`],
    ['build.gradle', again('{')],
    ['build.gradle', again('(')],
    ['build.gradle', again('"${')],
    ['build.gradle', again('=/\\')],
    ['build.gradle', `dependencies { implementation ${again("'a:b:1', ")}`],
    ['build.gradle', `ext.a = ${again('[a:')}`],
    ['build.gradle', again('a.b.c=')],
    ['web/build.gradle.kts', again('/*')],
    ['web/build.gradle.kts', again("'")],
    ['web/build.gradle.kts', again('val a = "$a" + ')],
    ['settings.gradle', again("include 'a'\n")],
    ['web/gradle.lockfile', again('a:b:1=x\n')],
    ['gradle/libs.versions.toml', `[versions]\n${again('a.')}`],
    ['build.sbt', again('"a" % "b" % ')],
    ['build.sbt', again('name ')],
    ['build.sbt', again('libraryDependencies += a\n')],
    ['build.mill', again('ivy"a:')],
    ['deps.edn', again('{:a ')],
    ['deps.edn', again('#_')],
    ['project.clj', `(defproject a "1" :dependencies [${again('[a "1"] ')}`],
    ['application.properties', again('a[0]=x\n')],
    ['application.properties', again('a=${b:\n')],
    ['application.properties', `a=${again('${a:')}`],
    ['application.yml', `a:\n${again('- x\n').slice(0, 60_000)}`],
    ['application.conf', `a = [${again('1,')}`],
    ['application.conf', again('a.')],
    ['application.conf', again('"')],
  ];
  for (const [name, text] of hostile) {
    const start = performance.now();
    files.find(({ path }) => path === name)?.reader.read(name, text);
    expect(performance.now() - start, `${name}: ${text.slice(0, 30)}`).toBeLessThan(4000);
  }
});
