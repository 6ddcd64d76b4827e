import { auditHelp, runAudit } from './audit.ts';
import { policyHelp, runPolicy } from './policy.ts';
import { ruleHelp, runRule } from './rule.ts';
import { runStack, stackHelp } from './stack.ts';

export interface Command {
  /** One line for the list of commands. */
  readonly does: string;
  readonly help: string;
  run(args: readonly string[]): number | Promise<number>;
}

/** Every command. Without one, the arguments are those of `audit`. */
const commands: Readonly<Record<string, Command>> = {
  audit: { does: 'audit a repository (the default)', help: auditHelp, run: runAudit },
  stack: { does: 'explain what every component is built of, and why that is believed', help: stackHelp, run: runStack },
  policy: { does: 'show the policy in force, check it, lock what it extends', help: policyHelp, run: runPolicy },
  rule: { does: 'test rules of your own, list those that ship', help: ruleHelp, run: runRule },
};

/** The command of this name, if there is one. */
export function commandOf(name: string): Command | undefined {
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}

/** The help of the whole program: that of `audit`, and the other commands by name. */
export function help(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`);
  return `${auditHelp}\n\nCommands (stack-audit COMMAND --help says more):\n${lines.join('\n')}`;
}
