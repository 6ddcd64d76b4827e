import type { Ground } from './ground.ts';
import { type NoRecipe, type Recipe, dockerfileOf, dockerignoreOf, execForm } from './recipe.ts';

const entries = ['main', 'server', 'mod', 'index', 'app', 'src/main', 'src/server', 'src/index', 'src/app'].flatMap(
  (name) => [`${name}.ts`, `${name}.tsx`, `${name}.js`],
);

/** Deno: https://github.com/denoland/deno_docker. The image's entry point is deno itself, so that CMD begins with a subcommand. */
export function denoRecipe(ground: Ground): Recipe | NoRecipe {
  const task = ground.component.commands.find(
    ({ name, argv }) => name === 'start' && argv[0] === 'deno' && (argv[1] === 'run' || argv[1] === 'serve'),
  );
  const words = (task?.argv ?? []).filter((word) => !/^--(?:watch|inspect)/.test(word));
  const file =
    words.find((word) => /^[\w./-]+\.[cm]?[jt]sx?$/.test(word) && ground.has(word.replace(/^\.\//, ''))) ??
    entries.find((path) => ground.has(path));
  if (file === undefined)
    return { cannot: 'its start file cannot be told. Give deno.json a task `start` that runs it.' };
  const permissions = words.filter((word) => /^(?:-A|--allow-[\w-]+(?:=[^$`]*)?)$/.test(word));
  if (permissions.includes('-A') || permissions.includes('--allow-all'))
    ground.note('The start task allows everything: name the permissions that the service needs.');
  if (task === undefined)
    ground.note(`That ${file} is the start file, and that it needs the network and the environment, is a guess.`);
  const frozen = ground.has('deno.lock') ? '--frozen ' : '';
  const [, subcommand = 'run'] = words;
  const dockerfile = dockerfileOf([
    `FROM denoland/deno:${ground.release('deno', 'deno')}`,
    '# The user `deno`, by number: Kubernetes cannot tell for a name that it is not root.',
    'USER 1993:1993',
    'WORKDIR /app',
    'COPY . .',
    '# Modules are fetched now, and only what deno.lock says.',
    `RUN deno cache ${frozen}${file}`,
    'EXPOSE 8000',
    '# No more than these permissions, and nothing fetched at the start.',
    execForm('CMD', [
      subcommand,
      '--cached-only',
      ...(permissions.length > 0 ? permissions : ['--allow-net', '--allow-env']),
      file,
    ]),
  ]);
  return { dockerfile, dockerignore: dockerignoreOf('node_modules', 'coverage', '*_test.ts'), notes: ground.notes };
}

/** Bun: https://bun.com/guides/ecosystem/docker. */
export function bunRecipe(ground: Ground): Recipe | NoRecipe {
  const start = ground.component.commands.find(
    ({ name, origin, argv }) => origin === 'script' && name === 'start' && argv[0] === 'bun',
  );
  const named = start?.argv.find(
    (word) => /^[\w./-]+\.[cm]?[jt]sx?$/.test(word) && ground.has(word.replace(/^\.\//, '')),
  );
  const file = named ?? entries.find((path) => ground.has(path));
  if (file === undefined)
    return { cannot: 'its start file cannot be told. Give package.json a `start` script that runs it with bun.' };
  if (named === undefined) ground.note(`That ${file} is the start file is a guess: no script of package.json says it.`);
  const lock = ['bun.lock', 'bun.lockb'].find((path) => ground.has(path));
  if (lock === undefined) ground.note('There is no lock file: every build may install other versions.');
  const image = `oven/bun:${ground.release('bun', 'bun')}-slim`;
  const dockerfile = dockerfileOf(
    [
      `FROM ${image} AS deps`,
      'WORKDIR /app',
      '# The manifests alone: this layer is made again only when they change.',
      `COPY package.json ${lock ?? ''} ./`.replace('  ', ' '),
      `RUN --mount=type=cache,target=/root/.bun/install/cache bun install${lock === undefined ? '' : ' --frozen-lockfile'} --production`,
    ],
    [
      `FROM ${image}`,
      'ENV NODE_ENV=production',
      'WORKDIR /app',
      'COPY --from=deps /app/node_modules ./node_modules',
      'COPY . .',
      '# The user `bun`, by number: Kubernetes cannot tell for a name that it is not root.',
      'USER 1000:1000',
      'EXPOSE 3000',
      execForm('CMD', ['bun', file]),
    ],
  );
  return { dockerfile, dockerignore: dockerignoreOf('node_modules', 'dist', 'coverage'), notes: ground.notes };
}
