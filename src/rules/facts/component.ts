import type { Component } from '../../model/component.ts';
import type { Dependency } from '../../model/dependency.ts';
import { schemeFor } from '../../versions/index.ts';
import type { FactType } from '../fact-type.ts';
import { mayBeBuiltUnread } from '../questions/unread-dockerfiles.ts';

const production = (scope: string): boolean => scope === 'runtime' || scope === 'optional';

export const componentFacts: FactType<Component> = {
  name: 'Component',
  doc: 'A directory with a manifest of its own, or with an image build of its own.',
  fields: {
    path: { type: 'string', doc: 'From the root; `.` for the root.', of: (component) => component.path },
    name: { type: 'string', doc: 'The name in its manifest, or of its directory.', of: (component) => component.name },
    label: {
      type: 'string',
      doc: "What to call it at the start of a sentence: its path, or its name where it stands at the repository's root.",
      of: ({ path, name }) => (path !== '.' ? path : name === '.' ? 'This repository' : name),
    },
    role: {
      type: 'string',
      doc: 'service, library, frontend, example, test or template',
      of: (component) => component.role,
    },
    language: {
      type: 'string',
      doc: 'Its main language, `TypeScript`; empty if unknown.',
      of: (component) => component.language ?? '',
    },
    technologies: {
      type: 'list<Technology>',
      doc: 'What it is built of.',
      of: (component) =>
        component.technologies.filter((use) => use.strength !== 'weak').map((use) => ({ use, component })),
    },
    dependencies: {
      type: 'list<Dependency>',
      doc: 'The packages it names.',
      of: (component) => component.dependencies.map((dependency) => ({ dependency, component })),
    },
    runtimes: {
      type: 'list<Runtime>',
      doc: 'What its files say about runtime versions.',
      of: (component) => component.runtimes.map((runtime) => ({ runtime, component })),
    },
    settings: {
      type: 'list<Setting>',
      doc: 'Values of its configuration files.',
      of: (component) => component.settings.map((setting) => ({ setting, component })),
    },
    commands: {
      type: 'list<Command>',
      doc: 'Its scripts, tasks and start commands.',
      of: (component) => component.commands.map((command) => ({ command, component })),
    },
    serves: {
      type: 'bool',
      doc: 'It uses a web framework or server in production.',
      of: serves,
    },
    frameworks: {
      type: 'string',
      doc: 'The names of its web frameworks, layers left out.',
      of: (component) =>
        rivals(component)
          .map(({ technology }) => technology.name)
          .join(', '),
    },
    rival_frameworks: {
      type: 'int',
      doc: 'How many web frameworks of the same language it uses in production, none beneath another.',
      of: (component) =>
        Math.max(
          0,
          ...[...new Set(rivals(component).map(({ technology }) => technology.language))].map(
            (language) => rivals(component).filter(({ technology }) => technology.language === language).length,
          ),
        ),
    },
    platform_built: {
      type: 'bool',
      doc: 'A platform builds and runs it from its source: serverless functions, edge workers, hosting of front ends.',
      of: (component, { paths }) => {
        const beside = (name: string): boolean =>
          paths.has(component.path === '.' ? name : `${component.path}/${name}`) || paths.has(name);
        return (
          component.technologies.some(
            ({ technology, strength }) =>
              strength !== 'weak' && (technology.category === 'faas' || technology.category === 'ssr'),
          ) ||
          [
            'vercel.json',
            'netlify.toml',
            'wrangler.toml',
            'wrangler.json',
            'wrangler.jsonc',
            'serverless.yml',
            'serverless.yaml',
            'template.yaml',
            'app.yaml',
            'firebase.json',
            'fly.toml',
            'render.yaml',
            'Earthfile',
            'flake.nix',
            'BUILD.bazel',
            'WORKSPACE',
          ].some(beside)
        );
      },
    },
    deployable: {
      type: 'bool',
      doc: 'It serves requests, or has a start script or an entry point of its own.',
      of: (component) =>
        component.roleReasons.length > 0 &&
        component.technologies.some(
          ({ technology, strength }) =>
            strength === 'strong' &&
            (technology.kind === 'framework' || technology.kind === 'server') &&
            technology.category !== 'faas',
        ),
    },
    workloads_start: {
      type: 'bool',
      doc: 'A compose file or Kubernetes manifest says what its container starts.',
      of: ({ workloads }) => workloads.some(({ command }) => command !== undefined),
    },
    has_image: {
      type: 'bool',
      doc: 'An image of it is built: by a Dockerfile of its own or of a directory above that takes it in, or by a build tool.',
      of: (component, { components }) =>
        component.images.length > 0 ||
        component.imageBuilders.length > 0 ||
        isHosted(component, components) ||
        components.some((other) => takesIn(other, component)),
    },
    unread_dockerfile: {
      type: 'bool',
      doc: 'A Dockerfile that may build it was not analysed, so that nobody knows whether it has an image.',
      of: ({ path }, context) => mayBeBuiltUnread(path === '.' ? '' : path, context),
    },
    lockable: {
      type: 'bool',
      doc: 'It has production dependencies of an ecosystem whose tools write lock files, and they are not all exact.',
      of: (component) => lockNames(component).length > 0,
    },
    lock_names: {
      type: 'string',
      doc: 'The lock files that its ecosystems know.',
      of: (component) => lockNames(component).join(' or '),
    },
    locked: { type: 'bool', doc: 'A lock file covers it.', of: (component) => component.lockfiles.length > 0 },
    ecosystems: {
      type: 'list<string>',
      doc: 'The ecosystems of its dependencies.',
      of: (component) => [...new Set(component.dependencies.map(({ ecosystem }) => ecosystem))],
    },
    at: {
      type: 'Location',
      doc: 'Its manifest.',
      of: (component) => component.manifests[0] ?? component.images[0]?.at ?? { path: component.path },
    },
  },
  methods: {
    has_dependency: {
      parameters: ['string'],
      returns: 'bool',
      doc: 'It names this package, in whatever scope. `*` at the end matches any rest.',
      of: (component, _context, name: string) =>
        component.dependencies.some((dependency) => matches(dependency.name, name)),
    },
    has_any_dependency: {
      parameters: ['list<string>'],
      returns: 'bool',
      doc: 'It names one of these packages, in whatever scope, or a package of the same repository that it names does for production. `*` at the end matches any rest.',
      of: (component, { components }, names: readonly string[]) => {
        const named = (dependency: Dependency): boolean => names.some((name) => matches(dependency.name, name));
        if (component.dependencies.some(named)) return true;
        const local = component.dependencies.filter(({ source }) => source === 'workspace' || source === 'path');
        const others = components.filter(({ name }) => local.some((dependency) => dependency.name === name));
        return others.some(({ dependencies }) => dependencies.some((one) => production(one.scope) && named(one)));
      },
    },
    ships: {
      parameters: ['string'],
      returns: 'bool',
      doc: 'It names this package for production.',
      of: (component, _context, name: string) =>
        component.dependencies.some((dependency) => production(dependency.scope) && matches(dependency.name, name)),
    },
    uses: {
      parameters: ['string'],
      returns: 'bool',
      doc: 'It uses the technology with this id in production.',
      of: (component, _context, id: string) =>
        component.technologies.some((use) => use.technology.id === id && use.strength !== 'weak'),
    },
    has_setting: {
      parameters: ['string'],
      returns: 'bool',
      doc: 'One of its configuration files sets this key, to whatever value.',
      of: (component, _context, key: string) => component.settings.some((setting) => setting.key === key),
    },
    setting: {
      parameters: ['string'],
      returns: 'string',
      doc: 'The literal value of a key in its configuration for production, or for every environment; empty if there is none.',
      of: (component, _context, key: string) => {
        const set = component.settings.filter((setting) => setting.key === key && setting.value !== undefined);
        return (
          (set.find(({ profile }) => profile === 'production') ?? set.find(({ profile }) => profile === 'base'))
            ?.value ?? ''
        );
      },
    },
    has_file: {
      parameters: ['string'],
      returns: 'bool',
      doc: 'A file of this path stands in its directory.',
      of: (component, context, name: string) =>
        context.paths.has(component.path === '.' ? name : `${component.path}/${name}`),
    },
  },
};

/** Whether a component uses a web framework or a server in production. */
export function serves({ technologies }: Component): boolean {
  return technologies.some(
    ({ technology, strength }) =>
      strength === 'strong' && (technology.kind === 'framework' || technology.kind === 'server'),
  );
}

/** Whether an image of one component copies its whole build context, and the other lies in that. */
function takesIn({ images }: Component, { path }: Component): boolean {
  return images.some(
    ({ context, copies }) =>
      (context === '' || path === context || path.startsWith(`${context}/`)) &&
      copies.some(
        ({ from, sources }) => from === undefined && sources.some((source) => /^(?:\.?\/?|\.\/\*|\*)$/.test(source)),
      ),
  );
}

/** Whether a host of .NET Aspire stands beside this project: publishing that makes images of all the projects it runs. https://aspire.dev/deployment/overview/ */
function isHosted({ manifests }: Component, components: readonly Component[]): boolean {
  return (
    manifests.some(({ path }) => /\.(?:cs|fs|vb)proj$/.test(path)) &&
    components.some(({ dependencies }) =>
      dependencies.some(({ name }) => /^Aspire\.(?:AppHost\.Sdk|Hosting\.AppHost)$/i.test(name)),
    )
  );
}

/** Frameworks that route requests. Those for remote calls, models or pages may well stand beside one of these. */
function rivals({ technologies }: Component) {
  return technologies.filter(
    ({ technology, strength, layer }) =>
      technology.kind === 'framework' &&
      strength === 'strong' &&
      !layer &&
      (technology.category === 'micro' || technology.category === 'full-stack'),
  );
}

function matches(name: string, wanted: string): boolean {
  return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}

/** Maven and Gradle have no lock file by convention; Go's go.mod is one. */
const lockFiles: Readonly<Record<string, string>> = {
  npm: 'package-lock.json, pnpm-lock.yaml, yarn.lock or bun.lock',
  pypi: 'uv.lock, poetry.lock, pdm.lock or Pipfile.lock',
  cargo: 'Cargo.lock',
  hex: 'mix.lock',
  rubygems: 'Gemfile.lock',
  composer: 'composer.lock',
  deno: 'deno.lock',
  jsr: 'deno.lock',
};

function lockNames(component: Component): string[] {
  const names = component.dependencies
    .filter(({ ecosystem, scope, source, requirement }) => {
      if (!production(scope) || source === 'path' || source === 'workspace') return false;
      return schemeFor(ecosystem, requirement)?.exact(requirement ?? '') === undefined;
    })
    .map(({ ecosystem }) => lockFiles[ecosystem])
    .filter((name) => name !== undefined);
  return [...new Set(names)];
}
