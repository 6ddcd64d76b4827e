import { ancestors, relativeTo, resolvePath } from '../read/directory.ts';
import type { Ground } from './ground.ts';
import { type NoRecipe, type Recipe, dockerfileOf, dockerignoreOf, execForm } from './recipe.ts';

/** Modules that need C at build time. */
const needsC = [
  'github.com/mattn/go-sqlite3',
  'github.com/confluentinc/confluent-kafka-go/v2',
  'github.com/confluentinc/confluent-kafka-go',
  'github.com/godror/godror',
  'github.com/h2non/bimg',
];

/** Go: one static binary on distroless. https://github.com/GoogleContainerTools/distroless/tree/main/base */
export function goRecipe(ground: Ground): Recipe | NoRecipe {
  const target = mainPackage(ground);
  if (target === undefined)
    return { cannot: 'no main package stands in its directory, in cmd/ or one below it, or too many do.' };
  const context = contextOf(ground);
  if (context === undefined) return { cannot: 'go.mod replaces a module by a directory outside of the repository.' };
  const inside = relativeTo(context, ground.directory) ?? '';
  const whole = inside === '';
  const c = ground.depends(...needsC);
  const vendored = ground.has('vendor/modules.txt');
  const cgo = c ? 'CGO_ENABLED=1' : 'CGO_ENABLED=0';
  const caches = '--mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build';
  // A C compiler for another architecture would be needed: cgo builds where it runs.
  const cross = c ? '' : ' GOOS=$TARGETOS GOARCH=$TARGETARCH';
  const gin = ground.uses('gin') ? ['ENV GIN_MODE=release'] : [];
  ground.note('EXPOSE names port 8080: change it if the service listens on another.');
  const dockerfile = dockerfileOf(
    [
      ...(c
        ? [`FROM golang:${ground.version('go', 'go')}-trixie AS build`]
        : [
            '# Runs on the machine that builds, whatever the target is: Go cross-compiles.',
            `FROM --platform=$BUILDPLATFORM golang:${ground.version('go', 'go')} AS build`,
            'ARG TARGETOS TARGETARCH',
          ]),
      'WORKDIR /src',
      ...(vendored || !whole
        ? []
        : [
            '# The modules alone: this layer is made again only when they change.',
            `COPY go.mod${ground.has('go.sum') ? ' go.sum' : ''} ./`,
            'RUN --mount=type=cache,target=/go/pkg/mod go mod download',
          ]),
      ...(whole
        ? ['COPY . .']
        : ['# From the directory above: its modules need each other.', 'COPY . .', `WORKDIR /src/${inside}`]),
      `RUN ${caches} \\\n    ${cgo}${cross} go build -trimpath -ldflags="-s -w" -o /out/app ${target}`,
    ],
    [
      c
        ? '# glibc, certificates and time zones: what a binary with C in it needs.'
        : '# No shell, no package manager; certificates and time zones are there.',
      `FROM gcr.io/distroless/${c ? 'base' : 'static'}-debian13:nonroot`,
      ...gin,
      'COPY --from=build /out/app /app',
      '# The user `nonroot`, by number.',
      'USER 65532:65532',
      'EXPOSE 8080',
      execForm('ENTRYPOINT', ['/app']),
    ],
  );
  return {
    dockerfile,
    dockerignore: dockerignoreOf('bin', 'dist', 'tmp', '**/*.test', 'coverage.out'),
    notes: ground.notes,
    ...(!whole && { context }),
  };
}

/** The directory that holds the module and all that go.work and `replace` join it with: https://go.dev/ref/mod#go-mod-file-replace */
function contextOf(ground: Ground): string | undefined {
  const { directory } = ground;
  const work = ground.has('go.work') ? undefined : ground.above('go.work');
  const replaced = [
    ...ground
      .text('go.mod')
      .slice(0, 200_000)
      .matchAll(/=>\s*(\.\.\/[^\s]{0,300})/g),
  ].map(([, path = '']) => resolvePath(directory, path));
  const needed = [directory, work ?? directory, ...replaced];
  return [...ancestors(directory)].find((above) =>
    needed.every((one) => one !== undefined && relativeTo(above, one) !== undefined),
  );
}

function mainPackage(ground: Ground): string | undefined {
  if (ground.has('main.go')) return '.';
  const found = ground.files
    .filter((path) => /^(?:cmd\/(?:[\w.-]+\/)?|[\w-]+\/)main\.go$/.test(path))
    .map((path) => `./${path.slice(0, -'/main.go'.length)}`);
  const name = ground.component.name.split('/').at(-1) ?? '';
  const telling =
    found.find((path) => path.endsWith(`/${name}`)) ??
    found.find((path) => /\/(?:server|api|web|app|service|http)$/.test(path));
  const best = telling ?? (found.length > 3 ? undefined : found[0]);
  if (found.length > 1 && best !== undefined) ground.note(`There are ${found.length} main packages; ${best} is built.`);
  return best;
}
