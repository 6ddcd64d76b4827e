import type { Image } from '../model/image.ts';
import { commandNameOf } from '../read/shell-prefixes.ts';
import { directoryOf, fileNameOf } from '../read/directory.ts';
import { roleOfPlace } from '../stack/places.ts';
import { ignores } from '../stack/ignored-files.ts';
import { dockerignoreOf } from '../recipe/recipe.ts';
import { copyOf, filesOfContext, imagesOfContext, namesKeptOut, wouldHarm } from './build-context.ts';
import type { FactContext } from './fact-type.ts';

/** What tools leave beside a manifest: which of them read it, and the directories. Each of these an image makes for itself when it runs the tool. */
const made: readonly (readonly [manifest: RegExp, tool: RegExp, directories: readonly string[]])[] = [
  [/^package\.json$/, /^(?:npm|yarn|pnpm|bun|corepack)$/, ['node_modules']],
  [/^Cargo\.lock$/, /^cargo$/, ['target']],
  [/^pom\.xml$/, /^mvnw?$/, ['target']],
  [/^build\.gradle(?:\.kts)?$/, /^gradlew?$/, ['build', '.gradle']],
  [/^build\.sbt$/, /^sbt$/, ['target']],
  [/^mix\.exs$/, /^mix$/, ['_build', 'deps']],
  [/^composer\.json$/, /^composer$/, ['vendor']],
  [/^[^/]+\.[cfv][sb]proj$/, /^dotnet$/, ['bin', 'obj']],
  [/^(?:pyproject\.toml|requirements\.txt|Pipfile|setup\.py)$/, /^(?:pip3?|uv|poetry|pdm|pipenv)$/, ['.venv']],
  [/^build\.zig$/, /^zig$/, ['zig-out', '.zig-cache']],
  [/^Package\.swift$/, /^swift$/, ['.build']],
  [/^gleam\.toml$/, /^gleam$/, ['build']],
  [/^pubspec\.yaml$/, /^(?:dart|flutter)$/, ['.dart_tool']],
];

/** Tools that ask git for a version or a revision when they build. */
const asksGit =
  /setuptools[-_]scm|hatch-vcs|versioneer|dynamic-versioning|dunamai|\bpbr\b|git-commit-id|git-?version|MinVer|Nerdbank|vergen|shadow-rs|git-describe|rev-parse|git (?:describe|log|show|status)|gitRevision|gitInfo|grgit|axion-release|nebula\.release|reckon|buildnumber-maven|jgitver/i;
/** Runners of scripts that are not read. */
const opaque = /\.sh$|^(?:just|task|rake|mage|bazel|nx|earthly|nix|goreleaser)$/;
const scripts =
  /^(?:Makefile|GNUmakefile|package\.json|pyproject\.toml|setup\.(?:py|cfg)|pom\.xml|build\.gradle(?:\.kts)?|Cargo\.toml|mix\.exs|build\.sbt|.*\.csproj|Directory\.Build\.props|.*\.sh|.*\.nimble|Rakefile)$/;

/** Lines that a context needs of its ignore file, each with a path that the image would take otherwise. */
interface Wanted {
  readonly line: string;
  readonly path: string;
}

/** What lies in the context on developers' machines and is of no use to the image: its history, what its tools make anew, local variables. */
function wantedLines(image: Image, context: FactContext): Wanted[] {
  const files = filesOfContext(image, context);
  const tools = new Set(
    image.built.flatMap(({ instructions }) =>
      instructions.flatMap(({ keyword, commands }) =>
        keyword === 'RUN' ? commands.map(({ argv }) => commandNameOf(argv[0] ?? '')) : [],
      ),
    ),
  );
  const found: Wanted[] = [];
  const top = files.filter((path) => !path.includes('/'));
  if (image.context === '' && !mayNeedHistory(image, top, tools, context))
    found.push({ line: '.git', path: '.git/HEAD' });
  const used = made.filter(([, tool]) => [...tools].some((one) => tool.test(one)));
  for (const path of files) {
    const name = fileNameOf(path);
    const left = used.flatMap(([manifest, , directories]) => (manifest.test(name) ? directories : []));
    if (/^\.env\.(?:example|sample|template|dist)$/.test(name)) left.push('.env');
    const directory = directoryOf(path);
    if (left.length === 0 || directory.split('/').length > 4 || roleOfPlace(directory) !== undefined) continue;
    for (const one of left)
      found.push({ line: lineFor(one, directory), path: `${directory}/${one}/x`.replace(/^\//, '') });
  }
  return found.filter(({ path }) => copyOf(path, image) !== undefined);
}

function lineFor(name: string, directory: string): string {
  return directory === '' ? name : `**/${name}`;
}

/** Whether something that the build runs may look at the repository's history, or cannot be looked into. Go stamps it into what it builds. */
function mayNeedHistory(
  image: Image,
  top: readonly string[],
  tools: ReadonlySet<string>,
  { text }: FactContext,
): boolean {
  const said = image.built
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword }) => keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD')
    .flatMap((one) => [one.text, ...one.heredocs.map(({ content }) => content)]);
  if (said.some((words) => /(?:^|[^\w.-])git(?:$|[^\w.-])|\.git(?:\/|\b)/.test(words))) return true;
  if (tools.has('go') && !said.some((words) => words.includes('-buildvcs=false'))) return true;
  if ([...tools].some((tool) => opaque.test(tool))) return true;
  return top.filter((path) => scripts.test(path)).some((path) => asksGit.test(text(path) ?? ''));
}

/** The lines that an image's ignore file lacks; none where all is kept out, or where that was weighed: a comment or a `!` speaks of it. */
export function missingLines(image: Image, context: FactContext): string[] {
  if (image.ignoreFile === undefined || image.contexts.length !== 1) return [];
  const { path: file, patterns } = image.ignoreFile;
  const ignored = ignores(patterns);
  const text = context.text(file) ?? '';
  const weighed = (line: string): boolean =>
    text.split('\n').some((one) => /^\s*[#!]/.test(one) && one.includes(line.replace('**/', '')));
  const lines = wantedLines(image, context)
    .filter(({ line, path }) => !ignored(path) && !ignored(directoryOf(path)) && !weighed(line))
    .map(({ line }) => line);
  return widest(lines).filter((line) => !wouldHarm(line, image, context));
}

/** `**\/node_modules` takes in `node_modules`. */
function widest(lines: readonly string[]): string[] {
  return [...new Set(lines)].filter((line) => line.startsWith('**/') || !lines.includes(`**/${line}`));
}

/** Lines that may name files that are tracked: no image needs those. */
const ofTools = /^(?:\.github|Dockerfile|\.dockerignore|compose\*|docker-compose\*)/;

/** The lines of an ignore file for a context that has none; none where it cannot be told what the images of it need. */
export function newIgnoreFile(image: Image, context: FactContext): string[] {
  if (image.contexts.length !== 1) return [];
  const images = imagesOfContext(image, context);
  const wanted = images.map((one) => wantedLines(one, context).map(({ line }) => line));
  const history =
    image.context === '' &&
    wanted.some((lines, at) => copyOf('.git/x', images[at] ?? image) && !lines.includes('.git'));
  const made = widest(wanted.flat()).filter((line) => !line.endsWith('.git') && !line.endsWith('.env'));
  const kept = dockerignoreOf(...made)
    .trimEnd()
    .split('\n')
    .filter((line) => {
      if (line === '' || line.startsWith('#') || line === '!.env.example') return true;
      if (line === '.git' && history) return false;
      if (ofTools.test(line)) return !namesKeptOut(line, image, context);
      return !wouldHarm(line, image, context, line === '.env.*' ? '.env.example' : undefined);
    })
    .filter((line, _, lines) => line !== '!.env.example' || lines.includes('.env.*'));
  while (kept.at(-1) === '' || kept.at(-1)?.startsWith('#')) kept.pop();
  return kept;
}
