import type { Diagnostic } from '../model/diagnostic.ts';
import type { BuildArgument, Instruction, Stage } from '../model/dockerfile.ts';
import { type Lookup, expand, withoutUnresolved } from './dockerfile-arguments.ts';
import type { InstructionContext } from './dockerfile-instruction.ts';
import { readInstruction } from './dockerfile-instruction.ts';
import type { LogicalLine } from './dockerfile-lines.ts';
import { parseImageReference } from './image-reference.ts';

/** Arguments that BuildKit sets itself, as when building on Linux for the same machine. https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope */
export const automaticArguments: ReadonlyMap<string, string> = new Map([
  ['TARGETPLATFORM', 'linux/amd64'],
  ['TARGETOS', 'linux'],
  ['TARGETARCH', 'amd64'],
  ['TARGETVARIANT', ''],
  ['BUILDPLATFORM', 'linux/amd64'],
  ['BUILDOS', 'linux'],
  ['BUILDARCH', 'amd64'],
  ['BUILDVARIANT', ''],
]);

interface OpenStage extends Stage {
  instructions: Instruction[];
}

const windowsShell = /\b(?:powershell|pwsh|cmd)(?:\.exe)?\b/i;
const windowsBase = /windows|nanoserver|servercore/i;

/** Sorts instructions into the arguments before the first FROM and the stages. */
export function readStages(
  lines: readonly LogicalLine[],
  { path, escape }: { readonly path: string; readonly escape: string },
): { globalArguments: BuildArgument[]; stages: Stage[]; refusals: Diagnostic[] } {
  const globalArguments: BuildArgument[] = [];
  const stages: OpenStage[] = [];
  const byName = new Map<string, number>();
  const refusals: Diagnostic[] = [];
  const values = new Map<string, string | null>();
  const lookup: Lookup = (name) => values.get(name) ?? automaticArguments.get(name) ?? null;
  let windows = escape === '`';

  for (const line of lines) {
    const context: InstructionContext = { path, escape, windows };
    const { instruction, refusals: refused } = readInstruction(line, context);
    refusals.push(...refused);
    if (!instruction) continue;
    const stage = stages.at(-1);
    if (instruction.keyword === 'FROM') {
      if (instruction.words.length === 0) continue;
      const opened = openStage(instruction, stages.length, { lookup, byName, declared: values, escape }, refusals);
      windows = escape === '`' || windowsBase.test(opened.from) || windowsBase.test(opened.base?.text ?? '');
      if (opened.name !== undefined) byName.set(opened.name, opened.index);
      stages.push(opened);
    } else if (stage) {
      if (instruction.keyword === 'SHELL') windows = windowsShell.test(instruction.words[0] ?? '');
      stage.instructions.push(instruction);
    } else if (instruction.keyword === 'ARG')
      globalArguments.push(...readArguments(instruction, lookup, values, escape));
    else refusals.push({ message: `${instruction.keyword} stands before the first FROM`, at: instruction.at });
  }
  if (stages.length === 0) refusals.push({ message: 'there is no FROM', at: { path, line: 1 } });
  const linked = stages.map((stage) => ({
    ...stage,
    instructions: stage.instructions.map(linker(byName, stages.length)),
  }));
  return { globalArguments, stages: linked, refusals: [...refusals, ...circles(linked)] };
}

function readArguments(
  instruction: Instruction,
  lookup: Lookup,
  values: Map<string, string | null>,
  escape: string,
): BuildArgument[] {
  return instruction.pairs.map(({ name, written, at }) => {
    if (written === undefined) {
      if (!values.has(name)) values.set(name, null);
      return { name, at };
    }
    const { text, unresolved } = expand(written, lookup, escape);
    values.set(name, unresolved.length === 0 ? text : null);
    return unresolved.length === 0 ? { name, default: text, at } : { name, at };
  });
}

function openStage({ words, flags, at }: Instruction, index: number, names: Names, refusals: Diagnostic[]): OpenStage {
  const from = words[0] ?? '';
  const { text, missing, error } = expandFrom(from, names);
  const name = words.length === 3 ? words[2]?.toLowerCase() : undefined;
  const platform = flags.find((flag) => flag.name === 'platform')?.value;
  const parent = error === undefined ? names.byName.get(text.toLowerCase()) : undefined;
  const base = parent === undefined && error === undefined ? parseImageReference(text) : undefined;
  if (error !== undefined) refusals.push({ message: `FROM ${from.slice(0, 80)}: ${error}`, at });
  // With other build arguments it may well name one.
  else if (missing.length === 0 && parent === undefined && base === undefined && !from.includes('$'))
    refusals.push({ message: `FROM ${text.slice(0, 80) || "''"} names no image`, at });
  return {
    index,
    from,
    missingArguments: missing,
    ...(name !== undefined && { name }),
    ...(base && { base }),
    ...(parent !== undefined && { parent }),
    ...(platform !== undefined && { platform }),
    instructions: [],
    at,
  };
}

/** What FROM may name: arguments by their values, stages by their names. */
interface Names {
  readonly lookup: Lookup;
  readonly byName: ReadonlyMap<string, number>;
  /** The arguments that stand before the first FROM. */
  readonly declared: ReadonlyMap<string, unknown>;
  readonly escape: string;
}

/** What FROM names, empty if that cannot be told, and the arguments that it misses. One that is declared may be empty, as in `${REGISTRY}node:24`, where an image is named all the same. */
function expandFrom(
  from: string,
  { lookup, byName, declared, escape }: Names,
): { readonly text: string; readonly missing: readonly string[]; readonly error?: string } {
  const expanded = expand(from, lookup, escape);
  const { unresolved } = expanded;
  if (unresolved.length === 0 || expanded.error !== undefined) return { ...expanded, missing: unresolved };
  const text = withoutUnresolved(expanded);
  const named = byName.has(text.toLowerCase()) || parseImageReference(text) !== undefined;
  return named
    ? { text, missing: unresolved.filter((name) => !declared.has(name)) }
    : { text: '', missing: unresolved };
}

/** Adds to every COPY the index of the stage that its `--from` names, by name or by number. */
function linker(byName: ReadonlyMap<string, number>, count: number): (instruction: Instruction) => Instruction {
  return (instruction) => {
    const from = instruction.flags.find(({ name }) => name === 'from')?.value;
    const fromStage = from === undefined ? undefined : stageNamed(from, byName, count);
    return fromStage === undefined ? instruction : { ...instruction, fromStage };
  };
}

function stageNamed(name: string, byName: ReadonlyMap<string, number>, count: number): number | undefined {
  const known = byName.get(name.toLowerCase());
  if (known !== undefined || !/^\d{1,6}$/.test(name)) return known;
  return Number(name) < count ? Number(name) : undefined;
}

/** A stage cannot copy from itself, nor from one that needs it. */
function circles(stages: readonly Stage[]): Diagnostic[] {
  const state = new Map<number, 'open' | 'done'>();
  const found: Diagnostic[] = [];
  for (const start of stages.keys()) {
    const stack = [{ index: start, needs: needsOf(stages, start) }];
    if (state.has(start)) continue;
    state.set(start, 'open');
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const need = top.needs.shift();
      if (need === undefined) {
        state.set(top.index, 'done');
        stack.pop();
      } else if (state.get(need.stage) === 'open') {
        found.push({ message: 'this stage needs itself', at: need.at });
        return found;
      } else if (!state.has(need.stage)) {
        state.set(need.stage, 'open');
        stack.push({ index: need.stage, needs: needsOf(stages, need.stage) });
      }
    }
  }
  return found;
}

function needsOf(stages: readonly Stage[], index: number): { stage: number; at: Stage['at'] }[] {
  const stage = stages[index];
  if (!stage) return [];
  const needs = stage.parent === undefined ? [] : [{ stage: stage.parent, at: stage.at }];
  for (const { fromStage, at } of stage.instructions) if (fromStage !== undefined) needs.push({ stage: fromStage, at });
  return needs;
}
