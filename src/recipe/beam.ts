import type { Ground } from './ground.ts';
import { type NoRecipe, type Recipe, dockerfileOf, dockerignoreOf, execForm } from './recipe.ts';

/** Phoenix and other Elixir services as a release. https://hexdocs.pm/phoenix/releases.html */
export function elixirRecipe(ground: Ground): Recipe | NoRecipe {
  const name = /\bapp:\s*:(\w{1,100})/.exec(ground.text('mix.exs').slice(0, 100_000))?.[1];
  if (name === undefined) return { cannot: 'mix.exs does not say the name of the application.' };
  if (ground.above('mix.exs') !== undefined && !ground.has('mix.lock'))
    return { cannot: 'it is a member of an umbrella: its release is made from the directory of that.' };
  const otp = ground.version('beam', 'erlang');
  const phoenix = ground.uses('phoenix');
  const folder = (one: string): boolean => ground.files.some((path) => path.startsWith(`${one}/`));
  const assets = phoenix && folder('assets') && ground.text('mix.exs').includes('assets.deploy');
  if (phoenix)
    ground.note(
      'SECRET_KEY_BASE, DATABASE_URL and PHX_HOST are given to the container when it is run. Migrations run as a job.',
    );
  const dockerfile = dockerfileOf(
    [
      `FROM elixir:${ground.version('elixir', 'elixir')}-otp-${otp}-slim AS build`,
      'RUN apt-get update && apt-get install -y --no-install-recommends build-essential git && rm -rf /var/lib/apt/lists/*',
      'WORKDIR /app',
      'ENV MIX_ENV=prod',
      'RUN mix local.hex --force && mix local.rebar --force',
      '# The dependencies alone: this layer is made again only when they change.',
      `COPY mix.exs${ground.has('mix.lock') ? ' mix.lock' : ''} ./`,
      'RUN mix deps.get --only prod',
      'COPY . .',
      'RUN mix deps.compile && mix compile',
      assets ? 'RUN mix assets.deploy' : undefined,
      'RUN mix release',
    ],
    [
      '# The image that the one above is made of: the same C library and OpenSSL.',
      `FROM erlang:${otp}-slim`,
      `ENV LANG=C.UTF-8${phoenix ? ' PHX_SERVER=true PORT=4000' : ''}`,
      'WORKDIR /app',
      `COPY --from=build /app/_build/prod/rel/${name} ./`,
      '# The user `nobody`, by number: Kubernetes cannot tell for a name that it is not root.',
      'USER 65534:65534',
      'EXPOSE 4000',
      execForm('CMD', [`/app/bin/${name}`, 'start']),
    ],
  );
  return {
    dockerfile,
    dockerignore: dockerignoreOf(
      '_build',
      'deps',
      'assets/node_modules',
      'priv/static/assets',
      'test',
      'erl_crash.dump',
    ),
    notes: ground.notes,
  };
}
