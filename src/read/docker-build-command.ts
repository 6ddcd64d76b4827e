import type { ImageBuild, SecretArgument } from '../model/image-build.ts';
import type { Location } from '../model/location.ts';
import { resolvePath } from './directory.ts';
import { commandNameOf } from './shell-prefixes.ts';

/** Where a build command runs. */
export interface BuildPlace {
  readonly by: ImageBuild['by'];
  /** The working directory, from the repository's root; undefined if it cannot be told. */
  readonly directory: string | undefined;
  /** Variables that hold a secret of CI, with the secret's name. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly at: Location;
}

const valued = new Set(
  (
    '-f --file -t --tag --target --build-arg --platform -o --output --cache-from --cache-to --secret --ssh --label --network ' +
    '--progress --builder --iidfile --metadata-file --build-context --add-host --attest --annotation --allow --shm-size -m --memory ' +
    '--cgroup-parent --ulimit --isolation --security-opt --format --authfile --creds --jobs --layers --volume -v --no-cache-filter -c --context --dockerfile -d --destination'
  ).split(' '),
);

/** A build of which nothing is known but that there may be one. */
export function unknownBuild(by: ImageBuild['by'], at: Location): ImageBuild {
  return { by, arguments: {}, secretArguments: [], tags: [], tagsKnown: false, pushes: false, at };
}

const running =
  /\bdocker[ -](?:run|exec|ps|logs|pull|network|volume|info|version|login|compose +(?:up|down|exec|run|pull|logs|ps|stop))\b/g;
const building =
  /docker|podman|buildah|kaniko|image|container|\bko\b|jib|\bpack build|skaffold|earthly|\bbake\b|deploy|release|publish|\bfly(?:ctl)?\b|heroku|railway|gcloud|\baz \b|\baws\b|helm|argo|\bnix build|bazel/i;

/** Whether a script or the name of an action may well build, publish or deploy an image, in whatever way. */
export function mayBuildImage(text: string): boolean {
  return building.test(text.replace(running, ''));
}

/** What `docker build`, `docker buildx build`, `podman build`, `buildah bud` and Kaniko's executor build; undefined for other commands. https://docs.docker.com/reference/cli/docker/buildx/build/ */
export function dockerBuild(argv: readonly string[], place: BuildPlace): ImageBuild | undefined {
  const start = afterVerb(argv);
  if (start === undefined) return undefined;
  const options: [string, string][] = [];
  let context: string | undefined;
  for (let at = start; at < argv.length; at++) {
    const word = argv[at] ?? '';
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    if (equals > 0) options.push([word.slice(0, equals), word.slice(equals + 1)]);
    else if (valued.has(word)) options.push([word, argv[++at] ?? '']);
    else if (word.startsWith('-') && word.length > 1) options.push([word, '']);
    else context = word;
  }
  const all = (...names: readonly string[]): string[] =>
    options.filter(([name]) => names.includes(name)).map(([, value]) => value);
  context ??= all('-c', '--context').at(-1);
  const target = literal(all('--target').at(-1));
  const tags = all('-t', '--tag', '-d', '--destination');
  const { directory } = place;
  const resolved = directory === undefined || context === undefined ? undefined : literalPath(directory, context);
  const file = all('-f', '--file', '--dockerfile').at(-1);
  const dockerfile = file === undefined ? resolved : directory;
  const named = dockerfile === undefined ? undefined : literalPath(dockerfile, file ?? 'Dockerfile');
  return {
    by: place.by,
    ...(resolved !== undefined && { context: resolved }),
    ...(named !== undefined && { dockerfile: named }),
    ...(target !== undefined && { target }),
    ...argumentsIn(all('--build-arg'), place.secrets, () => place.at),
    tags: tags.filter((tag) => literal(tag) !== undefined),
    tagsKnown: tags.length > 0 && tags.every((tag) => literal(tag) !== undefined),
    pushes: options.some(([name, value]) => /^(?:--push|--destination|-d)$/.test(name) && value !== 'false'),
    at: place.at,
  };
}

function afterVerb(argv: readonly string[]): number | undefined {
  const program = commandNameOf(argv[0] ?? '');
  if (program === 'executor' && argv.some((word) => word.startsWith('--destination') || word === '--no-push')) return 1;
  if (program === 'buildah') return /^(?:bud|build|build-using-dockerfile)$/.test(argv[1] ?? '') ? 2 : undefined;
  if (!/^(?:docker|podman|nerdctl)$/.test(program)) return undefined;
  if (argv[1] === 'build') return 2;
  return /^(?:buildx|image|builder)$/.test(argv[1] ?? '') && /^(?:build|b)$/.test(argv[2] ?? '') ? 3 : undefined;
}

/** Build arguments `NAME=value` by where their values come from. A name alone takes the variable of that name. */
export function argumentsIn(
  written: readonly string[],
  secrets: ReadonlyMap<string, string>,
  at: (index: number) => Location,
): Pick<ImageBuild, 'arguments' | 'computedArguments' | 'secretArguments'> {
  const found = Object.create(null) as Record<string, string>;
  const secretArguments: SecretArgument[] = [];
  const computedArguments: string[] = [];
  for (const [index, text] of written.entries()) {
    const equals = text.indexOf('=');
    const name = (equals < 0 ? text : text.slice(0, equals)).trim();
    const value = equals < 0 ? `$${name}` : text.slice(equals + 1).trim();
    const variable = /^\$\{?(\w+)\}?$/.exec(value)?.[1];
    const secret = secretIn(value) ?? (variable === undefined ? undefined : secrets.get(variable));
    if (secret !== undefined) secretArguments.push({ name, secret, at: at(index) });
    else if (literal(value) !== undefined) found[name] = value.replace(/^(["'])(.*)\1$/, '$2');
    else computedArguments.push(name);
  }
  return { arguments: found, secretArguments, ...(computedArguments.length > 0 && { computedArguments }) };
}

/** The secret that an expression of a workflow takes: `${{ secrets.NPM_TOKEN }}`. */
export function secretIn(text: string): string | undefined {
  const found = /\$\{\{[^}]{0,200}?\bsecrets(?:\.(\w+)|\[['"](\w+)['"]\])/.exec(text.slice(0, 2000));
  return found?.[1] ?? found?.[2];
}

/** The text, if nothing in it is filled in by a shell or by CI. */
export function literal(text: string | undefined): string | undefined {
  return text === undefined || text === '' || /[$`]|\{\{/.test(text) ? undefined : text;
}

/** `relative` in `directory`, from the repository's root; undefined if it is a URL, not literal, or elsewhere. */
export function literalPath(directory: string, relative: string): string | undefined {
  const text = literal(
    relative.replace(/^\$(?:\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR)\}?|\{\{ *github\.workspace *\}\})(?:\/|$)/, './'),
  );
  if (text === undefined || text === '-' || /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|~)/i.test(text)) return undefined;
  return resolvePath(directory, text);
}
