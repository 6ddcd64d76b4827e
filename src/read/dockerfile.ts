import type { Dockerfile } from '../model/dockerfile.ts';
import { reading } from '../model/reading.ts';
import { fileNameOf } from './directory.ts';
import { type DockerfileLines, splitDockerfile } from './dockerfile-lines.ts';
import { readStages } from './dockerfile-stages.ts';
import type { Reader } from './reader.ts';
import { secretsByForm } from './secret-forms.ts';

const named = '[Dd][Oo][Cc][Kk][Ee][Rr][Ff][Ii][Ll][Ee]';
const containerNamed = '[Cc][Oo][Nn][Tt][Aa][Ii][Nn][Ee][Rr][Ff][Ii][Ll][Ee]';

/** Endings of files that are about a Dockerfile and are none. */
const otherFiles =
  /\.(?:dockerignore|md|mdx|rst|adoc|html?|css|go|[cm]?[jt]sx?|py|rb|rs|exs?|java|kt|cs|php|sh|bash|ya?ml|json5?|toml|lock|sum|asc|sig|bak|orig|rej|swp|diff|patch|snap|png|svg)$/i;
/** Endings of templates from which Dockerfiles are made. */
const templateFiles =
  /\.(?:template|tmpl|tpl|j2|jinja2?|erb|ejs|mustache|hbs|handlebars|gotmpl|in|liquid|ftl|njk|dtl|m4)$/i;
/** Placeholders that no image has in its name. */
const placeholder = /\{\{|\{%|<%|%%\w+%%|@@|#\{|<[\w -]+>|@[A-Z_]{2,}@|__[A-Z_]+__|\$\{\w+(?:[.-]\w+)+\}/;

const mostStages = 200;
const mostInstructions = 5000;
const mostCommands = 10_000;

/** Reads a Dockerfile or Containerfile as BuildKit does. */
export const dockerfile: Reader = {
  name: 'Dockerfile',
  specifications: ['https://docs.docker.com/reference/dockerfile/'],
  takes: ['dockerfile', 'secrets'],
  files: [named, containerNamed].map((name) => `**/{${name},${name}[.\\-_]*,*.${name}}`),
  read(path, text) {
    if (otherFiles.test(path)) return reading(path, 'Dockerfile', {});
    const split = splitDockerfile(path, text);
    const parsed = parsedLines(path, { ...split, lines: split.lines.slice(0, mostInstructions + 1) });
    const { templateLine, refusals, stages } = parsed;
    if (templateLine !== undefined) {
      const message = 'the template of a Dockerfile: not analysed';
      return reading(path, 'Dockerfile', {
        dockerfile: parsed,
        diagnostics: [{ message, at: { path, line: templateLine } }],
      });
    }
    const excess = excessOf(parsed, split, text.length);
    if (excess !== undefined) {
      const message = `more than ${excess}: not analysed`;
      return reading(path, 'Dockerfile', { diagnostics: [{ message, at: { path, line: 1 } }] });
    }
    const certain = /^(?:dockerfile|containerfile)$/i.test(fileNameOf(path));
    if (stages.length === 0 && !certain) return reading(path, 'Dockerfile', {});
    return reading(path, 'Dockerfile', {
      dockerfile: parsed,
      diagnostics: stages.length === 0 ? refusals.slice(0, 1) : [],
      secrets: secretsByForm(path, text),
    });
  },
};

/** What is no one's work and would only keep the rules busy; it is said, so that nobody can hide behind it. */
function excessOf({ stages }: Dockerfile, { lines }: DockerfileLines, length: number): string | undefined {
  if (stages.length > mostStages) return `${mostStages} stages`;
  if (lines.length > mostInstructions) return `${mostInstructions} instructions`;
  // Commands are split when they are asked for: a short text need not be split to know that it holds few.
  if (length < 2 * mostCommands) return undefined;
  const commands = stages.flatMap(({ instructions }) => instructions.map((instruction) => instruction.commands.length));
  return commands.reduce((sum, count) => sum + count, 0) > mostCommands ? `${mostCommands} commands` : undefined;
}

/** A Dockerfile in stages and instructions. Never throws, linear. */
export function parseDockerfile(path: string, text: string): Dockerfile {
  return parsedLines(path, splitDockerfile(path, text));
}

function parsedLines(path: string, split: DockerfileLines): Dockerfile {
  const { directives, comments, escape, lines } = split;
  const { globalArguments, stages, refusals } = readStages(lines, { path, escape });
  const templateLine = templateLineOf(path, split);
  const judged = templateLine === undefined && !isOtherFrontend(directives.syntax);
  return {
    path,
    directives,
    globalArguments,
    stages,
    comments,
    refusals: judged ? [...split.refusals, ...refusals] : [],
    ...(templateLine !== undefined && { templateLine }),
  };
}

/** `# syntax=` may name a frontend with other instructions; Docker's own only lag behind or run ahead. */
function isOtherFrontend(syntax: string | undefined): boolean {
  return (
    syntax !== undefined &&
    !/^(?:(?:docker\.io|registry-1\.docker\.io|mirror\.gcr\.io|public\.ecr\.aws\/docker)\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/.test(
      syntax,
    )
  );
}

/** The first line that only a template has: a tag of a template language where an instruction stands, or a placeholder in FROM. */
function templateLineOf(path: string, { lines }: DockerfileLines): number | undefined {
  if (templateFiles.test(path)) return 1;
  for (const { keyword, text, line } of lines) {
    if (/^(?:\{\{|\{%|<%|\{#|%%)/.test(keyword)) return line;
    const isFrom = /^from$/i.test(keyword);
    if (isFrom && placeholder.test(text)) return line;
    if (
      /^(?:COPY|ADD|WORKDIR|USER|EXPOSE)$/i.test(keyword) &&
      /\{\{[^}]*\}\}|\{%.*%\}|<%.*%>/.test(text.slice(0, 5000))
    )
      return line;
  }
  return undefined;
}
