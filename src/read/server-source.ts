import type { Dependency } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';

/** What a line of source must say for its program to serve, by the ending of the file. */
const marks: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  go: [
    [/\bhttp\.(?:ListenAndServe(?:TLS)?|Serve(?:TLS)?)\(|&?\bhttp\.Server\{/, 'net/http'],
    [/\bgrpc\.NewServer\(/, 'google.golang.org/grpc.NewServer'],
  ],
  py: [
    [
      /^\s*from\s+aiohttp\s+import\s+(?:.*\W)?web\b|^\s*import\s+aiohttp\.web\b|^\s*from\s+aiohttp\.web\s/,
      'aiohttp.web',
    ],
    [/\bgrpc\.(?:aio\.)?server\(/, 'grpc.server'],
  ],
  rs: [
    [/\bhyper(?:_util)?::(?:\{?(?:.*\W)?)?(?:server|service_fn|make_service_fn)\b/, 'hyper::server'],
    [/\btonic::transport::(?:\{(?:.*\W)?)?Server\b|\btransport::Server::builder\(/, 'tonic::transport::Server'],
  ],
  scala: [
    [/\bServer\s*\.(?:serve|install|defaultWith|default)\b/, 'zio.http.Server'],
    [/\bHttp\.(?:server\b|serve\()/, 'com.twitter.finagle.Http.server'],
  ],
  clj: [[/\borg\.httpkit\.server\b/, 'org.httpkit.server']],
  ts: [[/\bnew\s+grpc\.Server\(/, '@grpc/grpc-js.Server']],
  js: [[/\bnew\s+grpc\.Server\(/, '@grpc/grpc-js.Server']],
};

const names: Readonly<Record<string, string>> = {
  go: 'main server serve http httpd app api grpc web router run start root rest handler',
  py: 'main app server __main__ run web api wsgi asgi serve service application',
  rs: 'main server app startup serve http grpc',
  scala: 'Main Server App Application Boot HttpServer WebServer',
  clj: 'core main server system web http app',
  ts: 'server main app',
  js: 'server main app',
};

/**
 * Packages that are client and server in one, and servers of a standard library: only source tells what a program does with them. The usual
 * entry files alone are read, line by line.
 */
export const serverSource: Reader = {
  name: 'server source',
  specifications: [],
  takes: ['dependencies'],
  files: Object.entries(names).flatMap(([ending, all]) => all.split(' ').map((name) => `**/${name}.${ending}`)),
  maxBytes: 256 * 1024,
  recognises: (text) =>
    /\bhttp\.(?:Serve|ListenAndServe)|\bgrpc\.|\baiohttp\b|\bhyper|\btonic::|transport::Server|zio\.http|finagle|httpkit/.test(
      text,
    ),
  read(path, text) {
    const found = new Map<string, Dependency>();
    const comment = path.endsWith('.py') ? /^\s*#/ : /^\s*(?:\/\/|\*|\/\*)/;
    const wanted = marks[path.slice(path.lastIndexOf('.') + 1)] ?? [];
    for (const [at, whole] of linesOf(text).entries()) {
      const line = whole.slice(0, 300);
      for (const [pattern, name] of wanted) {
        if (found.has(name) || !pattern.test(line) || comment.test(line)) continue;
        found.set(name, { ecosystem: 'source', name, scope: 'runtime', at: { path, line: at + 1 } });
      }
    }
    return reading(path, serverSource.name, { dependencies: [...found.values()] });
  },
};
