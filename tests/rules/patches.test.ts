import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { parseDockerfile } from '../../src/read/dockerfile.ts';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { evaluate } from '../../src/rules/evaluate.ts';
import { factContext } from '../../src/rules/fact-context.ts';
import { loadRule } from '../../src/rules/load.ts';
import { patchedRules } from '../../src/rules/patches/index.ts';
import { shippedCatalogue } from '../../src/shipped.ts';
import { stackOf } from '../../src/stack/components.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { memoryTree } from '../../src/tree/memory.ts';

type Files = Readonly<Record<string, string>>;

function findings(id: string, files: Files): Finding[] {
  const path = `rules/${id}.toml`;
  const loaded = loadRule(path, readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
  if ('mistakes' in loaded) throw new Error(`${path}: ${loaded.mistakes[0]?.message}`);
  const tree = memoryTree(files);
  const catalogue = shippedCatalogue();
  const { components } = stackOf(indexReadings(readTree(tree, readers), tree.paths), catalogue);
  const patience = () => ({ graceDays: 0, warnDays: 180 });
  return evaluate(
    [loaded.rule],
    factContext({ catalogue, components, paths: tree.paths, text: tree.text, today: '2026-11-22', patience }),
  );
}

/** The first finding's file with its patch applied; undefined if it has none. */
function mended(id: string, files: Files): string | undefined {
  const patch = findings(id, files)[0]?.patch;
  if (patch === undefined) return undefined;
  if (patch.create === true) expect(files).not.toHaveProperty([patch.path]);
  if (patch.create === true) return `${patch.insert.join('\n')}\n`;
  const lines = files[patch.path]?.split('\n') ?? [];
  expect(lines.slice(patch.line - 1, patch.line - 1 + patch.remove)).toEqual(patch.removed);
  lines.splice(patch.line - 1, patch.remove, ...patch.insert);
  return lines.join('\n');
}

const service = {
  'package.json': '{"name":"a","scripts":{"start":"node server.js"},"dependencies":{"express":"^5.1.0"}}',
  'package-lock.json': '{"name":"a","lockfileVersion":3,"packages":{"":{"name":"a"}}}',
  'server.js': '',
};
const dockerfile = (...lines: string[]): Files => ({ ...service, Dockerfile: `${lines.join('\n')}\n` });

const withTests = {
  ...service,
  'package.json': '{"name":"a","dependencies":{"express":"^5.1.0"},"devDependencies":{"vitest":"^4.0.0"}}',
};
const inGo = {
  'go.mod': 'module example.com/a\n\ngo 1.27\n\nrequire github.com/gin-gonic/gin v1.11.0\n',
  'main.go': 'package main\n',
};
const goOntoScratch = (build: string): string =>
  `FROM golang:1.27 AS build\n${build}\nFROM scratch\nCOPY --from=build /a /a\nENTRYPOINT ["/a"]\n`;

/** Rule, file, the line that is wrong, and what becomes of it. */
const cases: readonly (readonly [rule: string, files: Files, after: string])[] = [
  [
    'container/user-root-default',
    dockerfile('FROM node:24-slim', 'COPY server.js .', 'CMD ["node", "server.js"]'),
    'FROM node:24-slim\nCOPY server.js .\nUSER node\nCMD ["node", "server.js"]\n',
  ],
  [
    'container/shell-form-command',
    dockerfile('FROM node:24-slim', 'USER node', 'CMD node server.js'),
    'FROM node:24-slim\nUSER node\nCMD ["node", "server.js"]\n',
  ],
  [
    'container/entrypoint-without-exec',
    {
      ...dockerfile('FROM node:24-slim', 'COPY . .', 'USER node', 'ENTRYPOINT ["./entrypoint.sh"]'),
      'entrypoint.sh': '#!/bin/sh\nset -e\nnode migrate.js && node server.js --title "a; b"\n',
    },
    '#!/bin/sh\nset -e\nnode migrate.js && exec node server.js --title "a; b"\n',
  ],
  [
    'container/exec-form-broken',
    dockerfile('FROM node:24-slim', "CMD ['node', 'server.js']"),
    'FROM node:24-slim\nCMD ["node", "server.js"]\n',
  ],
  [
    'container/duplicate-instruction',
    dockerfile('FROM node:24-slim', 'CMD ["npm", "start"]', 'CMD ["node", "server.js"]'),
    'FROM node:24-slim\nCMD ["node", "server.js"]\n',
  ],
  [
    'container/install-ignores-lockfile',
    dockerfile(
      'FROM node:24-slim',
      'COPY package*.json ./',
      'RUN npm install --omit=dev && npm cache clean --force',
      'CMD ["node", "server.js"]',
    ),
    'FROM node:24-slim\nCOPY package*.json ./\nRUN npm ci --omit=dev && npm cache clean --force\nCMD ["node", "server.js"]\n',
  ],
  [
    'container/dev-deps-in-final',
    {
      ...withTests,
      Dockerfile: 'FROM node:24-slim\nCOPY . .\nRUN npm ci && npm cache clean --force\nCMD ["node", "server.js"]\n',
    },
    'FROM node:24-slim\nCOPY . .\nRUN npm ci --omit=dev && npm cache clean --force\nCMD ["node", "server.js"]\n',
  ],
  [
    'container/cgo-binary-on-static-base',
    { ...inGo, Dockerfile: goOntoScratch('RUN GOOS=linux go build -o /a .') },
    goOntoScratch('RUN GOOS=linux CGO_ENABLED=0 go build -o /a .'),
  ],
  [
    'container/install-needs-input',
    dockerfile(
      'FROM node:24-slim',
      'RUN apt-get update && \\',
      '    apt-get install --no-install-recommends curl',
      'CMD ["node", "server.js"]',
    ),
    'FROM node:24-slim\nRUN apt-get update && \\\n    apt-get install -y --no-install-recommends curl\nCMD ["node", "server.js"]\n',
  ],
  [
    'container/sudo',
    dockerfile('FROM node:24-slim', 'RUN apt-get update && sudo apt-get install -y curl', 'CMD ["node", "server.js"]'),
    'FROM node:24-slim\nRUN apt-get update && apt-get install -y curl\nCMD ["node", "server.js"]\n',
  ],
  [
    'container/add-instead-of-copy',
    dockerfile('FROM node:24-slim', 'ADD server.js /app/', 'CMD ["node", "/app/server.js"]'),
    'FROM node:24-slim\nCOPY server.js /app/\nCMD ["node", "/app/server.js"]\n',
  ],
  [
    'container/base-latest',
    dockerfile('FROM node:latest AS run', 'CMD ["node", "server.js"]'),
    'FROM node:26 AS run\nCMD ["node", "server.js"]\n',
  ],
  [
    'container/base-runtime-eol',
    dockerfile('FROM node:18.20-alpine', 'CMD ["node", "server.js"]'),
    'FROM node:26-alpine\nCMD ["node", "server.js"]\n',
  ],
  [
    'container/dockerignore-missing',
    dockerfile('FROM node:24-slim', 'COPY . .', 'RUN npm ci', 'CMD ["node", "server.js"]'),
    [
      '# Secrets, history and tools',
      '.git',
      '**/.env',
      '**/.env.*',
      '!**/.env.example',
      '**/*.pem',
      '**/*.key',
      '**/.DS_Store',
      '.idea',
      '.vscode',
      '**/Dockerfile',
      '',
      '# Made by the build or only of use outside',
      'node_modules',
      '',
    ].join('\n'),
  ],
  [
    'container/dockerignore-incomplete',
    {
      '.dockerignore': 'node_modules/\n!node_modules/keep\n.env*\n',
      ...dockerfile('FROM node:24-slim', 'COPY . .', 'RUN npm ci', 'CMD ["node", "server.js"]'),
    },
    'node_modules/\n!node_modules/keep\n.env*\n.git\n',
  ],
  ['maturity/runtime-eol', { ...service, '.nvmrc': 'v18.20.1\n' }, 'v26\n'],
];

test('every rule that comes with patches has a case here', () => {
  expect(new Set(cases.map(([rule]) => rule))).toEqual(new Set(patchedRules));
});

describe.each(cases)('%s', (rule, files, after) => {
  test('has a patch after which it is silent', () => {
    expect(mended(rule, files)).toBe(after);
    const path = findings(rule, files)[0]?.patch?.path ?? '';
    expect(findings(rule, { ...files, [path]: after })).toEqual([]);
    if (path === 'Dockerfile') expect(parseDockerfile(path, after).refusals).toEqual([]);
  });

  test('keeps the line ends of the file', () => {
    const windows = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]),
    );
    const created = findings(rule, files)[0]?.patch?.create === true;
    expect(mended(rule, windows)).toBe(created ? after : after.replaceAll('\n', '\r\n'));
  });
});

describe('there is no patch', () => {
  test.each([
    [
      'a script, which may lack its first line',
      'container/shell-form-command',
      dockerfile('FROM node:24-slim', 'COPY . .', 'CMD ./start.sh'),
    ],
    [
      'a command with variables set in front of it',
      'container/entrypoint-without-exec',
      {
        ...dockerfile('FROM node:24-slim', 'COPY . .', 'USER node', 'ENTRYPOINT ["./entrypoint.sh"]'),
        'entrypoint.sh': '#!/bin/sh\nNODE_ENV=production node server.js\n',
      },
    ],
    [
      'a web server, which needs more than a user',
      'container/user-root-default',
      {
        'composer.json': '{"require":{"slim/slim":"^4.0"}}',
        'public/index.php': '',
        Dockerfile: 'FROM php:8.4-apache\nCOPY . .\nCMD ["php", "-v"]\n',
      },
    ],
    [
      '.NET before 8, which has no such user',
      'container/user-root-default',
      {
        'a.csproj':
          '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net6.0</TargetFramework></PropertyGroup></Project>',
        Dockerfile: 'FROM mcr.microsoft.com/dotnet/aspnet:6.0\nCOPY out .\nENTRYPOINT ["dotnet", "a.dll"]\n',
      },
    ],
    [
      'a script that may need root',
      'container/user-root-default',
      dockerfile('FROM node:24-slim', 'COPY . .', 'CMD ["./start.sh"]'),
    ],
    [
      'a base image without another user',
      'container/user-root-default',
      dockerfile('FROM python:3.14-slim', 'CMD ["python", "a.py"]'),
    ],
    [
      'a port that only root may open',
      'container/user-root-default',
      dockerfile('FROM node:24-slim', 'EXPOSE 80', 'CMD ["node", "server.js"]'),
    ],
    [
      'a RUN after the command',
      'container/user-root-default',
      dockerfile('FROM node:24-slim', 'CMD ["node", "server.js"]', 'RUN npm ci'),
    ],
    [
      'a variable that a shell fills in',
      'container/shell-form-command',
      dockerfile('FROM node:24-slim', 'CMD node server.js --port $PORT'),
    ],
    [
      'a variable set for the command',
      'container/shell-form-command',
      dockerfile('FROM node:24-slim', 'CMD NODE_ENV=production node server.js'),
    ],
    [
      'an entry point that the words would be given to',
      'container/shell-form-command',
      dockerfile('FROM node:24-slim', 'ENTRYPOINT ["/init.sh"]', 'CMD node server.js'),
    ],
    [
      'a command over several lines',
      'container/shell-form-command',
      dockerfile('FROM node:24-slim', 'CMD node \\', '  server.js'),
    ],
    [
      'a lock file that is not in the image',
      'container/install-ignores-lockfile',
      dockerfile('FROM node:24-slim', 'COPY package.json ./', 'RUN npm install', 'CMD ["node", "server.js"]'),
    ],
    [
      'a build that needs what would be left out',
      'container/dev-deps-in-final',
      {
        ...withTests,
        Dockerfile: 'FROM node:24-slim\nCOPY . .\nRUN npm ci\nRUN npx tsc\nCMD ["node", "server.js"]\n',
      },
    ],
    [
      'an installation in the stage that builds',
      'container/dev-deps-in-final',
      {
        ...withTests,
        Dockerfile:
          'FROM node:24 AS build\nWORKDIR /a\nCOPY . .\nRUN npm ci\nFROM node:24-slim\nCOPY --from=build /a /a\nCMD ["node", "/a/server.js"]\n',
      },
    ],
    [
      'a script of the package that runs when it is installed',
      'container/dev-deps-in-final',
      {
        ...withTests,
        'package.json':
          '{"name":"a","scripts":{"prepare":"husky"},"dependencies":{"express":"^5.1.0"},"devDependencies":{"husky":"^9.0.0"}}',
        Dockerfile: 'FROM node:24-slim\nCOPY . .\nRUN npm ci\nCMD ["node", "server.js"]\n',
      },
    ],
    [
      'a package that is a binding to C',
      'container/cgo-binary-on-static-base',
      {
        ...inGo,
        'go.mod': `${inGo['go.mod']}require github.com/mattn/go-sqlite3 v1.14.32\n`,
        Dockerfile: goOntoScratch('RUN go build -o /a .'),
      },
    ],
    [
      'a program that is told to use C',
      'container/cgo-binary-on-static-base',
      { ...inGo, Dockerfile: goOntoScratch('RUN CGO_ENABLED=1 go build -o /a .') },
    ],
    [
      'sudo of another user than root',
      'container/sudo',
      dockerfile('FROM node:24-slim', 'USER node', 'RUN sudo apt-get update', 'CMD ["node", "server.js"]'),
    ],
    [
      'sudo with options',
      'container/sudo',
      dockerfile('FROM node:24-slim', 'RUN sudo -u node ls', 'CMD ["node", "server.js"]'),
    ],
    [
      'a release of a distribution in the tag',
      'container/base-runtime-eol',
      dockerfile('FROM node:18-bullseye-slim', 'CMD ["node", "server.js"]'),
    ],
    ['another major version of the language', 'container/base-runtime-eol', dockerfile('FROM php:7.4-apache')],
    [
      'a build argument in FROM',
      'container/base-runtime-eol',
      dockerfile('ARG NODE=18', 'FROM node:${NODE}', 'CMD ["node", "server.js"]'),
    ],
    [
      'a pin that says otherwise',
      'container/base-runtime-eol',
      { ...dockerfile('FROM node:18', 'CMD ["node", "server.js"]'), '.nvmrc': '18\n' },
    ],
    [
      'a bound in package.json',
      'maturity/runtime-eol',
      { 'package.json': '{"name":"a","engines":{"node":"18.x"},"dependencies":{"express":"5"}}' },
    ],
  ])('for %s', (_why, rule, files) => {
    expect(findings(rule, files).length).toBeGreaterThan(0);
    expect(mended(rule, files)).toBeUndefined();
  });
});
