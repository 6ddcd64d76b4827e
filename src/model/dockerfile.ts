import type { Diagnostic } from './diagnostic.ts';
import type { Location } from './location.ts';
import type { ShellCommand } from './shell-command.ts';

/** A Dockerfile as BuildKit parses it, before any question is asked of it. Format: https://docs.docker.com/reference/dockerfile/ */
export interface Dockerfile {
  readonly path: string;
  /** Parser directives: `syntax`, `escape`, `check`. */
  readonly directives: Readonly<Record<string, string>>;
  /** ARG instructions before the first FROM. */
  readonly globalArguments: readonly BuildArgument[];
  readonly stages: readonly Stage[];
  readonly comments: readonly { readonly text: string; readonly line: number }[];
  /** What BuildKit would refuse to build, each at its line. Not filled for templates and for other frontends (`# syntax=`). */
  readonly refusals: readonly Diagnostic[];
  /** The line that shows that the file is the template of a Dockerfile (`{{ … }}`, `{% … %}`): such a file is not judged. */
  readonly templateLine?: number;
}

export interface BuildArgument {
  readonly name: string;
  /** After substitution of the arguments before it; undefined if it has none or one of those has none. */
  readonly default?: string;
  readonly at: Location;
}

/** One FROM and what follows it. */
export interface Stage {
  readonly index: number;
  /** In lower case, as it is compared. */
  readonly name?: string;
  /** The text after FROM as written, without flags and name. */
  readonly from: string;
  /** After substitution of build arguments by their defaults; undefined if that names no image, or if FROM names a stage. */
  readonly base?: ImageReference;
  /** Index of the stage that FROM names, if it names one. */
  readonly parent?: number;
  /** Build arguments that FROM needs and that have no default, or that no ARG before the first FROM declares. */
  readonly missingArguments: readonly string[];
  readonly platform?: string;
  readonly instructions: readonly Instruction[];
  readonly at: Location;
}

/** An image reference in parts, https://github.com/distribution/reference: `text` is as written, after substitution. */
export interface ImageReference {
  readonly text: string;
  /** Undefined for Docker Hub, however it is spelt. */
  readonly registry?: string;
  /** Without registry, without `library/`: `node`, `bitnami/redis`, `dotnet/sdk`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

export interface Instruction {
  /** Upper case. */
  readonly keyword: string;
  readonly flags: readonly { readonly name: string; readonly value: string }[];
  /** `json` for the exec form. */
  readonly form: 'json' | 'shell';
  /** The strings of the exec form; otherwise the words as BuildKit splits them, quotes and variables kept: those of a shell for RUN, CMD and ENTRYPOINT. */
  readonly words: readonly string[];
  /** The argument text without flags, continuations joined, comments dropped. */
  readonly text: string;
  /** The variables that ENV and ARG set, and the labels of LABEL. */
  readonly pairs: readonly Pair[];
  /** The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK with the lines on which they stand. None where the shell is a Windows one. */
  readonly commands: readonly ShellCommand[];
  /** The mounts of RUN: `type`, `target`, `source`, `from`, `id` … as written. */
  readonly mounts: readonly Readonly<Record<string, string>>[];
  /** Index of the stage that `COPY --from` names. */
  readonly fromStage?: number;
  readonly heredocs: readonly Heredoc[];
  /** The instruction that an ONBUILD holds. */
  readonly trigger?: Instruction;
  readonly at: Location;
}

export interface Pair {
  readonly name: string;
  /** Without quotes, variables as written; undefined for an ARG without a default. */
  readonly value?: string;
  /** As written, for substitution. */
  readonly written?: string;
  readonly at: Location;
}

export interface Heredoc {
  readonly name: string;
  /** Tabs at the start of its lines are taken away if it is `<<-`. */
  readonly content: string;
  /** Variables in it are replaced: its name is not quoted. */
  readonly expand: boolean;
  /** The line of the first line of content. */
  readonly line: number;
}
