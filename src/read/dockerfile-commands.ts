import type { Heredoc } from '../model/dockerfile.ts';
import type { ShellCommand } from '../model/shell-command.ts';
import { lineCounter } from './lines.ts';
import { commandNameOf } from './shell-prefixes.ts';
import { splitCommands } from './shell-words.ts';

/** The text that an instruction runs, and where its parts stand in the file. */
export interface Runnable {
  readonly text: string;
  readonly heredocs: readonly Heredoc[];
  lineOf(offset: number): number;
}

const shell = /^(?:ba|da|a|k|z)?sh$/;

/** The commands of RUN, CMD, ENTRYPOINT or HEALTHCHECK in shell form. A RUN that is nothing but a heredoc runs its content. https://docs.docker.com/reference/dockerfile/#here-documents */
export function shellFormCommands({ text, heredocs, lineOf }: Runnable): ShellCommand[] {
  const [first] = heredocs;
  if (first === undefined) return splitCommands(text, lineOf);
  if (heredocs.length === 1 && /^\d*<<-?\s*(?:"[^"]*"|'[^']*'|\S+)$/.test(text)) return scriptCommands(first);
  const bodies = heredocs.map(({ content, name }) => `${content}${name}\n`).join('');
  const lineInBodies = lineCounter(bodies);
  const start = text.length + 1;
  const lineAt = (at: number): number => (at < start ? lineOf(at) : first.line - 1 + lineInBodies(at - start));
  return splitCommands(`${text}\n${bodies}`, lineAt).flatMap((command) => [command, ...fedCommands(command, heredocs)]);
}

/** The commands of the exec form: its one command, and those of the script if it is `sh -c`. */
export function execFormCommands(words: readonly string[], line: number): ShellCommand[] {
  const quoted = words.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
  return splitCommands(quoted.join(' '), () => line);
}

/** A script is for the shell unless its first line says otherwise. */
function scriptCommands(heredoc: Heredoc): ShellCommand[] {
  const { content, line } = heredoc;
  const [, program = 'sh', argument = ''] =
    /^#!\s*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?/.exec(content.slice(0, 300)) ?? [];
  const interpreter = commandNameOf(program) === 'env' ? argument : program;
  if (shell.test(commandNameOf(interpreter))) return splitHeredoc(heredoc);
  return [{ argv: [interpreter], prefixes: [], environment: {}, line, offset: 0, redirections: [], input: content }];
}

/** What a shell runs that reads its script from a heredoc: `bash -e <<EOF`. */
function fedCommands(command: ShellCommand, heredocs: readonly Heredoc[]): ShellCommand[] {
  const [program = '', ...options] = command.argv;
  if (command.input === undefined || !shell.test(commandNameOf(program))) return [];
  const heredoc = heredocs.find(({ content }) => content === command.input);
  if (!heredoc || !options.every((option) => /^[-+]/.test(option))) return [];
  return splitHeredoc(heredoc).map((inner) => (inner.within ? inner : { ...inner, within: command }));
}

function splitHeredoc({ content, line }: Heredoc): ShellCommand[] {
  const lineAt = lineCounter(content);
  return splitCommands(content, (at) => line - 1 + lineAt(at));
}
