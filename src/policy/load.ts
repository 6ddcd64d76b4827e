import * as z from 'zod/mini';
import { PolicyFile } from '../model/policy.ts';
import { fieldOf } from '../read/document.ts';
import { type Keys, type Mistake, schemaMistakes, shortened } from '../rules/mistakes.ts';
import { checkPolicy } from './check.ts';
import { type KnownIds, idCheck } from './known-ids.ts';
import { type PolicyYaml, parsePolicyYaml } from './policy-yaml.ts';
import type { Policy } from './policy.ts';
import { type PolicyLayer, resolvePolicy } from './resolve.ts';
import { synonymHint } from './synonyms.ts';

/** So many mistakes are shown; a file with more is hardly a policy. */
const mostMistakes = 100;

/** Reads one policy file. All its mistakes come at once, in the order of the file. `extends` is not followed: see gather.ts. */
export function readPolicyFile(
  source: string,
  text: string,
  known?: KnownIds,
): { layer: PolicyLayer } | { mistakes: Mistake[] } {
  const document = parsePolicyYaml(source, text);
  if (document.value === undefined) return { mistakes: [...document.mistakes] };
  const parsed = z.safeParse(PolicyFile, document.value, { reportInput: true });
  const ids = idCheck(
    known,
    ['extends', 'custom-rules'].some((key) => fieldOf(document.value, key) !== undefined),
  );
  const mistakes = [...document.mistakes, ...checkPolicy(document.value, document, ids)];
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.path[0] === 'version') mistakes.push(versionMistake(document));
    else mistakes.push(...schemaMistakes(PolicyFile, document, [issue], synonymHint));
  }
  if (!parsed.success || mistakes.length > 0) return inOrder(mistakes);
  return { layer: { source, file: parsed.data, lineOf: (keys: Keys) => document.valueAt(keys).line } };
}

/** Reads and resolves a policy that stands for itself, with the defaults beneath it. */
export function loadPolicy(
  source: string,
  text: string,
  known?: KnownIds,
): { policy: Policy; file: PolicyFile } | { mistakes: Mistake[] } {
  const read = readPolicyFile(source, text, known);
  return 'mistakes' in read ? read : { policy: resolvePolicy([read.layer]), file: read.layer.file };
}

function versionMistake({ path, value, valueAt }: PolicyYaml): Mistake {
  const version = fieldOf(value, 'version');
  if (version === undefined) return { path, line: 1, column: 1, message: 'add "version: 1" as the first line.' };
  const message =
    version === '1'
      ? 'version must be the number 1, without quotes'
      : `version is ${shortened(JSON.stringify(version) ?? '')}; this release reads version 1`;
  return { path, ...valueAt(['version']), message };
}

function inOrder(mistakes: readonly Mistake[]): { mistakes: Mistake[] } {
  const sorted = [...mistakes].sort((one, other) => one.line - other.line || (one.column ?? 0) - (other.column ?? 0));
  const shown = sorted.slice(0, mostMistakes);
  const last = shown.at(-1);
  const more = sorted.length - shown.length;
  if (last !== undefined && more > 0) shown.push({ ...last, message: `… and ${more} more mistakes` });
  return { mistakes: shown };
}
