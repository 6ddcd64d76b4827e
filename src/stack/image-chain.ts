import type { Dockerfile, Stage } from '../model/dockerfile.ts';

/** The stages whose content ends up in a target, from the one on an external base to the target itself. */
export function chainOf({ stages }: Dockerfile, target: Stage): Stage[] {
  const chain: Stage[] = [];
  for (let stage: Stage | undefined = target; stage !== undefined && chain.length <= stages.length;) {
    chain.unshift(stage);
    stage = stage.parent === undefined ? undefined : stages[stage.parent];
  }
  return chain;
}

/** All stages that BuildKit builds for a target: those of its chain, and those that they copy or mount from. In order of the file. */
export function stagesBuilt({ stages }: Dockerfile, target: Stage): Stage[] {
  const wanted = new Set<Stage>();
  const waiting = [target];
  const byName = new Map(stages.map((stage) => [stage.name ?? String(stage.index), stage]));
  for (let stage = waiting.pop(); stage !== undefined; stage = waiting.pop()) {
    if (wanted.has(stage)) continue;
    wanted.add(stage);
    if (stage.parent !== undefined) add(stages[stage.parent]);
    for (const { fromStage, mounts } of stage.instructions) {
      if (fromStage !== undefined) add(stages[fromStage]);
      for (const { from } of mounts)
        if (from !== undefined) add(byName.get(from.toLowerCase()) ?? stages[Number(from)]);
    }
  }
  return stages.filter((stage) => wanted.has(stage));

  function add(stage: Stage | undefined): void {
    if (stage && !wanted.has(stage)) waiting.push(stage);
  }
}

/** The stage of this name or number; the last one without a name. */
export function targetStage({ stages }: Dockerfile, target: string | undefined): Stage | undefined {
  if (target === undefined) return stages.at(-1);
  const name = target.toLowerCase();
  return stages.findLast((stage) => stage.name === name) ?? (/^\d+$/.test(target) ? stages[Number(target)] : undefined);
}
