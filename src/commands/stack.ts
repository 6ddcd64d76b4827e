import { wants, worktree } from '../index.ts';
import type { Component, TechnologyUse } from '../model/component.ts';
import type { Location } from '../model/location.ts';
import { UsageError } from '../model/usage-error.ts';
import { counted } from '../output/counts.ts';
import { forLog } from '../output/safe.ts';
import { readers } from '../read/index.ts';
import { readTree } from '../read/read.ts';
import { shippedCatalogue } from '../shipped.ts';
import { stackOf } from '../stack/components.ts';
import { indexReadings } from '../stack/readings.ts';
import { directoryOf } from './directory-of.ts';
import { exitCodes } from './exit-codes.ts';
import { flagsOf } from './flags.ts';

/** Prints components with the evidence for their roles and technologies. */
export function runStack(args: readonly string[]): number {
  const { values, positionals } = flagsOf('stack', args, { component: { type: 'string' }, all: { type: 'boolean' } });
  const directory = directoryOf(positionals);
  const tree = worktree(directory, wants);
  const readings = indexReadings(readTree(tree, readers), tree.paths);
  const { components } = stackOf(readings, shippedCatalogue());
  const chosen =
    values.component === undefined
      ? components
      : components.filter(({ path }) => path === values.component?.replace(/\/+$/, ''));
  if (chosen.length === 0 && values.component !== undefined) {
    throw new UsageError(
      `no component in ${values.component}. There are: ${components.map(({ path }) => path).join(', ')}`,
    );
  }
  const texts = chosen.map((component) => explain(component, values.all === true));
  const skipped = tree.skipped.length + readings.aside.skipped.length;
  const read = `${counted(components.length, 'component')} from ${readings.all.length} files read of ${tree.paths.length}`;
  texts.push(
    skipped === 0 ? read : `${read}; ${counted(skipped, 'file or directory', 'files or directories')} skipped`,
  );
  process.stdout.write(`${forLog(texts.join('\n\n'))}\n`);
  return exitCodes.pass;
}

function explain(component: Component, all: boolean): string {
  const lines = [
    `${component.path} (${component.role}${component.language === undefined ? '' : `, ${component.language}`}) ${component.name}`,
  ];
  lines.push(`  role: ${component.roleReasons.join('; ')}`);
  for (const use of component.technologies.filter(({ strength }) => all || strength !== 'weak'))
    lines.push(...technology(use));
  for (const image of component.images)
    lines.push(`  image ${image.base?.text ?? '?'}: ${image.role}, ${image.roleReason} — ${place(image.at)}`);
  for (const lock of component.lockfiles) lines.push(`  lock: ${lock.manager} — ${place(lock.at)}`);
  return lines.join('\n');
}

function technology({
  technology: { id, name, kind },
  version,
  at,
  layer,
  under,
  strength,
  evidence,
}: TechnologyUse): string[] {
  const { declared, resolved } = version;
  const words = [
    declared === undefined ? '' : `declared ${declared}`,
    resolved === undefined ? '' : `resolved ${resolved}`,
  ].filter((part) => part !== '');
  const beneath = layer ? `, beneath ${under}` : '';
  return [
    `  ${name} [${id}] ${kind}${beneath}, ${strength}${words.length === 0 ? '' : `: ${words.join(', ')}`} — ${place(at)}`,
    ...evidence.map((one) => `      ${one.reason} — ${place(one.at)}`),
  ];
}

function place({ path, line }: Location): string {
  return line === undefined ? path : `${path}:${line}`;
}
