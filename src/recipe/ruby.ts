import type { Ground } from './ground.ts';
import { type NoRecipe, type Recipe, dockerfileOf, dockerignoreOf, execForm, unprivileged } from './recipe.ts';

const libraries: readonly { gem: string; build: string; run: string }[] = [
  { gem: 'pg', build: 'libpq-dev', run: 'libpq5' },
  { gem: 'mysql2', build: 'default-libmysqlclient-dev', run: 'libmariadb3' },
  { gem: 'sqlite3', build: 'libsqlite3-dev', run: 'libsqlite3-0' },
  { gem: 'ruby-vips', build: 'libvips-dev', run: 'libvips42' },
];

/** Rails, Sinatra and what else Puma serves. https://guides.rubyonrails.org/getting_started.html#deploying-to-production */
export function rubyRecipe(ground: Ground): Recipe | NoRecipe {
  if (!ground.has('config.ru')) return { cannot: 'it has no config.ru that a server could start.' };
  if (!ground.has('Gemfile.lock')) return { cannot: 'it has no Gemfile.lock: `bundle lock` makes one.' };
  const rails = ground.uses('rails');
  const image = `ruby:${ground.version('ruby', 'ruby')}-slim`;
  const used = libraries.filter(({ gem }) => ground.depends(gem));
  const install = (names: readonly string[]): string =>
    `RUN apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')} && rm -rf /var/lib/apt/lists/*`;
  const assets = rails && ground.depends('sprockets-rails', 'propshaft');
  if (!ground.depends('puma')) ground.note('puma is not among the gems: add it, or the container cannot start.');
  if (rails)
    ground.note(
      'RAILS_MASTER_KEY or SECRET_KEY_BASE is given to the container when it is run. Migrations run as a job.',
    );
  const settings = `ENV ${rails ? 'RAILS_ENV' : 'RACK_ENV'}=production BUNDLE_DEPLOYMENT=1 BUNDLE_WITHOUT=development:test BUNDLE_PATH=/usr/local/bundle`;
  const dockerfile = dockerfileOf(
    [
      `FROM ${image} AS build`,
      install(['build-essential', 'git', 'libyaml-dev', 'pkg-config', ...used.map(({ build }) => build)]),
      settings,
      'WORKDIR /app',
      '# The gems alone: this layer is made again only when they change.',
      `COPY Gemfile Gemfile.lock${ground.has('.ruby-version') ? ' .ruby-version' : ''} ./`,
      'RUN bundle install && rm -rf /usr/local/bundle/ruby/*/cache',
      'COPY . .',
      ...(assets
        ? ['# A key that is only good for this step.', 'RUN SECRET_KEY_BASE_DUMMY=1 ruby bin/rails assets:precompile']
        : []),
    ],
    [
      `FROM ${image}`,
      used.length > 0 ? install(used.map(({ run }) => run)) : undefined,
      settings,
      ...(rails ? ['ENV RAILS_LOG_TO_STDOUT=1'] : []),
      'WORKDIR /app',
      'COPY --from=build /usr/local/bundle /usr/local/bundle',
      'COPY --from=build /app ./',
      rails ? '# The only directories that it writes to.' : undefined,
      rails ? 'RUN mkdir -p log storage tmp && chown -R 10001:10001 log storage tmp' : undefined,
      ...unprivileged,
      'EXPOSE 3000',
      execForm('CMD', ['bundle', 'exec', 'puma', '--bind', 'tcp://0.0.0.0:3000', 'config.ru']),
    ],
  );
  return {
    dockerfile,
    dockerignore: dockerignoreOf(
      'log/*',
      'tmp/*',
      'storage/*',
      'node_modules',
      'public/assets',
      'config/master.key',
      'config/credentials/*.key',
      '.bundle',
    ),
    notes: ground.notes,
  };
}
