/** One simple command of a shell script: of a RUN, of a start command, of a package's script. */
export interface ShellCommand {
  /** The words without quotes, prefixes, redirections and leading assignments; variables and `$( )` as written. Empty if it only sets variables. */
  readonly argv: readonly string[];
  /** What stood in front of the words: `sudo`, `exec`, `env`, `time`, `nohup` … */
  readonly prefixes: readonly string[];
  /** `NAME=value` in front of the words, also after `env`. */
  readonly environment: Readonly<Record<string, string>>;
  /** The line that it starts on: of the file in a Dockerfile, from 0 in a script on its own. */
  readonly line: number;
  /** Where it starts in the text. */
  readonly offset: number;
  /** What stands between the command before it and this one; a line end is `;`. Undefined for the first. */
  readonly operator?: '&&' | '||' | ';' | '|' | '&';
  /** The command that reads its output. */
  readonly pipesInto?: ShellCommand;
  /** The command whose `$( )`, `<( )`, backticks or `sh -c '…'` it stands in. */
  readonly within?: ShellCommand;
  readonly redirections: readonly { readonly operator: string; readonly target: string }[];
  /** The text of its heredocs. */
  readonly input?: string;
}
