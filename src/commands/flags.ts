import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UsageError } from '../model/usage-error.ts';
import { suggestion } from '../rules/mistakes.ts';

/** The flags and positional arguments of a command; what is wrong with them in the words of this tool, and where the right ones are listed. */
export function flagsOf<const Options extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true as const, options });
  } catch (error) {
    const names = [...Object.keys(options), 'help'].map((name) => `--${name}`);
    const help = command === 'audit' ? '--help' : `${command} --help`;
    throw new UsageError(`${explained(error as Error, names)}\nstack-audit ${help} lists the options.`);
  }
}

function explained({ message }: Error, names: readonly string[]): string {
  const [, flag = ''] = /'(-[^'\s]*)/.exec(message) ?? [];
  if (message.startsWith('Unknown option')) return `unknown option ${flag}${suggestion(flag, names)}`;
  if (message.includes('does not take an argument')) return `${flag} takes no value`;
  if (message.includes('argument is ambiguous'))
    return `${flag} needs a value; if it begins with a dash, write ${flag}=VALUE`;
  if (message.includes('argument missing')) return `${flag} needs a value`;
  return message;
}
