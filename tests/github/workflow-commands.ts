// How GitHub's runner reads what a step prints:
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands and, where that is silent,
// src/Runner.Common/ActionCommand.cs and src/Runner.Worker/ActionCommandManager.cs of actions/runner.

export type Annotation = {
  level: 'error' | 'warning' | 'notice';
  message: string;
  title?: string;
  file?: string;
  line?: number;
  endLine?: number;
  col?: number;
  endColumn?: number;
};

export type StepLog = {
  /** The annotations that GitHub shows: ten of each level; the rest is counted in `dropped`. */
  annotations: Annotation[];
  dropped: number;
  masks: string[];
  /** What is shown in the log: no commands, masked. */
  lines: string[];
  debug: string[];
  groups: string[];
  /** From the old `::set-output::` and `::save-state::`. */
  outputs: Record<string, string>;
  state: Record<string, string>;
  /** Every command that was obeyed, by name, in order. */
  commands: string[];
  /** Whether commands are switched off at the end, by somebody who printed `::stop-commands::`. */
  stopped: boolean;
  /** Commands that make the step fail, such as `::set-env::`. */
  problems: string[];
};

type Command = { name: string; properties: Map<string, string>; data: string };

const known = new Set(
  [
    'add-mask',
    'add-matcher',
    'add-path',
    'debug',
    'echo',
    'endgroup',
    'error',
    'group',
    'notice',
    'remove-matcher',
  ].concat(['save-state', 'set-env', 'set-output', 'stop-commands', 'warning']),
);
const shownPerLevel = 10;
const longestMessage = 4096;

/** Reads a step's output as the runner does. */
export function readStepLog(output: string): StepLog {
  const log: StepLog = {
    ...{ annotations: [], dropped: 0, masks: [], lines: [], debug: [], groups: [] },
    ...{ outputs: {}, state: {}, commands: [], stopped: false, problems: [] },
  };
  let token: string | undefined;
  const masked = (text: string) => log.masks.reduce((shown, mask) => shown.replaceAll(mask, '***'), text);
  for (const line of output.split(/\r\n|\r|\n/)) {
    const registered = token === undefined ? known : new Set([...known, token.toLowerCase()]);
    const command = parseCommand(line, registered);
    if (command && token !== undefined && command.name === token.toLowerCase()) token = undefined;
    else if (!command || token !== undefined) log.lines.push(masked(line));
    else if (command.name === 'stop-commands') token = command.data;
    else obey(command, log);
    if (command && token === undefined) log.commands.push(command.name);
    else if (command?.name === 'stop-commands' && token === command.data) log.commands.push(command.name);
  }
  return { ...log, stopped: token !== undefined };
}

/** A command of the new form, at the start of a line, or of the old form, anywhere in it. */
function parseCommand(line: string, registered: ReadonlySet<string>): Command | undefined {
  return parseNew(line.replace(/^[\s\u0085]+/, ''), registered) ?? parseOld(line, registered);
}

function parseNew(line: string, registered: ReadonlySet<string>): Command | undefined {
  if (!line.startsWith('::')) return undefined;
  const end = line.indexOf('::', 2);
  if (end < 0) return undefined;
  const unescapeProperty = (text: string) =>
    unescape(text, [
      ['%0D', '\r'],
      ['%0A', '\n'],
      ['%3A', ':'],
      ['%2C', ','],
      ['%25', '%'],
    ]);
  const command = header(line.slice(2, end), ',', unescapeProperty, registered);
  const unescapeData = (text: string) =>
    unescape(text, [
      ['%0D', '\r'],
      ['%0A', '\n'],
      ['%25', '%'],
    ]);
  return command && { ...command, data: unescapeData(line.slice(end + 2)) };
}

function parseOld(line: string, registered: ReadonlySet<string>): Command | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return undefined;
  const unescapeAll = (text: string) =>
    unescape(text, [
      ['%3B', ';'],
      ['%0D', '\r'],
      ['%0A', '\n'],
      ['%5D', ']'],
      ['%25', '%'],
    ]);
  const command = header(line.slice(start + 3, end), ';', unescapeAll, registered);
  return command && { ...command, data: unescapeAll(line.slice(end + 1)) };
}

function header(text: string, separator: string, decode: (text: string) => string, registered: ReadonlySet<string>) {
  const space = text.indexOf(' ');
  const name = (space < 0 ? text : text.slice(0, space)).toLowerCase();
  if (!registered.has(name)) return undefined;
  const properties = new Map<string, string>();
  for (const pair of space < 0
    ? []
    : text
        .slice(space + 1)
        .trim()
        .split(separator)) {
    const [, key, value] = /^=*([^=]+)=(.+)$/s.exec(pair) ?? [];
    if (key !== undefined && value !== undefined) properties.set(key.toLowerCase(), decode(value));
  }
  return { name, properties };
}

function unescape(text: string, mappings: [string, string][]): string {
  return mappings.reduce((decoded, [code, character]) => decoded.replaceAll(code, character), text);
}

function obey({ name, properties, data }: Command, log: StepLog): void {
  switch (name) {
    case 'error':
    case 'warning':
    case 'notice':
      annotate(name, properties, data, log);
      break;
    case 'add-mask':
      if (data.trim() !== '') log.masks.push(...new Set([data, ...data.split(/\r?\n/).filter((line) => line !== '')]));
      break;
    case 'debug':
      log.debug.push(data);
      break;
    case 'group':
      log.groups.push(data);
      break;
    case 'set-output':
      log.outputs[properties.get('name') ?? ''] = data;
      break;
    case 'save-state':
      log.state[properties.get('name') ?? ''] = data;
      break;
    case 'set-env':
    case 'add-path':
      log.problems.push(`The \`${name}\` command is disabled.`);
      break;
  }
}

function annotate(level: Annotation['level'], properties: Map<string, string>, data: string, log: StepLog): void {
  const annotation: Annotation = { level, message: data.slice(0, longestMessage) };
  for (const key of ['title', 'file'] as const) if (properties.has(key)) annotation[key] = properties.get(key)!;
  for (const key of ['line', 'endLine', 'col', 'endColumn'] as const) {
    const number = Number.parseInt(properties.get(key.toLowerCase()) ?? '', 10);
    if (!Number.isNaN(number)) annotation[key] = number;
  }
  if (log.annotations.filter((other) => other.level === level).length < shownPerLevel) log.annotations.push(annotation);
  else log.dropped += 1;
}
