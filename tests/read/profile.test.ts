import { expect, test } from 'vitest';
import { profileOf } from '../../src/read/profile.ts';

test.each([
  ['src/main/resources/application.yml', 'base'],
  ['src/main/resources/application-prod.yml', 'production'],
  ['src/main/resources/application-mysql.properties', 'base'],
  ['.env', 'base'],
  ['.env.development.local', 'development'],
  ['.env.production.local', 'production'],
  ['.env.production.example', 'example'],
  ['.env.dist', 'example'],
  ['docker-compose.override.yml', 'development'],
  ['docker-compose.ci.yaml', 'test'],
  ['appsettings.Development.json', 'development'],
  ['config/environments/production.rb', 'production'],
  ['deploy/overlays/staging/kustomization.yaml', 'production'],
  ['settings/local.py', 'development'],
  ['src/test/resources/application-prod.yml', 'test'],
  ['examples/hello/.env', 'example'],
  ['docker/devenv/docker-compose.main.yml', 'development'],
  ['prod', 'production'],
])('%s is meant for %s', (path, profile) => {
  expect(profileOf(path)).toBe(profile);
});

test('a product whose name holds such a word is not an environment', () => {
  expect(profileOf('dev-portal/config.yml')).toBe('base');
  expect(profileOf('latest/contest.yml')).toBe('base');
  expect(profileOf('rootfs/usr/local/etc/php.ini')).toBe('base');
  expect(profileOf('dist/server.yml')).toBe('base');
  expect(profileOf('chart/templates/deployment.yaml')).toBe('base');
});
