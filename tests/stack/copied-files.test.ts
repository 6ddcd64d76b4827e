import { expect, test } from 'vitest';
import type { Image } from '../../src/model/image.ts';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { endsUp, takes } from '../../src/stack/copied-files.ts';
import { imagesOf } from '../../src/stack/images.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { memoryTree } from '../../src/tree/memory.ts';

function image(...lines: string[]): Image {
  const tree = memoryTree({ Dockerfile: lines.join('\n'), 'src/a.js': '' });
  const [found] = imagesOf(indexReadings(readTree(tree, readers), tree.paths), []);
  if (found === undefined) throw new Error('no image');
  return found;
}

const shipped = (path: string, one: Image): boolean =>
  one.copies.some((copy) => takes(copy, path) && endsUp(path, copy, one));

test.each([
  ['COPY . .', '.env', true],
  ['COPY ./ /app/', 'a/.env', true],
  ['COPY * /app/', '.env', true],
  ['COPY config /app/config/', 'config/tls/a.key', true],
  ['COPY conf?g/*.key /app/', 'config/a.key', true],
  ['COPY ["a file.key", "/app/"]', 'a file.key', true],
  ['COPY src /app/', 'srcs/.env', false],
  ['COPY *.js /app/', '.env', false],
  ['COPY --exclude=**/*.key . .', 'tls/a.key', false],
  ['COPY ${DIR} .', '.env', false],
  ['ADD https://example.com/.env .', '.env', false],
])('%s takes %s: %s', (line, path, expected) => {
  expect(shipped(path, image('FROM a', 'ARG DIR', line))).toBe(expected);
});

test.each([
  ['the directory that it was copied into', 'COPY --from=build /app /srv', true],
  ['a directory above', 'COPY --from=build / /', true],
  ['the file itself', 'COPY --from=build /app/.env /srv/', true],
  ['a pattern', 'COPY --from=build /app/.* /srv/', true],
  ['what lies beside it', 'COPY --from=build /app/dist /srv', false],
  ['another stage', 'COPY --from=other /app /srv', false],
])('from a stage that builds: %s', (_, line, expected) => {
  const built = image('FROM a AS other', 'FROM a AS build', 'WORKDIR /app', 'COPY . .', '', 'FROM b', line);
  expect(shipped('.env', built)).toBe(expected);
});

test('through several stages, and from one that stands on another', () => {
  const lines = [
    'FROM a AS one',
    'COPY . /x/',
    'FROM one AS two',
    'FROM b AS three',
    'COPY --from=two /x /y',
    'FROM c',
  ];
  expect(shipped('.env', image(...lines, 'COPY --from=three /y/ /z/'))).toBe(true);
  expect(shipped('.env', image(...lines, 'COPY --from=three /x/ /z/'))).toBe(false);
});
