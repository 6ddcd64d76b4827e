import { finalFacts } from '../facts/image.ts';
import type { Mended, Patched } from './index.ts';
import { unreplacedShell } from '../questions/start-script.ts';

/** Runtimes whose images bring a user for services, and the first version that does. Web servers need more than that: ports below 1024, directories. */
const withUser: Readonly<Record<string, number>> = { node: 8, deno: 1, bun: 0, dotnet: 8 };

/** `USER node` in front of the start command, where the base image brings such a user. */
export function nonRootUser({ image, line }: Patched): Mended {
  const user = image && finalFacts(image)?.users?.[0];
  const { technology = '', version = '' } = image?.runtime ?? {};
  const since = Object.hasOwn(withUser, technology) ? withUser[technology] : undefined;
  if (user === undefined || since === undefined || !(Number.parseInt(version, 10) >= since)) return undefined;
  // A script may do what only root can before it starts the service.
  const scripted = image?.script !== undefined || image?.startCommands.some(({ argv }) => argv[0]?.endsWith('.sh'));
  if (scripted === true || image?.ports.some(({ port }) => port < 1024) === true) return undefined;
  return /^\s*(?:CMD|ENTRYPOINT)\s/i.test(line) ? [`USER ${user}`, line] : undefined;
}

/** What only a shell knows. */
const builtin =
  /^(?:\.|:|\[|alias|cd|command|eval|exec|exit|export|if|for|while|case|read|set|shift|source|test|times|trap|type|ulimit|umask|unset|wait|until)$/;

/** `CMD node server.js` → `CMD ["node", "server.js"]`, where a shell would do nothing to the words. */
export function execCommand({ image, instruction, line }: Patched): Mended {
  const match = /^(\s*)(CMD|ENTRYPOINT)\s+(\S.*?)\s*$/i.exec(line);
  if (image === undefined || match === null || instruction?.form !== 'shell') return undefined;
  const [, indent = '', keyword = '', text = ''] = match;
  const words = text.split(/\s+/);
  if (!/^[\w./:@,+=%-]+(?:\s+[\w./:@,+=%-]+)*$/.test(text) || text !== instruction.text) return undefined;
  if (builtin.test(words[0] ?? '') || words[0]?.includes('=') === true || words[0]?.startsWith('-') === true)
    return undefined;
  // A shell runs a script that has no `#!` line; nothing else does.
  if (words[0]?.endsWith('.sh') === true || image.script !== undefined) return undefined;
  // Only one of the two is there: in shell form an entry point leaves its CMD out, and a shell that is an argument reads otherwise.
  const instructions = image.chain.flatMap((stage) => stage.instructions);
  const other = keyword.toUpperCase() === 'CMD' ? 'ENTRYPOINT' : 'CMD';
  if (instructions.some((one) => one.keyword === other)) return undefined;
  const entrypoint = finalFacts(image)?.entrypoint ?? [];
  const known = finalFacts(image) !== undefined;
  if (!known || (entrypoint.length > 0 && !/(?:^|\/)docker-[\w-]*entrypoint(?:\.sh)?$/.test(entrypoint.join(' '))))
    return undefined;
  return [`${indent}${keyword} [${words.map((word) => JSON.stringify(word)).join(', ')}]`];
}

/** Single quotes, which JSON does not know, become double ones. */
export function execQuotes({ line }: Patched): Mended {
  const match = /^(\s*(?:CMD|ENTRYPOINT|SHELL)\s+)(\[\s*'[^'"\\]*'(?:\s*,\s*'[^'"\\]*')*\s*\])\s*$/i.exec(line);
  return match === null ? undefined : [`${match[1]}${match[2]?.replaceAll("'", '"')}`];
}

/** `exec` in front of what a start script ends in. Not behind assignments: to exec they would be words. */
export function execInScript({ line, image, at, context }: Patched): Mended {
  const found = image && unreplacedShell(image, context.text(at.path));
  if (found?.column === undefined || found.at.line !== at.line) return undefined;
  return [`${line.slice(0, found.column)}exec ${line.slice(found.column)}`];
}
