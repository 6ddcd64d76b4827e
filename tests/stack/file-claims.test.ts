import { expect, test } from 'vitest';
import { Technology } from '../../src/model/technology.ts';
import { directoriesProvenByFiles, fileClaims } from '../../src/stack/file-claims.ts';
import { indexReadings } from '../../src/stack/readings.ts';

const technology = (id: string, parts: Partial<Technology>): Technology =>
  Technology.parse({ id, name: id, kind: 'framework', ...parts });
const all = [
  technology('workers', { packages: ['file:wrangler.toml'] }),
  technology('meteor', { packages: ['file:.meteor/release'] }),
  technology('webforms', { packages: ['file:*.aspx'] }),
  technology('grpc', { kind: 'trait', files: ['*.proto'] }),
  technology('go', { kind: 'language', files: ['*.go'] }),
];
const paths = [
  'api/main.go',
  'api/wrangler.toml',
  'api/x.proto',
  'web/.meteor/release',
  'web/pages/Default.aspx',
  'web/pages/sub/a.proto',
].sort();
const readings = indexReadings([], paths);

const claims = (directory: string) =>
  fileClaims(directory, readings, all).map(
    (one) => `${one.technology.id} ${one.strength} ${one.at.path}: ${one.reason}`,
  );

test('names prove or support, patterns look at the directory itself', () => {
  expect(claims('api')).toEqual([
    'workers strong api/wrangler.toml: has wrangler.toml',
    'grpc weak api/x.proto: has x.proto',
  ]);
  expect(claims('web')).toEqual(['meteor strong web/.meteor/release: has .meteor/release']);
  expect(claims('web/pages')).toEqual(['webforms strong web/pages/Default.aspx: has Default.aspx']);
  expect(claims('')).toEqual([]);
});

test('a name makes a component of its directory, a pattern does not', () => {
  expect(directoriesProvenByFiles(readings, all)).toEqual(['api', 'web']);
});
