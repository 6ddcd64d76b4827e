import type { IgnoreFile, Image } from '../../model/image.ts';
import { commandNameOf } from '../../read/shell-prefixes.ts';
import { profileOf } from '../../read/profile.ts';
import { directoryOf, fileNameOf, pathIn } from '../../read/directory.ts';
import { lazily } from '../../read/lazily.ts';
import { roleOfPlace } from '../../stack/places.ts';
import { ignores } from '../../stack/ignored-files.ts';
import { dockerignoreOf } from '../../recipe/recipe.ts';
import {
  filesOfContext,
  isContextCertain,
  imagesOfContext,
  isShipped,
  isTaken,
  keptOut,
  namesKeptOut,
  wouldHarm,
} from './build-context.ts';
import type { FactContext } from '../fact-type.ts';

/** A manifest or a lock file, the tool that reads it, and what that leaves beside it. What an image needs of these it makes when it runs the tool. */
const made: readonly (readonly [file: RegExp, tool: RegExp, directories: readonly string[]])[] = [
  [
    /^(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/,
    /^(?:npm|yarn|pnpm|bun|corepack)$/,
    ['node_modules'],
  ],
  [/^Cargo\.lock$/, /^cargo$/, ['target']],
  [/^pom\.xml$/, /^mvnw?$/, ['target']],
  [/^build\.gradle(?:\.kts)?$/, /^gradlew?$/, ['build']],
  [/^settings\.gradle(?:\.kts)?$/, /^gradlew?$/, ['.gradle']],
  [/^build\.sbt$/, /^sbt$/, ['target']],
  [/^mix\.lock$/, /^mix$/, ['_build', 'deps']],
  [/^composer\.lock$/, /^composer$/, ['vendor']],
  [/^[^/]+\.[cfv][sb]proj$/, /^dotnet$/, ['bin', 'obj']],
  [/^(?:uv|pdm)\.lock$/, /^(?:uv|pdm)$/, ['.venv']],
  [/^build\.zig$/, /^zig$/, ['zig-out', '.zig-cache']],
  [/^Package\.resolved$/, /^swift$/, ['.build']],
  [/^manifest\.toml$/, /^gleam$/, ['build']],
  [/^pubspec\.lock$/, /^(?:dart|flutter)$/, ['.dart_tool']],
];
/** Where there is no lock file: the manifest at the top of the context. */
const atTop: typeof made = [
  [/^package\.json$/, /^(?:npm|yarn|pnpm|bun)$/, ['node_modules']],
  [/^mix\.exs$/, /^mix$/, ['_build', 'deps']],
  [/^composer\.json$/, /^composer$/, ['vendor']],
];

/** Tools that ask git for a version or a revision when they build. */
const asksGit =
  /setuptools[-_]scm|hatch-vcs|versioneer|dynamic-versioning|dunamai|\bpbr\b|git-commit-id|git-?version|MinVer|Nerdbank|vergen|shadow-rs|githash|gitrev|['"]git['"]|git-describe|rev-parse|git (?:describe|log|show|status)|gitRevision|gitInfo|grgit|axion-release|nebula\.release|reckon|buildnumber-maven|jgitver/i;
/** Runners of scripts that are not read. */
const opaque = /\.sh$|^(?:just|task|rake|mage|bazel|nx|earthly|nix|goreleaser)$/;
const scripts =
  /^(?:Makefile|GNUmakefile|package\.json|pyproject\.toml|setup\.(?:py|cfg)|pom\.xml|build\.gradle(?:\.kts)?|Cargo\.toml|mix\.exs|build\.sbt|.*\.csproj|Directory\.Build\.props|.*\.sh|package\.yaml|.*\.cabal|.*\.nimble|Rakefile)$/;

/** Lines that a context needs of its ignore file, each with a path that the image would take otherwise. */
interface Wanted {
  readonly line: string;
  readonly path: string;
}

const mostWanted = 500;
const knownWanted = new WeakMap<Image, readonly Wanted[]>();

/** What lies in the context on developers' machines and is of no use to the image: its history, what its tools make anew, local variables. */
function wantedLines(image: Image, context: FactContext): readonly Wanted[] {
  const known = knownWanted.get(image) ?? findWanted(image, context);
  knownWanted.set(image, known);
  return known;
}

function findWanted(image: Image, context: FactContext): Wanted[] {
  if (image.copies.length > mostWanted) return [];
  const tools = new Set(
    image.built.flatMap(({ instructions }) =>
      instructions.flatMap(({ keyword, commands }) =>
        keyword === 'RUN'
          ? commands.flatMap(({ argv }) => (installsOther(argv) ? [] : commandNameOf(argv[0] ?? '')))
          : [],
      ),
    ),
  );
  const found: Wanted[] = [];
  if (image.context === '' && !mayNeedHistory(image, tools, context)) found.push({ line: '.git', path: '.git/HEAD' });
  const runs = ([, tool]: (typeof made)[number]): boolean => [...tools].some((one) => tool.test(one));
  const used = made.filter(runs);
  const usedAtTop = atTop.filter(runs);
  for (const path of tellingFiles(image, context).leaving) {
    if (found.length >= mostWanted) break;
    const name = fileNameOf(path);
    const left = (name === path ? [...used, ...usedAtTop] : used).flatMap(([manifest, , directories]) =>
      manifest.test(name) ? directories : [],
    );
    if (example.test(name)) left.push('.env');
    const directory = directoryOf(path);
    for (const one of left)
      found.push({ line: lineFor(one, directory), path: `${directory}/${one}/x`.replace(/^\//, '') });
  }
  return found
    .slice(0, mostWanted)
    .filter(({ line, path }) => (line.endsWith('.env') ? isShipped(path, image) : isTaken(path, image)));
}

const example = /^\.env\.(?:example|sample|template|dist)$/;

/** What the files of a context tell of it, whichever of its images asks. */
interface TellingFiles {
  /** Those beside which tools or developers leave something. */
  readonly leaving: readonly string[];
  /** A script or a manifest among them asks git for something. */
  readonly asksGit: () => boolean;
}

const knownFiles = new WeakMap<readonly string[], TellingFiles>();

function tellingFiles(image: Image, context: FactContext): TellingFiles {
  const files = filesOfContext(image, context);
  const prefix = pathIn(image.context, '');
  const known = knownFiles.get(files) ?? {
    leaving: files.filter((path) => {
      const name = fileNameOf(path);
      if (!example.test(name) && ![...made, ...atTop].some(([manifest]) => manifest.test(name))) return false;
      const directory = directoryOf(path);
      return directory.split('/').length <= 4 && roleOfPlace(directory) === undefined;
    }),
    asksGit: lazily(() =>
      files.some((path) => scripts.test(fileNameOf(path)) && asksGit.test(context.text(prefix + path) ?? '')),
    ),
  };
  knownFiles.set(files, known);
  return known;
}

/** `npm install -g less`, `yarn add mjml`: that makes nothing of the repository's own packages. */
function installsOther([program = '', ...words]: readonly string[]): boolean {
  if (!/^(?:npm|yarn|pnpm|bun)$/.test(commandNameOf(program))) return false;
  const [verb = '', ...named] = words.filter((word) => !word.startsWith('-'));
  return (
    words.some((word) => word === '-g' || word === '--global') || (/^(?:install|i|add)$/.test(verb) && named.length > 0)
  );
}

function lineFor(name: string, directory: string): string {
  return directory === '' ? name : `**/${name}`;
}

/** Whether something that the build runs may look at the repository's history, or cannot be looked into. Go and .NET stamp it into what they build. */
function mayNeedHistory(image: Image, tools: ReadonlySet<string>, context: FactContext): boolean {
  const said = image.built
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword }) => keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD')
    .flatMap((one) => [one.text, ...one.heredocs.map(({ content }) => content)]);
  if (said.some((words) => /(?:^|[^\w.-])git(?:$|[^\w.-])|\.git(?:\/|\b)/.test(words))) return true;
  if ((tools.has('go') || tools.has('dotnet')) && !said.some((words) => words.includes('-buildvcs=false'))) return true;
  if ([...tools].some((tool) => opaque.test(tool))) return true;
  return tellingFiles(image, context).asksGit();
}

/** The lines that an image's ignore file lacks; none where all is kept out, or where that was weighed: a comment or a `!` speaks of it. */
export function missingLines(image: Image, context: FactContext): readonly string[] {
  if (image.ignoreFile?.complete !== true || image.contexts.length !== 1) return [];
  const byFile = knownMissing.get(context) ?? new Map<string, readonly string[]>();
  knownMissing.set(context, byFile);
  const key = `${image.context}\0${image.ignoreFile.path}`;
  const known = byFile.get(key) ?? findMissing(image, image.ignoreFile, context);
  byFile.set(key, known);
  return known;
}

/** All images of a context lack the same. */
const knownMissing = new WeakMap<FactContext, Map<string, readonly string[]>>();

function findMissing(image: Image, { path: file, patterns }: IgnoreFile, context: FactContext): string[] {
  const ignored = ignores(patterns);
  const text = context.text(file) ?? '';
  const weighed = (line: string): boolean =>
    text.split('\n').some((one) => /^\s*[#!]/.test(one) && one.includes(line.replace('**/', '')));
  const lines = imagesOfContext(image, context)
    .filter(({ role }) => role === 'service')
    .flatMap((one) => wantedLines(one, context))
    .filter(({ line, path }) => !ignored(path) && !ignored(directoryOf(path)) && !weighed(line))
    .map(({ line }) => line);
  return widest(lines).filter((line) => !wouldHarm(line, image, context));
}

/** `**\/node_modules` takes in `node_modules`. */
function widest(lines: readonly string[]): string[] {
  return [...new Set(lines)].filter((line) => line.startsWith('**/') || !lines.includes(`**/${line}`));
}

/** Lines that may keep out files that are tracked: no image needs those. */
const ofTools = /^(?:\*\*\/)?(?:\.github|Dockerfile|\*\.dockerignore|(?:docker-)?compose\*\.ya?ml)$/;

/** The lines of an ignore file for a context that has none: those of the recipes, as far as no image of the context can miss what they keep out. */
export function newIgnoreFile(image: Image, context: FactContext): readonly string[] {
  if (!isContextCertain(image, context) && !isBeside(image)) return [];
  const byContext = knownNew.get(context) ?? new Map<string, readonly string[]>();
  knownNew.set(context, byContext);
  const lines = byContext.get(image.context) ?? makeLines(image, context);
  byContext.set(image.context, lines);
  return lines;
}

const knownNew = new WeakMap<FactContext, Map<string, readonly string[]>>();

function makeLines(image: Image, context: FactContext): string[] {
  const images = imagesOfContext(image, context);
  const wanted = images.map((one) => wantedLines(one, context).map(({ line }) => line));
  const readsHistory = wanted.some((lines, at) => isTaken('.git/x', images[at] ?? image) && !lines.includes('.git'));
  const made = widest(wanted.flat()).filter((line) => !/(?:^|\/)\.(?:git|env)$/.test(line));
  const kept: string[] = [];
  for (const line of dockerignoreOf(...made)
    .trimEnd()
    .split('\n')) {
    if (line.startsWith('!')) continue;
    if (line === '' || line.startsWith('#')) kept.push(line);
    else if (line === '.git') kept.push(...(image.context === '' && !readsHistory ? [line] : []));
    else if (line.endsWith('.env.*')) kept.push(...localVariables(line, image, context));
    else if (ofTools.test(line) ? isUseless(line, image, context) : !wouldHarm(line, image, context)) kept.push(line);
  }
  while (kept.at(-1) === '' || kept.at(-1)?.startsWith('#') === true) kept.pop();
  return kept;
}

/** A file with the usual name is built from its own directory. */
function isBeside({ dockerfile, context, contexts }: Image): boolean {
  return (
    contexts.length === 1 &&
    /^(?:.*\/)?(?:Docker|Container)file$/.test(dockerfile.path) &&
    directoryOf(dockerfile.path) === context
  );
}

/** Every local file of variables but the examples that are tracked; none where others are tracked, too. */
function localVariables(line: string, image: Image, context: FactContext): string[] {
  const tracked = new Set(keptOut(line, image, context).map(fileNameOf));
  const examples = new Set(['.env.example', ...tracked]);
  const known = [...tracked].every((name) => profileOf(name) === 'example');
  return known && !namesKeptOut(line, image, context) ? [line, ...[...examples].map((name) => `!**/${name}`)] : [];
}

/** Whether a line keeps out something that is tracked, and nothing but recipes for containers and workflows. */
function isUseless(line: string, image: Image, context: FactContext): boolean {
  const files = keptOut(line, image, context);
  if (files.length === 0) return false;
  const recipes = recipesOf(context);
  const prefix = pathIn(image.context, '');
  const plain = files.every((path) => fileNameOf(path) !== 'Dockerfile' || recipes.has(prefix + path));
  return plain && !namesKeptOut(line, image, context);
}

const knownRecipes = new WeakMap<FactContext, ReadonlySet<string>>();

/** The paths of all Dockerfiles that images are built by. */
function recipesOf(context: FactContext): ReadonlySet<string> {
  const known =
    knownRecipes.get(context) ??
    new Set(context.components.flatMap(({ images }) => images).map(({ dockerfile }) => dockerfile.path));
  knownRecipes.set(context, known);
  return known;
}
