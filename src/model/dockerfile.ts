import type { Location } from './location.ts';

/** A Dockerfile as BuildKit parses it, before any question is asked of it. Format: https://docs.docker.com/reference/dockerfile/ */
export interface Dockerfile {
  readonly path: string;
  /** Parser directives: `syntax`, `escape`, `check`. */
  readonly directives: Readonly<Record<string, string>>;
  /** ARG instructions before the first FROM. */
  readonly globalArguments: readonly BuildArgument[];
  readonly stages: readonly Stage[];
  readonly comments: readonly { readonly text: string; readonly line: number }[];
}

export interface BuildArgument {
  readonly name: string;
  readonly default?: string;
  readonly at: Location;
}

/** One FROM and what follows it. */
export interface Stage {
  readonly index: number;
  readonly name?: string;
  /** The text after FROM as written. */
  readonly from: string;
  /** After substitution of build arguments by their defaults; undefined if one has none. */
  readonly base?: ImageReference;
  /** Index of the stage that FROM names, if it names one. */
  readonly parent?: number;
  readonly platform?: string;
  readonly instructions: readonly Instruction[];
  readonly at: Location;
}

/** An image reference in parts, https://github.com/distribution/reference: `name` is as written without tag and digest. */
export interface ImageReference {
  readonly text: string;
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
  /** The strings of the exec form; the words of the line otherwise. */
  readonly words: readonly string[];
  /** The argument text without flags, continuations joined, comments dropped. */
  readonly text: string;
  readonly heredocs: readonly { readonly name: string; readonly content: string; readonly line: number }[];
  /** The instruction that an ONBUILD holds. */
  readonly trigger?: Instruction;
  readonly at: Location;
}
