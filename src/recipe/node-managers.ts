import type { Ground, Place } from './ground.ts';
import type { NoRecipe } from './recipe.ts';

/** How a package manager of Node.js installs what a lock file says. */
export interface NodeManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'yarn classic';
  /** The version that is installed, where that is not the image's. */
  readonly version?: string;
  /** The files to copy before an installation. */
  readonly manifests: readonly string[];
  /** Instruction that brings the manager into the image, if it is not there. */
  readonly install?: string;
  readonly production: string;
  readonly everything: string;
  /** What runs a script. */
  readonly run: string;
}

const cached = (directory: string, command: string): string => `RUN --mount=type=cache,target=${directory} ${command}`;

/** The package manager whose lock file stands beside package.json. */
export function nodeManager(ground: Place & Pick<Ground, 'note'>, lock: string | undefined): NodeManager | NoRecipe {
  const beside = (...names: readonly string[]): string[] => names.filter((name) => ground.has(name));
  const wanted = /"packageManager"\s*:\s*"(\w+)@([\w.-]{1,40})/.exec(ground.text('package.json').slice(0, 100_000));
  const versionOf = (name: string, usual: string): string => (wanted?.[1] === name ? (wanted[2] ?? usual) : usual);
  switch (lock) {
    case 'npm':
      return {
        name: 'npm',
        manifests: ['package.json', ...beside('package-lock.json', 'npm-shrinkwrap.json')],
        production: cached('/root/.npm', 'npm ci --omit=dev'),
        everything: cached('/root/.npm', 'npm ci'),
        run: 'npm run',
      };
    case 'pnpm': {
      const format = /^lockfileVersion:\s*'?(\d+)/m.exec(ground.text('pnpm-lock.yaml').slice(0, 2000))?.[1] ?? '9';
      const version = versionOf('pnpm', { '5': '7.33.7', '6': '8.15.9' }[format] ?? '10.18.0');
      const install = (more: string): string =>
        cached('/pnpm/store', `pnpm install --frozen-lockfile --store-dir=/pnpm/store${more}`);
      return {
        name: 'pnpm',
        version,
        manifests: ['package.json', 'pnpm-lock.yaml', ...beside('pnpm-workspace.yaml')],
        install: `RUN npm install --global pnpm@${version}`,
        production: install(' --prod'),
        everything: install(''),
        run: 'pnpm run',
      };
    }
    case 'yarn': {
      const classic =
        ground.text('yarn.lock') === '' || /^# yarn lockfile v1/m.test(ground.text('yarn.lock').slice(0, 500));
      if (classic) {
        const install = (more: string): string =>
          cached('/usr/local/share/.cache/yarn', `yarn install --frozen-lockfile${more}`);
        return {
          name: 'yarn classic',
          manifests: ['package.json', 'yarn.lock'],
          install: `RUN npm install --global --force yarn@${versionOf('yarn', '1.22.22')}`,
          production: install(' --production'),
          everything: install(''),
          run: 'yarn run',
        };
      }
      if (!/^nodeLinker:\s*["']?(?:node-modules|pnpm)/m.test(ground.text('.yarnrc.yml').slice(0, 10_000)))
        return {
          cannot:
            "yarn installs by Plug'n'Play here, without node_modules; with `nodeLinker: node-modules` in .yarnrc.yml one could be written.",
        };
      return {
        name: 'yarn',
        manifests: ['package.json', 'yarn.lock', '.yarnrc.yml'],
        install: 'RUN npm install --global --force corepack@0.34.0 && corepack enable',
        production: cached('/root/.yarn/berry/cache', 'yarn workspaces focus --all --production'),
        everything: cached('/root/.yarn/berry/cache', 'yarn install --immutable'),
        run: 'yarn run',
      };
    }
    default:
      ground.note(
        'There is no lock file: every build may install other versions. Commit one, and replace `npm install` by `npm ci`.',
      );
      return {
        name: 'npm',
        manifests: ['package.json'],
        production: cached('/root/.npm', 'npm install --omit=dev'),
        everything: cached('/root/.npm', 'npm install'),
        run: 'npm run',
      };
  }
}
