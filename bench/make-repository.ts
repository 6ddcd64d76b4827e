import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes a git repository of this many services in five languages, each with a manifest, a lock file, an image build, workloads and about 110 source files. The same every time. */
export function makeRepository(directory: string, services: number): void {
  const write = (path: string, text: string): void => {
    const full = join(directory, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  };
  for (let number = 0; number < services; number++) {
    const make = stacks[number % stacks.length];
    if (make === undefined) continue;
    const root = `services/s${number}`;
    const { files, ending } = make(number);
    for (const [path, text] of Object.entries(files)) write(`${root}/${path}`, text);
    write(`${root}/deploy.yaml`, deployment(number));
    for (let source = 0; source < 108; source++)
      write(`${root}/src/f${source}.${ending}`, `// source ${source} of service ${number}\n`.repeat(20));
  }
  write(
    'compose.yaml',
    `services:\n${Array.from({ length: services }, (_, number) => `  s${number}:\n    build: services/s${number}\n    ports: ["${8000 + number}:8080"]\n`).join('')}`,
  );
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-C', directory, ...args], {
      stdio: 'ignore',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
    });
  git('init', '-q');
  git('add', '-A');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '-q', '-m', 'bench');
}

interface Service {
  readonly files: Record<string, string>;
  readonly ending: string;
}

const names = Array.from({ length: 300 }, (_, number) => `package-${number}`);

const stacks: readonly ((number: number) => Service)[] = [
  (number) => ({
    ending: 'ts',
    files: {
      'package.json': JSON.stringify(
        {
          name: `s${number}`,
          scripts: { start: 'node dist/main.js' },
          dependencies: { '@nestjs/core': '^11.0.0', express: '^5.1.0' },
        },
        null,
        2,
      ),
      'package-lock.json': JSON.stringify(
        {
          lockfileVersion: 3,
          packages: Object.fromEntries([
            ['', {}],
            ['node_modules/@nestjs/core', { version: '11.1.8' }],
            ['node_modules/express', { version: '5.1.0' }],
            ...names.map((name) => [
              `node_modules/${name}`,
              { version: '1.2.3', integrity: 'sha512-'.padEnd(90, 'x') },
            ]),
          ]),
        },
        null,
        2,
      ),
      Dockerfile:
        'FROM node:24-slim AS build\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n\nFROM node:24-slim\nWORKDIR /app\nCOPY --from=build /app /app\nUSER node\nCMD ["node", "dist/main.js"]\n',
    },
  }),
  (number) => ({
    ending: 'py',
    files: {
      'pyproject.toml': `[project]\nname = "s${number}"\nversion = "0.1.0"\nrequires-python = ">=3.12"\ndependencies = ["fastapi>=0.120", "uvicorn[standard]"]\n`,
      'uv.lock': `version = 1\n${['fastapi', 'uvicorn', 'starlette', ...names].map((name) => `\n[[package]]\nname = "${name}"\nversion = "0.121.0"\nsource = { registry = "https://example.org/simple" }\n`).join('')}`,
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install uv && uv sync --frozen --no-dev\nUSER 1000\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n',
    },
  }),
  () => ({
    ending: 'go',
    files: {
      'go.mod': `module example.com/s\n\ngo 1.25\n\nrequire github.com/gin-gonic/gin v1.11.0\n\nrequire (\n${names.map((name) => `\texample.com/${name} v1.0.0 // indirect\n`).join('')})\n`,
      'main.go': 'package main\n\nfunc main() {}\n',
      Dockerfile:
        'FROM golang:1.25 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app\n\nFROM gcr.io/distroless/static-debian13:nonroot\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n',
    },
  }),
  (number) => ({
    ending: 'java',
    files: {
      'pom.xml': `<project><modelVersion>4.0.0</modelVersion><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.5.7</version></parent><groupId>com.acme</groupId><artifactId>s${number}</artifactId><version>1</version><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>\n`,
      'src/main/resources/application.yml':
        'server:\n  port: 8080\nmanagement:\n  endpoints:\n    web:\n      exposure:\n        include: health\n',
      Dockerfile:
        'FROM eclipse-temurin:21-jdk AS build\nCOPY . .\nRUN ./mvnw package\n\nFROM eclipse-temurin:21-jre\nCOPY --from=build target/app.jar app.jar\nUSER 1000\nENTRYPOINT ["java", "-jar", "app.jar"]\n',
    },
  }),
  (number) => ({
    ending: 'rs',
    files: {
      'Cargo.toml': `[package]\nname = "s${number}"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\naxum = "0.8"\ntokio = { version = "1", features = ["full"] }\n`,
      'Cargo.lock': `version = 4\n${['axum', 'tokio', ...names].map((name) => `\n[[package]]\nname = "${name}"\nversion = "0.8.4"\nsource = "registry+https://example.org"\n`).join('')}`,
      'src/main.rs': 'fn main() {}\n',
      Dockerfile:
        'FROM rust:1.90-slim AS build\nCOPY . .\nRUN cargo build --release --locked\n\nFROM gcr.io/distroless/cc-debian13:nonroot\nCOPY --from=build /target/release/app /app\nENTRYPOINT ["/app"]\n',
    },
  }),
];

function deployment(number: number): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: s${number}\nspec:\n  template:\n    spec:\n      containers:\n        - name: s${number}\n          image: registry.example.com/s${number}:1.0.0\n          ports:\n            - containerPort: 8080\n          resources:\n            limits:\n              memory: 256Mi\n          readinessProbe:\n            httpGet:\n              path: /healthz\n              port: 8080\n`;
}
