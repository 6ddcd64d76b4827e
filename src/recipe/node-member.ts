import type { Lockfile } from '../model/lockfile.ts';
import { directoryOf, relativeTo } from '../read/directory.ts';
import type { Ground } from './ground.ts';
import { type NodeManager, nodeManager } from './node-managers.ts';
import { type NoRecipe, type Recipe, dockerfileOf, dockerignoreOf, execForm } from './recipe.ts';

/** What package.json tells of a service: how it is started, whether it has to be built, and whether its modules have to be compiled. */
interface Shape {
  readonly start: readonly string[];
  readonly builds: boolean;
  readonly compiles: boolean;
}

/** A member of a workspace of npm, pnpm or yarn, built from the workspace's root with the members that it needs. */
export function nodeMemberRecipe(
  ground: Ground,
  lock: Lockfile,
  { start, builds, compiles }: Shape,
): Recipe | NoRecipe {
  const context = directoryOf(lock.at.path);
  const manager = nodeManager({ ...ground.from(context), note: ground.note }, lock.manager);
  if ('cannot' in manager) return manager;
  const members = [...ground.locals, ground.directory].map((one) => relativeTo(context, one));
  const inside = members.at(-1) ?? '';
  const { name } = ground.component;
  if (!members.every((one) => one !== undefined && /^[\w@./-]+$/.test(one)) || !/^(?:@[\w.-]+\/)?[\w.-]+$/.test(name))
    return { cannot: 'the names in its workspace are more than names to a shell.' };
  const plan = plans[manager.name];
  const version = ground.version('node', 'nodejs');
  const slim = `node:${version}-slim`;
  ground.note('EXPOSE names port 3000: change it if the service listens on another.');
  if (builds)
    ground.note('Whatever other members need to be built is built first only if it is a dependency of this one.');
  const member: Member = { name, inside, members: members as string[], builds, manager };
  const dockerfile = dockerfileOf(
    [
      compiles ? '# The full image has the compiler that native modules need; it stays behind.' : undefined,
      `FROM ${compiles ? `node:${version}` : slim} AS build`,
      manager.install,
      'WORKDIR /src',
      '# From the root of the workspace: its lock file and the members that this one needs stand there.',
      'COPY . .',
      ...plan.build(member),
    ],
    [
      `FROM ${slim}`,
      '# Frameworks leave out debugging help and cache views.',
      'ENV NODE_ENV=production',
      ...plan.copies(member),
      '# The user `node`, by number: Kubernetes cannot tell for a name that it is not root.',
      'USER 1000:1000',
      'EXPOSE 3000',
      '# node itself, so that it gets the signal to stop: a package manager does not pass it on.',
      execForm('CMD', start),
    ],
  );
  // pnpm leaves out of a deployment what .gitignore names, and that is where builds are named.
  const ignored = manager.name === 'pnpm' ? ['**/.gitignore'] : [];
  return {
    dockerfile,
    dockerignore: dockerignoreOf('**/node_modules', '**/dist', '**/coverage', '**/npm-debug.log*', ...ignored),
    notes: ground.notes,
    context,
  };
}

interface Member {
  readonly name: string;
  /** Its directory, from the workspace's root. */
  readonly inside: string;
  /** The directories of the members that it needs, in the order in which they have to be built, and its own. */
  readonly members: readonly string[];
  readonly builds: boolean;
  readonly manager: NodeManager;
}

/** How one package manager builds a member and leaves behind what only that needs; and what is copied of it. */
interface Plan {
  build(member: Member): (string | undefined)[];
  copies(member: Member): string[];
}

const without = '# Without what only the build needs.';

/** Installed packages lie at the root, and a member finds the others through links there. */
const tree: Plan['copies'] = ({ members, inside }) => [
  `WORKDIR /app/${inside}`,
  'COPY --from=build /src/node_modules /app/node_modules',
  ...members.map((one) => `COPY --from=build /src/${one} /app/${one}`),
];

const plans: Readonly<Record<NodeManager['name'], Plan>> = {
  npm: {
    build: ({ members, builds, manager }) => [
      manager.everything,
      builds ? `RUN npm run build --if-present ${members.map((one) => `--workspace=${one}`).join(' ')}` : undefined,
      without,
      'RUN npm prune --omit=dev',
    ],
    copies: tree,
  },
  'yarn classic': {
    build: ({ members, name, builds, manager }) => [
      manager.everything,
      ...(builds && members.length === 1 ? [`RUN yarn workspace ${name} run build`] : []),
      // yarn 1 knows no order among members.
      ...(builds && members.length > 1
        ? [`RUN ${members.map((one) => `npm run build --if-present --prefix ${one}`).join(' && ')}`]
        : []),
      without,
      manager.production,
    ],
    copies: tree,
  },
  yarn: {
    build: ({ name, builds, manager }) => [
      manager.everything,
      builds ? `RUN yarn workspaces foreach --recursive --topological --from '${name}' run build` : undefined,
      without,
      `RUN yarn workspaces focus '${name}' --production`,
    ],
    copies: tree,
  },
  pnpm: {
    build: ({ name, builds, manager }) => [
      manager.everything,
      builds ? `RUN pnpm --filter '${name}...' run --if-present build` : undefined,
      '# The member alone, with the packages that it needs in production: https://pnpm.io/cli/deploy',
      `RUN pnpm --filter '${name}' deploy --prod${Number.parseInt(manager.version ?? '', 10) >= 10 ? ' --legacy' : ''} /out`,
    ],
    copies: () => ['WORKDIR /app', 'COPY --from=build /out ./'],
  },
};
