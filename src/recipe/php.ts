import type { Ground } from './ground.ts';
import { type NoRecipe, type Recipe, dockerfileOf, dockerignoreOf } from './recipe.ts';

/** Laravel and Symfony on FrankenPHP, whose server needs no second process. https://frankenphp.dev/docs/docker/ */
export function phpRecipe(ground: Ground): Recipe | NoRecipe {
  if (!ground.has('public/index.php'))
    return { cannot: 'it has no public/index.php, the entry that FrankenPHP serves.' };
  const locked = ground.has('composer.lock');
  if (!locked) ground.note('There is no composer.lock: every build may install other versions. Commit it.');
  const laravel = ground.uses('laravel');
  const extensions = ['opcache', 'intl', 'zip', ...(laravel ? ['pcntl', 'pdo_mysql', 'pdo_pgsql'] : ['pdo_pgsql'])];
  const writable = laravel ? 'storage bootstrap/cache' : 'var';
  ground.note('The PHP extensions are a guess: keep those that the code uses.');
  if (ground.has('package.json')) ground.note('Front-end assets are not built: add a stage with node for them.');
  const dockerfile = dockerfileOf(
    [
      'FROM composer:2 AS deps',
      'WORKDIR /app',
      `COPY composer.json${locked ? ' composer.lock' : ''} ./`,
      '# Extensions are those of the image below; scripts need the code.',
      'RUN --mount=type=cache,target=/tmp/cache composer install --no-dev --no-scripts --no-autoloader --prefer-dist --ignore-platform-reqs',
      'COPY . .',
      'RUN composer dump-autoload --no-dev --optimize --no-scripts',
    ],
    [
      `FROM dunglas/frankenphp:1-php${ground.version('php', 'php')}`,
      `RUN install-php-extensions ${extensions.join(' ')}`,
      '# Above 1024, so that no right to lower ports is needed.',
      `ENV SERVER_NAME=:8080${laravel ? ' APP_ENV=production' : ' APP_ENV=prod'}`,
      'WORKDIR /app',
      'COPY --from=deps /app ./',
      '# The only directories that it writes to.',
      `RUN mkdir -p ${writable} && chown -R 33:33 ${writable} /data/caddy /config/caddy`,
      '# The user `www-data`, by number: Kubernetes cannot tell for a name that it is not root.',
      'USER 33:33',
      'EXPOSE 8080',
    ],
  );
  return {
    dockerfile,
    dockerignore: dockerignoreOf('vendor', 'node_modules', 'var', 'storage/logs/*', 'public/build', 'tests'),
    notes: ground.notes,
  };
}
