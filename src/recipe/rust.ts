import { relativeTo } from '../read/directory.ts';
import type { Ground } from './ground.ts';
import { type NoRecipe, type Recipe, dockerfileOf, dockerignoreOf, execForm } from './recipe.ts';

/** Rust: a release build on distroless with glibc of the same Debian. */
export function rustRecipe(ground: Ground): Recipe | NoRecipe {
  const manifest = ground.text('Cargo.toml').slice(0, 200_000);
  const workspace = /^\[workspace\b/m.test(manifest)
    ? undefined
    : ground.above('Cargo.toml', (text) => /^\[workspace\b/m.test(text));
  const inside = workspace === undefined ? '' : `${relativeTo(workspace, ground.directory) ?? ''}/`;
  const binary = binaryOf(ground, manifest);
  if (binary === undefined) return { cannot: 'it has neither src/main.rs nor a [[bin]]: there is nothing to start.' };
  const locked = ground.from(workspace ?? ground.directory).has('Cargo.lock') ? ' --locked' : '';
  if (locked === '') ground.note('There is no Cargo.lock: every build may take other versions. Commit it.');
  const lock = ground.component.lockfiles.find(({ manager }) => manager === 'cargo');
  const needs = [
    ...((lock?.versions('openssl-sys').length ?? 0) > 0 ? ['pkg-config', 'libssl-dev'] : []),
    ...((lock?.versions('prost-build').length ?? 0) > 0 ? ['protobuf-compiler'] : []),
  ];
  const rocket = ground.uses('rocket');
  ground.note(`EXPOSE names port ${rocket ? '8000' : '8080'}: change it if the service listens on another.`);
  if (!rocket) ground.note('The service has to listen on 0.0.0.0, not on 127.0.0.1.');
  const dockerfile = dockerfileOf(
    [
      '# The same Debian as below, so that the C library is the same.',
      `FROM rust:${ground.version('rust', 'rust')}-slim-trixie AS build`,
      needs.length > 0
        ? `RUN apt-get update && apt-get install -y --no-install-recommends ${needs.join(' ')} && rm -rf /var/lib/apt/lists/*`
        : undefined,
      'WORKDIR /src',
      'COPY . .',
      '# What was compiled stays in the caches from build to build; the binary is taken out of them.',
      `RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \\\n    cargo build --release${locked}${workspace === undefined ? '' : ` --package ${packageOf(manifest) ?? binary}`} --bin ${binary} && cp target/release/${binary} /app`,
    ],
    [
      '# glibc, libssl and libgcc, without shell and package manager.',
      'FROM gcr.io/distroless/cc-debian13:nonroot',
      ...(rocket
        ? ['# Rocket listens on 127.0.0.1 unless told otherwise.', 'ENV ROCKET_ADDRESS=0.0.0.0 ROCKET_PORT=8000']
        : []),
      'COPY --from=build /app /app',
      ...['templates', 'static', 'Rocket.toml']
        .filter((name) => ground.files.some((path) => path === name || path.startsWith(`${name}/`)))
        .map((name) => `COPY ${inside}${name} /${name}`),
      'WORKDIR /',
      '# The user `nonroot`, by number.',
      'USER 65532:65532',
      `EXPOSE ${rocket ? '8000' : '8080'}`,
      execForm('ENTRYPOINT', ['/app']),
    ],
  );
  const context = workspace === undefined ? {} : { context: workspace };
  return { dockerfile, dockerignore: dockerignoreOf('**/target'), notes: ground.notes, ...context };
}

function packageOf(manifest: string): string | undefined {
  return /^\[package\][^[]{0,5000}?^name\s*=\s*["']([\w-]{1,100})["']/m.exec(manifest)?.[1];
}

function binaryOf(ground: Ground, manifest: string): string | undefined {
  const bins = [...manifest.matchAll(/^\[\[bin\]\][^[]{0,2000}?^name\s*=\s*["']([\w-]{1,100})["']/gm)].map(
    (match) => match[1],
  );
  const name = packageOf(manifest);
  const found = [
    ...bins,
    ...(ground.has('src/main.rs') && bins.length === 0 ? [name] : []),
    ...ground.files.flatMap((path) => /^src\/bin\/([\w-]+)(?:\.rs|\/main\.rs)$/.exec(path)?.[1] ?? []),
  ];
  const runs = /^default-run\s*=\s*["']([\w-]{1,100})["']/m.exec(manifest)?.[1];
  const best = runs ?? found.find((one) => one === name) ?? found[0];
  if (found.length > 1 && runs === undefined) ground.note(`There are ${found.length} binaries; ${best} is built.`);
  return best;
}
