import { expect, test } from 'vitest';
import { applicationConf } from '../../src/read/application-conf.ts';
import { applicationConfig } from '../../src/read/application-config.ts';
import type { Reading } from '../../src/model/reading.ts';

/** Each setting as `key = value (profile) :line`, with its elements and its fallback. */
function shown({ settings }: Reading): string[] {
  return settings.map(({ key, value, values, fallback, profile, at }) =>
    [
      `${key} =`,
      value ?? 'unknown',
      values && `[${values.join('|')}]`,
      fallback !== undefined && `or ${fallback}`,
      profile !== 'base' && profile,
      `:${at.line}`,
    ]
      .filter((part) => part !== undefined && part !== false)
      .join(' '),
  );
}

const read = (text: string, path = 'src/main/resources/application.yml') => shown(applicationConfig.read(path, text));

test('relaxed names are one name, whichever file they stand in', () => {
  const one = ['management.endpoint.env.show-values = always :1'];
  expect(read('management.endpoint.env.showValues=always', 'application.properties')).toEqual(one);
  expect(read('management.endpoint.env.show_values: always', 'application.properties')).toEqual(one);
  expect(read('management.endpoint.env.SHOW_VALUES always', 'application.properties')).toEqual(one);
  expect(read('management: { endpoint: { env: { showValues: always } } }')).toEqual(one);
  expect(read('management.endpoint:\n  env.show-values: always')).toEqual([
    'management.endpoint.env.show-values = always :2',
  ]);
});

test('lists in every spelling', () => {
  expect(read('include: health,info')).toEqual(['include = health,info [health|info] :1']);
  expect(read('include:\n  - health\n  - "*"')).toEqual(['include = health,* [health|*] :2']);
  expect(read('include[0]=health\ninclude[1]=*', 'application.properties')).toEqual([
    'include = health,* [health|*] :1',
  ]);
  expect(read('users:\n  - name: a\n    roles: [x, y]')).toEqual([
    'users[0].name = a :2',
    'users[0].roles = x,y [x|y] :3',
  ]);
});

test('what comes from the environment is unknown; its default is the fallback', () => {
  expect(
    read(
      'a: ${A}\nb: ${B:on}\nc: jdbc://${H:localhost}:${P:5432}/x\nd: ${A}-${B:x}\ne: "${A:${B:deep}}"\nf: "@project.version@"',
    ),
  ).toEqual([
    'a = unknown :1',
    'b = unknown or on :2',
    'c = unknown or jdbc://localhost:5432/x :3',
    'd = unknown :4',
    'e = unknown or deep :5',
    'f = unknown :6',
  ]);
});

test('documents for profiles of Spring', () => {
  expect(
    read(`a: 1
---
spring.config.activate.on-profile: prod
a: 2
---
spring: { profiles: "dev | test" }
a: 3
---
spring.config.activate.on-profile: mysql
a: 4
---
spring.config.activate.on-profile: "!prod"
a: 5`).filter((line) => line.startsWith('a ')),
  ).toEqual(['a = 1 :1', 'a = 2 production :4', 'a = 3 development :7', 'a = 4 :10', 'a = 5 :13']);
  expect(read('a=1\n#---\nspring.config.activate.on-profile=prod\na=2', 'application.properties')).toEqual([
    'a = 1 :1',
    'spring.config.activate.on-profile = prod production :3',
    'a = 2 production :4',
  ]);
});

test('the profile of the file, and prefixes of Quarkus', () => {
  expect(read('a: 1', 'src/main/resources/application-prod.yml')).toEqual(['a = 1 production :1']);
  expect(read('a: 1', 'src/test/resources/application-prod.yml')).toEqual(['a = 1 test :1']);
  expect(
    read('a=1\n%dev.a=2\n%prod.a=3\n%{dev,test}.a=4\n%openshift.a=5\n%prod,dev.a=6', 'application.properties'),
  ).toEqual([
    'a = 1 :1',
    'a = 2 development :2',
    'a = 3 production :3',
    'a = 4 development :4',
    'a = 5 :5',
    'a = 6 production :6',
  ]);
  expect(read('"%dev":\n  quarkus.http.cors: { ~: true, origins: /.*/ }')).toEqual([
    'quarkus.http.cors = true development :2',
    'quarkus.http.cors.origins = /.*/ development :2',
  ]);
});

test('names of the user keep their spelling; the last of two values counts', () => {
  expect(read('quarkus.datasource."myDb".url=x\nlogging[com.Acme]=y\na=1\na=2', 'application.properties')).toEqual([
    'quarkus.datasource.myDb.url = x :1',
    'logging.com.Acme = y :2',
    'a = 2 :4',
  ]);
});

test('continued lines and escapes of properties; templates in YAML are said not to be understood', () => {
  expect(read('# no\n! no\na = one,\\\n    two\nb\\:c=\\u0041', 'application.properties')).toEqual([
    'a = one,two [one|two] :3',
    'b:c = A :5',
  ]);
  expect(applicationConfig.read('application.yml', 'a: {{ .Values.x }}\n  b: [').diagnostics).toHaveLength(1);
});

test('HOCON: nesting, lists, comments, and values that the environment may replace', () => {
  const conf = `# comment
ktor {
  deployment { port = 8080, port = \${?PORT} }
  application.modules = [ com.acme.AppKt.module, "other" ] // two
}
play.http.secret.key="changeme"
db: { url: \${DATABASE_URL}, opts : """a
b""" }
a += 1
include "shared"
"quoted.key" = jdbc://x
`;
  expect(shown(applicationConf.read('conf/application.conf', conf))).toEqual([
    'ktor.deployment.port = unknown or 8080 :3',
    'ktor.application.modules = com.acme.AppKt.module,other [com.acme.AppKt.module|other] :4',
    'play.http.secret.key = changeme :6',
    'db.url = unknown :7',
    'db.opts = a\nb :7',
    'a = 1 :9',
    'quoted.key = jdbc: :11',
  ]);
  expect(applicationConf.read('conf/application.conf', conf).links.map(({ path }) => path)).toEqual([
    'conf/shared.conf',
  ]);
  expect(shown(applicationConf.read('conf/application.prod.conf', 'a=1'))).toEqual(['a = 1 production :1']);
});
