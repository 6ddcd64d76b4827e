import type { Command } from '../model/command.ts';
import type { Workload, WorkloadBuild } from '../model/workload.ts';
import { ancestors, directoryOf, pathIn, relativeTo } from '../read/directory.ts';
import { addTo } from '../read/lazily.ts';
import { innerScript } from '../read/shell-prefixes.ts';
import { splitCommands } from '../read/shell-words.ts';
import type { Readings } from './readings.ts';
import { roleOfPlace } from './places.ts';
import { nameOfImage } from './workload-owners.ts';

/** Every workload of the repository as it is in the end: with what patches and autoscalers add, and with what its build names and the repository lacks. */
export function workloadsOf(readings: Readings): Workload[] {
  const all = readings.all.flatMap(({ workloads }) => workloads.map(inPlace));
  const patches = new Map<string, Workload[]>();
  for (const workload of all)
    if (workload.partial === true && workload.kind === 'kubernetes' && deployed(workload))
      addTo(patches, `${workload.controller} ${workload.name}`, workload);
  const images = new Map(
    all
      .filter(
        ({ controller, image, profile }) =>
          controller === 'Kustomization' && image !== undefined && profile !== 'development',
      )
      .map(({ name, image }) => [name, image ?? '']),
  );
  return all
    .filter(({ kind, container, partial }) => kind === 'compose' || container !== undefined || partial !== true)
    .map((workload) => {
      const { build } = workload;
      const missing = build && missingIn(build, readings);
      const image = images.get(nameOfImage(workload.image) ?? '');
      const named = image === undefined || workload.kind === 'compose' ? workload : { ...workload, image };
      const whole = workload.partial === true ? workload : patched(named, patches);
      return missing === undefined || build === undefined ? whole : { ...whole, build: { ...build, missing } };
    });
}

/** Manifests that users of a project give to it, as a start for others. */
const contributed = /(?:^|\/)contrib(?:\/|$)/;

/** What stands among documentation, examples, tests or templates is not what is deployed. */
function inPlace(workload: Workload): Workload {
  if (!deployed(workload)) return workload;
  const directory = directoryOf(workload.at.path);
  const place = roleOfPlace(directory)?.role ?? (contributed.test(directory) ? 'example' : undefined);
  return place === undefined ? workload : { ...workload, profile: place === 'test' ? 'test' : 'example' };
}

function deployed({ profile }: Workload): boolean {
  return profile === 'base' || profile === 'production';
}

/** What a manifest leaves open and a patch of it for production says. */
function patched(workload: Workload, patches: ReadonlyMap<string, readonly Workload[]>): Workload {
  let whole = workload;
  for (const patch of patches.get(`${workload.controller} ${workload.name}`) ?? []) {
    if (patch.container === undefined) {
      if (patch.replicas !== undefined) whole = { ...whole, replicas: patch.replicas };
    } else if (patch.container === workload.container) {
      const { capabilitiesDropped, partial: _, ...said } = patch;
      const dropped = [...whole.capabilitiesDropped, ...capabilitiesDropped];
      whole = { ...said, ...whole, capabilitiesDropped: dropped };
    }
  }
  return whole;
}

/** Directories that other tools fill before the build. */
const made = /(?:^|\/)(?:vendor|node_modules|target|dist|build|out|bin|publish|_build|\.output|\.next|\.venv)\//;

/** What a build names and the repository does not hold; with submodules it cannot be told. https://docs.docker.com/reference/compose-file/build/ */
function missingIn(build: WorkloadBuild, readings: Readings): string | undefined {
  const { context, dockerfile, target } = build;
  if (readings.paths.has('.gitmodules') || made.test(`${context}/${dockerfile}`)) return undefined;
  if (runsFromAbove(build, readings)) return undefined;
  if (context !== '' && readings.under(context).length === 0) return `the directory \`${context}\``;
  if (!readings.paths.has(dockerfile)) return `\`${dockerfile}\``;
  const stages = readings.at(dockerfile)?.dockerfile;
  if (target === undefined || stages === undefined || stages.templateLine !== undefined || /^\d+$/.test(target))
    return undefined;
  return stages.stages.some(({ name }) => name === target.toLowerCase())
    ? undefined
    : `a stage \`${target}\` in \`${dockerfile}\``;
}

/** Its paths hold from a directory above that of its file: it is started with `--project-directory`, or copied there. */
function runsFromAbove({ dockerfile, at }: WorkloadBuild, { paths }: Readings): boolean {
  const directory = directoryOf(at.path);
  const relative = directory === '' || paths.has(dockerfile) ? undefined : relativeTo(directory, dockerfile);
  if (relative === undefined) return false;
  return [...ancestors(directoryOf(directory))].some((above) => paths.has(pathIn(above, relative)));
}

/** What a component's own workloads start where they are deployed; the commands of `sh -c` one by one. */
export function commandsOfWorkloads(workloads: readonly Workload[]): Command[] {
  return workloads.flatMap((workload): Command[] => {
    const { command } = workload;
    if (command === undefined || workload.own !== true || !deployed(workload)) return [];
    const script = innerScript(command.argv);
    if (script === undefined) return [command];
    return splitCommands(script)
      .filter(({ argv }) => argv.length > 0)
      .map(({ argv, environment }) => ({ ...command, argv, environment: { ...command.environment, ...environment } }));
  });
}
