import type { Ground } from './ground.ts';
import { type NodeManager, nodeManager } from './node-managers.ts';
import { nodeMemberRecipe } from './node-member.ts';
import { type NoRecipe, type Recipe, dockerfileOf, dockerignoreOf, execForm } from './recipe.ts';

/** Packages that are compiled, or may be, when they are installed: a slim image has no compiler. */
const native = [
  'bcrypt',
  'better-sqlite3',
  'sqlite3',
  'canvas',
  'node-gyp',
  'argon2',
  'libpq',
  'pg-native',
  'zeromq',
  'node-pty',
  'kafkajs-snappy',
  'node-rdkafka',
  'cpu-features',
  'isolated-vm',
];

/** Node.js: JavaScript as it stands, TypeScript through its build script. https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md */
export function nodeRecipe(ground: Ground): Recipe | NoRecipe {
  const scripts = new Map<string, readonly string[][]>();
  for (const { origin, name, argv } of ground.component.commands)
    if (origin === 'script') scripts.set(name, [...(scripts.get(name) ?? []), [...argv]]);
  const builds = scripts.has('build');
  if (ground.uses('next', 'nuxt', 'remix', 'sveltekit', 'astro', 'react-router-framework', 'tanstack-start', 'meteor'))
    return { cannot: 'it is built and started by a framework for pages: there is no recipe for those yet.' };
  const start = startOf(ground, scripts, builds);
  if (start === undefined)
    return {
      cannot:
        'its start file cannot be told. Give package.json a `start` script that runs it with node, `node server.js`.',
    };
  const lockAbove = ground.component.lockfiles.find(({ ecosystem }) => ecosystem === 'npm');
  if (ground.lock === undefined && lockAbove !== undefined) {
    if (lockAbove.manager === 'bun')
      return { cannot: 'it is a member of a workspace of Bun: there is no recipe for those yet.' };
    return nodeMemberRecipe(ground, lockAbove, { start, builds, compiles: ground.depends(...native) });
  }
  const manager = nodeManager(ground, ground.lock);
  if ('cannot' in manager) return manager;
  const version = ground.version('node', 'nodejs');
  const slim = `node:${version}-slim`;
  const compiles = ground.depends(...native);
  const builder = compiles ? `node:${version}` : slim;
  const why = compiles ? '# The full image has the compiler that native modules need; it stays behind.' : undefined;
  const port = '3000';
  ground.note(`EXPOSE names port ${port}: change it if the service listens on another.`);
  const manifests = `COPY ${manager.manifests.join(' ')} ./`;
  const fromSource = exists(ground, start.at(-1) ?? '');
  const deps = [
    ...prepare(manager),
    '# The manifests alone: this layer is made again only when they change.',
    manifests,
    manager.production,
  ];
  const building = [...prepare(manager), manifests, manager.everything, 'COPY . .', `RUN ${manager.run} build`];
  const output = outputOf(start);
  const [stages, copies] = !builds
    ? [[[why, `FROM ${builder} AS deps`, ...deps]], ['COPY --from=deps /app/node_modules ./node_modules', 'COPY . .']]
    : fromSource
      ? [
          [[why, `FROM ${builder} AS build`, ...building, '# Without what only the build needs.', manager.production]],
          ['COPY --from=build /app ./'],
        ]
      : [
          [
            [why, `FROM ${builder} AS deps`, ...deps],
            [`FROM ${builder} AS build`, ...building],
          ],
          [
            'COPY package.json ./',
            'COPY --from=deps /app/node_modules ./node_modules',
            `COPY --from=build /app/${output} ./${output}`,
          ],
        ];
  if (ground.depends('@prisma/client'))
    ground.note('Prisma: `prisma generate` has to run in the stage that installs the production dependencies.');
  const dockerfile = dockerfileOf(...stages, [
    `FROM ${slim}`,
    '# Frameworks leave out debugging help and cache views.',
    'ENV NODE_ENV=production',
    'WORKDIR /app',
    ...copies,
    '# The user `node`, by number: Kubernetes cannot tell for a name that it is not root.',
    'USER 1000:1000',
    `EXPOSE ${port}`,
    '# node itself, so that it gets the signal to stop: npm does not pass it on.',
    execForm('CMD', start),
  ]);
  return {
    dockerfile,
    dockerignore: dockerignoreOf('node_modules', 'dist', 'coverage', 'npm-debug.log*'),
    notes: ground.notes,
  };
}

function prepare({ install }: NodeManager): (string | undefined)[] {
  return [install, 'WORKDIR /app'];
}

/** The directory that a build writes: `dist` of `dist/src/main.js`. */
function outputOf(start: readonly string[]): string {
  const file = start.at(-1) ?? '';
  return file.replace(/^\.\//, '').split('/')[0] ?? 'dist';
}

const entries = [
  'server.js',
  'index.js',
  'app.js',
  'main.js',
  'src/server.js',
  'src/index.js',
  'src/app.js',
  'src/main.js',
  'server.mjs',
  'index.mjs',
];

function startOf(
  ground: Ground,
  scripts: ReadonlyMap<string, readonly string[][]>,
  builds: boolean,
): string[] | undefined {
  for (const name of ['start:prod', 'start:production', 'start', 'serve']) {
    for (const argv of scripts.get(name) ?? []) {
      const found = nodeCommand(argv);
      // What the build has yet to make cannot be looked for; other files must be there.
      if (found !== undefined && (builds || exists(ground, found.at(-1) ?? ''))) {
        if ((scripts.get(name)?.length ?? 0) > 1)
          ground.note(
            `The script "${name}" does more than start the service: run the rest, migrations for example, as a job of its own.`,
          );
        return found;
      }
    }
  }
  const main = mainOf(ground.text('package.json'));
  if (main !== undefined && (exists(ground, main) || (builds && /^(?:\.\/)?(?:dist|build|lib|out)\//.test(main))))
    return ['node', main];
  if (builds) {
    const source = [
      'src/main.ts',
      'src/server.ts',
      'src/index.ts',
      'src/app.ts',
      'main.ts',
      'server.ts',
      'index.ts',
      'app.ts',
    ].find((path) => ground.has(path));
    if (source === undefined) return undefined;
    const built = `dist/${source.replace(/^src\//, '').replace(/ts$/, 'js')}`;
    ground.note(`That the build writes ${built} is a guess.`);
    return ['node', built];
  }
  const entry = entries.find((path) => ground.has(path));
  if (entry !== undefined)
    ground.note(`That ${entry} is the start file is a guess: no script of package.json says it.`);
  return entry === undefined ? undefined : ['node', entry];
}

/** The words of `node …` without what is only for development; undefined for other programs, and for words that a shell would fill in. */
function nodeCommand(argv: readonly string[]): string[] | undefined {
  const [program = '', ...rest] = argv.slice(argv.findIndex((word) => /^(?:node|nodemon)$/.test(word)));
  if (program !== 'node' && program !== 'nodemon') return undefined;
  const kept = rest.filter((word) => !/^--(?:watch|inspect|env-file)/.test(word) && !/^-[-\w]*nolazy$/.test(word));
  const file = kept.findIndex((word) => !word.startsWith('-'));
  if (
    file === -1 ||
    !/^[\w./@-]+$/.test(kept[file] ?? '') ||
    kept.some((word) => /[$`*<>|&;]/.test(word)) ||
    /\.tsx?$/.test(kept[file] ?? '')
  )
    return undefined;
  return ['node', ...kept.slice(0, file + 1)];
}

function exists(ground: Ground, path: string): boolean {
  const file = path.replace(/^\.\//, '');
  return ['', '.js', '.mjs', '.cjs', '/index.js'].some((ending) => ground.has(file + ending));
}

function mainOf(text: string): string | undefined {
  return /"main"\s*:\s*"([\w./@-]{1,200})"/.exec(text.slice(0, 100_000))?.[1];
}
