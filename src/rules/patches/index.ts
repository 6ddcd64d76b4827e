import type { Component } from '../../model/component.ts';
import type { Instruction, Stage } from '../../model/dockerfile.ts';
import type { Patch } from '../../model/finding.ts';
import type { Image } from '../../model/image.ts';
import type { Location } from '../../model/location.ts';
import type { RuntimeRequirement } from '../../model/runtime-requirement.ts';
import type { ShellCommand } from '../../model/shell-command.ts';
import type { FactContext } from '../fact-type.ts';
import { withoutC, withoutDevelopment } from './of-builds.ts';
import { execCommand, execInScript, execQuotes, nonRootUser } from './of-commands.ts';
import { longerIgnoreFile, madeIgnoreFile } from './of-ignore-files.ts';
import { currentTag, currentVersion } from './of-versions.ts';
import { answered, copied, frozenInstall, withoutSudo } from './of-steps.ts';

/** Whatever the subject of a finding holds, its place, and the one line of text that stands there, without its line end. */
export interface Patched {
  readonly image?: Image;
  readonly stage?: Stage;
  readonly instruction?: Instruction;
  readonly command?: ShellCommand;
  readonly runtime?: RuntimeRequirement;
  readonly component?: Component;
  readonly at: Location;
  readonly line: string;
  readonly context: FactContext;
}

/** What the line becomes: other lines in its place, none at all, or undefined where that is not certain. */
export type Mended = readonly string[] | undefined;

/** The rules whose defect can be mended by changing one line, and how. Nothing is returned that might change what the line does besides. */
const mends: Readonly<Record<string, (patched: Patched) => Mended>> = {
  'container/user-root-default': nonRootUser,
  'container/shell-form-command': execCommand,
  'container/exec-form-broken': execQuotes,
  'container/entrypoint-without-exec': execInScript,
  'container/duplicate-instruction': () => [],
  'container/install-ignores-lockfile': frozenInstall,
  'container/dev-deps-in-final': withoutDevelopment,
  'container/cgo-binary-on-static-base': withoutC,
  'container/install-needs-input': answered,
  'container/sudo': withoutSudo,
  'container/add-instead-of-copy': copied,
  'container/base-latest': currentTag,
  'container/base-runtime-eol': currentTag,
  'maturity/runtime-eol': currentVersion,
};

/** The rules whose defect is mended in another file than the one it stands in. */
const elsewhere: Readonly<Record<string, (image: Image, context: FactContext) => Patch | undefined>> = {
  'container/dockerignore-missing': madeIgnoreFile,
  'container/dockerignore-incomplete': longerIgnoreFile,
};

/** The ids of the rules that come with a patch where the edit is certain. */
export const patchedRules: readonly string[] = [...Object.keys(mends), ...Object.keys(elsewhere)];

/** A safe edit that mends the finding; undefined if there is none. */
export function patchFor(rule: string, subject: object, found: Location, context: FactContext): Patch | undefined {
  const { image } = subject as Partial<Patched>;
  if (Object.hasOwn(elsewhere, rule)) return image && elsewhere[rule]?.(image, context);
  const mend = Object.hasOwn(mends, rule) ? mends[rule] : undefined;
  const at = rule === 'container/user-root-default' ? lastCommandOf(subject) : found;
  if (mend === undefined || at?.line === undefined) return undefined;
  const instruction = instructionAt(subject, at);
  // A finding may stand in the middle of a longer instruction only if it is about one command of that.
  if ((instruction?.at.endLine ?? at.line) !== at.line && !('command' in subject)) return undefined;
  const line = lineOf(context, at.path, at.line);
  if (line === undefined || line.length > 1000) return undefined;
  const bare = line.replace(/\r$/, '');
  const end = line.slice(bare.length);
  const patched: Patched = { ...subject, ...(instruction !== undefined && { instruction }), at, line: bare, context };
  const mended = mend(patched);
  if (mended === undefined || (mended.length === 1 && mended[0] === bare)) return undefined;
  return { path: at.path, line: at.line, remove: 1, removed: [line], insert: mended.map((text) => text + end) };
}

function lineOf({ text }: FactContext, path: string, line: number): string | undefined {
  return text(path)?.split('\n', line)[line - 1];
}

function instructionAt(subject: object, { path, line }: Location): Instruction | undefined {
  const { image } = subject as Partial<Patched>;
  if (image === undefined || image.dockerfile.path !== path) return undefined;
  for (const { instructions } of image.dockerfile.stages) {
    const found = instructions.find(({ at }) => at.line === line);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The last CMD or ENTRYPOINT of the target itself: in front of it a USER counts for nothing but the process. */
function lastCommandOf(subject: object): Location | undefined {
  const { image } = subject as Partial<Patched>;
  const instructions = image?.chain.at(-1)?.instructions ?? [];
  const position = instructions.findLastIndex(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  const builds = instructions.slice(position + 1).some(({ keyword }) => keyword === 'RUN');
  return builds ? undefined : instructions[position]?.at;
}
