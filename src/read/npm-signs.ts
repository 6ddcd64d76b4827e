import type { Command } from '../model/command.ts';
import type { Dependency } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { type Document, fieldOf, isRecord } from './document.ts';
import { addTo } from './lazily.ts';
import { baseName, programOf } from './script-commands.ts';

/** Programs that serve or build pages for a browser, or an app for a phone or a desktop. */
const frontendPrograms = new Set(
  (
    'react-scripts vite ng next nuxt nuxi gatsby astro vue-cli-service expo react-native parcel webpack webpack-dev-server rspack rsbuild ' +
    'remix-serve react-router-serve serve http-server live-server craco quasar storybook start-storybook docusaurus vitepress vuepress ' +
    'eleventy ionic electron electron-forge electron-vite tauri svelte-kit ember stencil umi max farm mix encore'
  ).split(' '),
);

/** Programs that start other scripts or other packages, or that test and build: they say nothing of what this package is. */
const silentPrograms = new Set(
  (
    'turbo lerna nx npm-run-all run-p run-s concurrently npm pnpm yarn wireit moon rush tsc tsup rollup esbuild jest vitest mocha ava ' +
    'eslint prettier cypress playwright echo true exit cd make docker docker-compose'
  ).split(' '),
);

/** Packages that only a user interface needs. */
const frontendPackages = new Set(
  (
    'react-dom react-native vue svelte preact solid-js lit @angular/core @angular/platform-browser next nuxt gatsby astro @remix-run/react ' +
    '@sveltejs/kit expo electron ember-source @docusaurus/core vitepress vuepress alpinejs htmx.org jquery bootstrap'
  ).split(' '),
);

/** Tools that put the functions of a package into a cloud. */
const functionHosts = new Set(
  'serverless sls sst wrangler firebase functions-framework func netlify vercel nitro'.split(' '),
);

const testPackages = new Set(
  'cypress @playwright/test playwright webdriverio @wdio/cli testcafe nightwatch k6'.split(' '),
);

const scriptRunners = new Set('npm pnpm yarn bun deno npm-run-all npm-run-all2 run-p run-s'.split(' '));

/** Scripts that come before a start and say nothing of what is started. */
const preparing =
  /(?:^|:)(?:pre|post)?(?:build|compile|bundle|test|lint|clean|migrat|generate|seed|watch|install|setup|check|db|database)/;

const startScripts = new Set(['start', 'start:prod', 'start:production', 'start:server', 'serve', 'server']);

/** What a package.json shows of the role of its package, most telling first. */
export function npmSigns(
  path: string,
  document: Document,
  dependencies: readonly Dependency[],
  commands: readonly Command[],
): Sign[] {
  const signs: Sign[] = [];
  const add = (role: Sign['for'], reason: string, ...keys: readonly string[]): void => {
    signs.push({ for: role, reason, at: { path, line: document.lineOf(...keys) } });
  };
  const field = (key: string): unknown => fieldOf(document.value, key);
  const says = (key: string): boolean => field(key) !== undefined && field(key) !== null && field(key) !== false;
  if (typeof field('name') === 'string' && /\{\{|<%/.test(String(field('name'))))
    add('template', 'its name is a placeholder', 'name');

  const started = startSigns(commands);
  const starts = started.length > 0;
  signs.push(...started);

  const runtime = dependencies.filter(({ scope }) => scope === 'runtime');
  // What a private package lists is copied into images.
  const published = ['publishConfig', 'exports', 'module', 'types', 'typings', 'files'].find(
    (key) => says(key) && !(key === 'files' && field('private') === true),
  );
  const page = dependencies.find(
    ({ name, scope }) => (scope === 'runtime' || scope === 'development') && frontendPackages.has(name),
  );
  const peer = dependencies.find(({ scope }) => scope === 'peer');
  // What is made for other pages needs their framework and supports their browsers: it is no page itself.
  if (page && published === undefined) signs.push({ for: 'frontend', reason: `depends on ${page.name}`, at: page.at });
  if (says('browserslist') && published === undefined)
    add('frontend', 'names the browsers it supports', 'browserslist');
  if (says('bin')) add('tool', 'has a bin entry', 'bin');
  if (isRecord(field('engines')) && fieldOf(field('engines'), 'vscode') !== undefined)
    add('tool', 'is an editor extension', 'engines');

  if (published !== undefined) add('library', `has ${published}`, published);
  else if (!starts && offersMain(field('main')) && field('private') !== true && says('version')) {
    add('library', 'has main and is not private', 'main');
  }
  if (peer && field('private') !== true) signs.push({ for: 'library', reason: 'has peer dependencies', at: peer.at });

  const tests = dependencies.find(({ name }) => testPackages.has(name));
  const offered = published !== undefined || offersMain(field('main'));
  if (tests && runtime.length === 0 && !starts && !page && !offered && dependencies.length <= 12) {
    signs.push({ for: 'test', reason: `only depends on ${tests.name} and other development packages`, at: tests.at });
  }
  return signs;
}

/** `npm init` writes `index.js` into every package, and services name their entry there. */
function offersMain(main: unknown): boolean {
  return (
    typeof main === 'string' &&
    !/^(?:\.\/)?(?:src\/)?(?:index|app|server|main|start)(?:\.[cm]?[jt]s)?$/.test(main.slice(0, 100))
  );
}

/** What the scripts or tasks that start something, start. */
export function startSigns(commands: readonly Command[]): Sign[] {
  const signs: Sign[] = [];
  const seen = new Set<string>();
  const started = startedScripts(commands);
  for (const { argv, name, at } of commands) {
    const called = baseName(programOf(argv)[0] ?? '');
    const hosted = functionHosts.has(called);
    if (!hosted && (!started.has(name) || silentPrograms.has(called))) continue;
    const role = frontendPrograms.has(called) ? 'frontend' : 'service';
    if (!seen.has(called)) signs.push({ for: role, reason: `its script ${name} runs ${called}`, at });
    seen.add(called);
  }
  return signs;
}

/** The scripts that start something, and those that they run in turn (`npm run start-server`). */
function startedScripts(commands: readonly Command[]): Set<string> {
  const byName = new Map<string, Command[]>();
  for (const command of commands) addTo(byName, command.name, command);
  const started = new Set([...startScripts].filter((name) => byName.has(name)));
  for (const name of started) {
    for (const { argv } of byName.get(name) ?? []) {
      if (!scriptRunners.has(baseName(argv[0] ?? ''))) continue;
      for (const word of argv.slice(1)) if (byName.has(word) && !preparing.test(word)) started.add(word);
    }
  }
  return started;
}
