import { existsSync } from 'node:fs';
import { UsageError } from '../model/usage-error.ts';
import { auditHelp, commentHelp, dockerfileHelp, policyHelp, ruleHelp, stackHelp } from './help.ts';

export interface Command {
  /** One line for the list of commands. */
  readonly does: string;
  readonly help: string;
  run(args: readonly string[]): Promise<number>;
}

/** Every command, loaded when it is run. Without one, the arguments are those of `audit`. */
const commands = {
  audit: {
    does: 'audit a repository (the default)',
    help: auditHelp,
    run: async (args) => (await import('./audit.ts')).runAudit(args),
  },
  stack: {
    does: 'explain what every component is built of, and why that is believed',
    help: stackHelp,
    run: async (args) => (await import('./stack.ts')).runStack(args),
  },
  comment: {
    does: "comment on a pull request with another run's report",
    help: commentHelp,
    run: async (args) => (await import('./comment.ts')).runComment(args),
  },
  policy: {
    does: 'show the policy in force, check it, lock what it extends',
    help: policyHelp,
    run: async (args) => (await import('./policy.ts')).runPolicy(args),
  },
  dockerfile: {
    does: 'write a Dockerfile for a component that has none',
    help: dockerfileHelp,
    run: async (args) => (await import('./dockerfile.ts')).runDockerfile(args),
  },
  rule: {
    does: 'test rules of your own, list those that ship',
    help: ruleHelp,
    run: async (args) => (await import('./rule.ts')).runRule(args),
  },
} satisfies Record<string, Command>;

/** The command of this name, if there is one. */
export function commandOf(name: string): Command | undefined {
  return Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined;
}

/** Runs the command that the arguments begin with, or the audit that they describe. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const [first = ''] = args;
  const named = commandOf(first);
  if (named !== undefined) return named.run(args.slice(1));
  if (/^[a-z]+$/.test(first) && !existsSync(first)) {
    const { suggestion } = await import('../rules/mistakes.ts');
    const meant = suggestion(first, Object.keys(commands));
    if (meant !== '') throw new UsageError(`there is no command and no directory ${first}${meant}`);
  }
  return commands.audit.run(args);
}

/** The help of the whole program: that of `audit`, and the other commands by name. */
export function help(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`);
  return `${auditHelp}\n\nCommands (stack-audit COMMAND --help says more):\n${lines.join('\n')}`;
}
