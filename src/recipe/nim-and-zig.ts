import type { Ground } from './ground.ts';
import { type NoRecipe, type Recipe, dockerfileOf, dockerignoreOf, execForm } from './recipe.ts';

const onStatic = (binary: string): string[] => [
  '# No shell, no package manager; certificates and time zones are there.',
  'FROM gcr.io/distroless/static-debian13:nonroot',
  `COPY --from=build ${binary} /app`,
  '# The user `nonroot`, by number.',
  'USER 65532:65532',
  'EXPOSE 8080',
  execForm('ENTRYPOINT', ['/app']),
];

/** Nim: a static binary, linked with musl. */
export function nimRecipe(ground: Ground): Recipe | NoRecipe {
  const manifest = ground.files.find((path) => /^[\w.-]+\.nimble$/.test(path));
  if (manifest === undefined) return { cannot: 'no .nimble file stands in its directory.' };
  const binary = /^[ \t]*bin\s*=\s*@\[\s*"([\w/.-]{1,100})"/m.exec(ground.text(manifest).slice(0, 100_000))?.[1];
  if (binary === undefined) return { cannot: `${manifest} names no binary: \`bin = @["server"]\`.` };
  ground.note(
    'EXPOSE names port 8080: change it if the service listens on another. With `-d:ssl` a static OpenSSL is needed too.',
  );
  const lock = ground.has('nimble.lock') ? ' nimble.lock' : '';
  const dockerfile = dockerfileOf(
    [
      '# musl, so that the binary can be static.',
      'FROM nimlang/nim:2.2.0-alpine AS build',
      'RUN apk add --no-cache git musl-dev',
      'WORKDIR /src',
      `COPY ${manifest}${lock} ./`,
      'RUN nimble install --depsOnly -y',
      'COPY . .',
      'RUN nimble build -y -d:release --passL:-static',
    ],
    onStatic(`/src/${binary}`),
  );
  return { dockerfile, dockerignore: dockerignoreOf('nimcache', 'bin', 'nimbledeps'), notes: ground.notes };
}

/** Zig: a static binary; there is no official image, but PyPI has the compiler with checksums. */
export function zigRecipe(ground: Ground): Recipe | NoRecipe {
  const manifest = ground.text('build.zig.zon').slice(0, 100_000);
  const name =
    /\.name\s*=\s*(?:\.|"|\.@")([\w-]{1,100})/.exec(manifest)?.[1] ??
    /\.name\s*=\s*"([\w-]{1,100})"/.exec(ground.text('build.zig').slice(0, 100_000))?.[1];
  if (name === undefined) return { cannot: 'build.zig.zon does not say its name.' };
  const version = /\.minimum_zig_version\s*=\s*"(\d+\.\d+\.\d+)"/.exec(manifest)?.[1] ?? '0.15.1';
  ground.note(
    `That the binary is named ${name}, as the package is, is a guess. EXPOSE names port 8080: change it if the service listens on another.`,
  );
  const dockerfile = dockerfileOf(
    [
      '# There is no official image of Zig; its releases are on PyPI.',
      `FROM python:${ground.version('python', 'python')}-slim AS build`,
      `RUN pip install --no-cache-dir ziglang==${version}`,
      'WORKDIR /src',
      'COPY . .',
      '# Checks stay on in ReleaseSafe; musl makes the binary static.',
      'RUN python -m ziglang build -Doptimize=ReleaseSafe -Dtarget=$(uname -m)-linux-musl',
    ],
    onStatic(`/src/zig-out/bin/${name}`),
  );
  return { dockerfile, dockerignore: dockerignoreOf('zig-out', '.zig-cache', 'zig-cache'), notes: ground.notes };
}
