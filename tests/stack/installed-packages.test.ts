import { expect, test } from 'vitest';
import { stack } from '../traps/audited.ts';

const image = (...lines: string[]): { Dockerfile: string } => ({
  Dockerfile: [...lines, 'EXPOSE 8080', 'CMD ["/srv/start"]'].join('\n'),
});

test.each([
  ['pip', 'python:3.14-slim', 'pip install --no-cache-dir -i https://example.com flask==3.1.2', 'flask 3.1.2'],
  ['python -m pip', 'python:3.14', 'python3 -m pip install "fastapi[standard]==0.121.0"', 'fastapi 0.121.0'],
  ['gem', 'ruby:3.4', 'gem install sinatra -v 4.2.1', 'sinatra 4.2.1'],
  ['luarocks', 'debian:12', 'luarocks install lapis 1.16.0', 'lapis 1.16.0'],
  ['cpanm', 'perl:5.42', 'cpanm --notest Mojolicious@9.41', 'mojolicious 9.41'],
])('what an image installs by name with %s is what it is built of', (_, base, command, found) => {
  const [service = []] = Object.values(stack(image(`FROM ${base}`, `RUN ${command}`, 'COPY . /srv')));
  expect(service.map((one) => one.split(' at ')[0])).toContain(found);
});

test('requirements files, directories and addresses are no packages by name', () => {
  const files = image(
    'FROM python:3.14',
    'COPY . /srv',
    'RUN pip install -r flask.txt --target django . ./fastapi https://example.com/sanic.whl',
  );
  expect(stack(files)).toEqual({ '.: service': [] });
});
