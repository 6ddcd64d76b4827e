import { expect, it } from 'vitest';
import { parseTag, tag } from '../../src/versions/tag.ts';

it.each([
  ['24.1-slim-bookworm', '24.1', 'slim bookworm', 'floats'],
  ['24.1.0-slim', '24.1.0', 'slim', 'stays'],
  ['21-jre-jammy', '21', 'jre jammy', 'floats'],
  ['lts-alpine', undefined, 'lts alpine', 'floats'],
  ['latest', undefined, 'latest', 'floats'],
  ['v1.2.3', '1.2.3', '', 'stays'],
  ['24.04', '24.04', '', 'floats'],
  ['jammy-20240101', undefined, 'jammy 20240101', 'stays'],
  ['bookworm-20240110-slim', undefined, 'bookworm 20240110 slim', 'stays'],
  ['3.12-20240101', '3.12', '20240101', 'stays'],
  ['17.0.9_9-jre', '17.0.9', 'jre', 'stays'],
  ['17.0.9.Final', '17.0.9', 'Final', 'stays'],
  ['3.13.1-alpine3.20', '3.13.1', 'alpine3.20', 'stays'],
  ['3.9-eclipse-temurin-21', '3.9', 'eclipse temurin 21', 'floats'],
  ['3.14.0a2-slim', '3.14.0a2', 'slim', 'stays'],
  ['1.27rc1-alpine', '1.27rc1', 'alpine', 'stays'],
  ['3.13-rc-slim', '3.13-rc', 'slim', 'floats'],
  ['9.0.100-preview.3', '9.0.100-preview.3', '', 'stays'],
  ['17-ea-jdk', '17-ea', 'jdk', 'floats'],
  ['3.12-dev', '3.12', 'dev', 'floats'],
  ['2019-CU15-ubuntu-20.04', '2019', 'CU15 ubuntu 20.04', 'floats'],
  ['sha-3f2a9c1', undefined, 'sha 3f2a9c1', 'stays'],
  ['RELEASE.2024-01-11T07-46-16Z', undefined, 'RELEASE.2024 01 11T07 46 16Z', 'stays'],
  ['23ai', undefined, '23ai', 'floats'],
  ['', undefined, '', 'floats'],
])('%j is version %s with "%s", and %s', (text, version, suffixes, moves) => {
  const parsed = parseTag(text);
  expect([parsed.version, parsed.suffixes.join(' '), parsed.floating ? 'floats' : 'stays']).toEqual([
    version,
    suffixes,
    moves,
  ]);
});

it('orders by the version and leaves the variant out', () => {
  const tags = ['3.13-slim', '3.13.0rc2', '3.9-alpine', '3.13.0rc10', '24', '3.13.1', '3.13.0-slim'];
  expect(tags.toSorted((a, b) => tag.compare(a, b) ?? 0)).toEqual([
    ...['3.9-alpine', '3.13.0rc2', '3.13.0rc10', '3.13-slim', '3.13.0-slim', '3.13.1', '24'],
  ]);
  expect(tag.compare('latest', '24')).toBeUndefined();
});

it('knows a prerelease from a variant', () => {
  const tags = ['18beta1-alpine', '8.4.0-rc1', '17-ea-jdk', '24-bookworm', '3.12-dev', '8.3-fpm', '4-management'];
  expect(tags.filter((text) => tag.isPrerelease(text))).toEqual(['18beta1-alpine', '8.4.0-rc1', '17-ea-jdk']);
});
