import type { Stage } from '../../model/dockerfile.ts';
import type { ShellCommand } from '../../model/shell-command.ts';
import { commandNameOf } from '../../read/shell-prefixes.ts';
import { bindsC } from '../questions/foreign-binary.ts';
import type { Mended, Patched } from './index.ts';

/** By manager: its command as it stands in a line, and the option that leaves development packages out. */
const installs: Readonly<Record<string, readonly [RegExp, string]>> = {
  npm: [/\bnpm (?:ci|install|i)(?=\s|$)/g, '--omit=dev'],
  pnpm: [/\bpnpm (?:install|i)(?=\s|$)/g, '--prod'],
  bun: [/\bbun (?:install|i)(?=\s|$)/g, '--production'],
  uv: [/\buv sync(?=\s|$)/g, '--no-dev'],
  poetry: [/\bpoetry (?:install|sync)(?=\s|$)/g, '--only main'],
};

/** Commands that need no package that was installed. */
const harmless =
  /^(?:rm|mkdir|chown|chmod|ln|cp|mv|echo|true|set|export|cd|test|touch|addgroup|adduser|groupadd|useradd|apt-get|apk)$/;

/** `npm ci` → `npm ci --omit=dev`, where nothing after it builds with what would be missing. */
export function withoutDevelopment({ line, command, stage, image, component }: Patched): Mended {
  const manager = commandNameOf(command?.argv[0] ?? '');
  const install = Object.hasOwn(installs, manager) ? installs[manager] : undefined;
  if (install === undefined || command === undefined || stage === undefined || image === undefined) return undefined;
  // Elsewhere than in the image itself it is installed to build with.
  if (!image.chain.includes(stage) || image.copies.some(({ fromStage }) => fromStage === stage)) return undefined;
  const scripted = component?.commands.some(
    ({ origin, name }) => origin === 'script' && /^(?:pre|post)?install$|^prepare$|^prepublish$/.test(name),
  );
  // `uv run` installs anew what it finds missing.
  const runs = image.startCommands.some(({ argv }) => commandNameOf(argv[0] ?? '') === 'uv');
  if (scripted === true || runs || !commandsAfter(image.chain, stage, command).every((one) => isHarmless(one, manager)))
    return undefined;
  const [words, option] = install;
  return (line.match(words) ?? []).length === 1 ? [line.replace(words, (found) => `${found} ${option}`)] : undefined;
}

function commandsAfter(chain: readonly Stage[], stage: Stage, command: ShellCommand): ShellCommand[] {
  const commands = chain
    .slice(chain.indexOf(stage))
    .flatMap(({ instructions }) => instructions.flatMap((one) => (one.keyword === 'RUN' ? one.commands : [])));
  return commands.slice(commands.indexOf(command) + 1);
}

function isHarmless({ argv: [program = '', verb = ''] }: ShellCommand, manager: string): boolean {
  const name = commandNameOf(program);
  return harmless.test(name) || (name === manager && (verb === 'cache' || verb === 'sync' || verb === 'store'));
}

/** `go build` → `CGO_ENABLED=0 go build`, where no package is a binding to C. */
export function withoutC({ line, component, image }: Patched): Mended {
  const told = image?.built.some(({ instructions }) => instructions.some(({ text }) => text.includes('CGO_ENABLED')));
  if (component === undefined || told !== false || bindsC(component)) return undefined;
  const builds = /(?<![\w/-])go (?=(?:build|install)\s)/g;
  return (line.match(builds) ?? []).length === 1 ? [line.replace(builds, 'CGO_ENABLED=0 go ')] : undefined;
}
