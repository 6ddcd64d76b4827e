/** A Dockerfile for a component and what belongs beside it. */
export interface Recipe {
  readonly dockerfile: string;
  readonly dockerignore: string;
  /** What was guessed or has to be done by hand, one sentence each. */
  readonly notes: readonly string[];
  /** The directory to build from, where that is not the component's own; empty for the repository's root. */
  readonly context?: string;
}

/** The name of the ignore file beside the Dockerfile: where the context is another directory it bears the Dockerfile's name, https://docs.docker.com/build/concepts/context/#filename-and-location */
export function ignoreFileOf({ context }: { readonly context?: string | null | undefined }): string {
  return context === undefined || context === null ? '.dockerignore' : 'Dockerfile.dockerignore';
}

/** Why no Dockerfile can be written that would build. */
export interface NoRecipe {
  readonly cannot: string;
}

/** Whether a path is no more than a path, to a shell and to a Dockerfile: no blank, no line end, nothing to be filled in. */
export function isPlainPath(path: string): boolean {
  return /^[\w@./-]+$/.test(path);
}

/** The command that builds it, from the repository's root; undefined where a path is more than a path to a shell. */
export function buildCommand(component: string, context: string | null | undefined): string | undefined {
  const from = context === undefined || context === null ? component : context === '' ? '.' : context;
  if (![component, from].every(isPlainPath)) return undefined;
  return from === component ? `docker build ${from}` : `docker build --file ${component}/Dockerfile ${from}`;
}

/** Lines of a Dockerfile: blocks with an empty line between them; what is undefined or empty is left out. */
export function dockerfileOf(...blocks: readonly (readonly (string | undefined)[])[]): string {
  const texts = blocks
    .map((block) => block.filter((line) => line !== undefined && line !== '').join('\n'))
    .filter((text) => text !== '');
  return `${['# syntax=docker/dockerfile:1', ...texts].join('\n\n')}\n`;
}

const always = [
  '.git',
  '.github',
  '**/.env',
  '**/.env.*',
  '!**/.env.example',
  '**/*.pem',
  '**/*.key',
  '**/.DS_Store',
  '.idea',
  '.vscode',
  '**/Dockerfile',
  '**/*.dockerignore',
  'compose*.yml',
  'compose*.yaml',
  'docker-compose*.yml',
];

/** A .dockerignore: what never belongs into an image, and what the build makes anew. */
export function dockerignoreOf(...made: readonly string[]): string {
  return [
    '# Secrets, history and tools',
    ...always,
    '',
    '# Made by the build or only of use outside',
    ...made,
    '',
  ].join('\n');
}

/** The exec form: JSON, so that no shell stands between the container and the process. */
export function execForm(keyword: 'CMD' | 'ENTRYPOINT', words: readonly string[]): string {
  return `${keyword} [${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** Ends of the instructions that every run stage shares. */
export const unprivileged = [
  '# A number: Kubernetes cannot tell for a name that it is not root.',
  'USER 10001:10001',
] as const;
