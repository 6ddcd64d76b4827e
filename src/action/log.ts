import { forCommand, forLog, forProperty } from '../output/safe.ts';

/** Lines for the log; nothing in them is taken for a command. */
export function say(words: string): void {
  process.stdout.write(`${forLog(words)}\n`);
}

/** A workflow command that src/output has made safe. */
export function command(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A remark that GitHub shows on the run's page. */
export function notice(title: string, message: string): void {
  command(`::notice title=${forProperty(title)}::${forCommand(message)}`);
}

/** What makes the step fail; `place` marks a line. */
export function error(title: string, message: string, place?: { path: string; line: number; column?: number }): void {
  const at = place && [`file=${forProperty(place.path)}`, `line=${place.line}`];
  if (at !== undefined && place?.column !== undefined) at.push(`col=${place.column}`);
  command(`::error ${[...(at ?? []), `title=${forProperty(title)}`].join(',')}::${forCommand(message)}`);
}
