import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { audit, wants, worktree } from '../src/index.ts';
import type { Report } from '../src/model/report.ts';
import { forLog } from '../src/output/safe.ts';
import { mainTechnologies, shownTechnology } from '../src/output/stack-words.ts';

/**
 * npm run corpus -- DIR… : audits every repository in these folders and prints one line each, to eyeball hundreds:
 * milliseconds, components by role, findings by severity, diagnostics, and what the services are built of. With --findings, the findings by rule too.
 */
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const withFindings = process.argv.includes('--findings');

function repositories(folder: string): string[] {
  const names = readdirSync(folder).sort();
  if (names.includes('.git')) return [folder];
  return names.map((name) => join(folder, name)).filter((path) => statSync(path).isDirectory());
}

function roles({ components }: Report): string {
  const counts = new Map<string, number>();
  for (const { role } of components) counts.set(role, (counts.get(role) ?? 0) + 1);
  return [...counts].map(([role, count]) => `${count} ${role}`).join(', ');
}

function severities({ findings }: Report): string {
  return (['error', 'warning', 'note'] as const)
    .map((severity) => findings.filter((finding) => finding.severity === severity).length)
    .join('/');
}

function built({ components }: Report): string {
  const services = components.filter(({ role }) => role === 'service');
  return [...new Set(services.flatMap((component) => mainTechnologies(component).map(shownTechnology)))]
    .join(', ')
    .slice(0, 160);
}

const totals = new Map<string, number>();
for (const path of folders.flatMap(repositories)) {
  const started = performance.now();
  const report = audit(worktree(path, wants));
  const time = `${Math.round(performance.now() - started)} ms`.padStart(8);
  const name = path.split('/').at(-1) ?? path;
  console.log(
    forLog(
      `${name.slice(0, 40).padEnd(40)} ${time}  ${roles(report)} · ${severities(report)} · ${report.diagnostics.length} unclear · ${built(report)}`,
    ),
  );
  for (const { rule, severity, at, title } of report.findings) {
    totals.set(rule, (totals.get(rule) ?? 0) + 1);
    if (withFindings) console.log(forLog(`    ${severity.padEnd(7)} ${rule}  ${at.path}:${at.line ?? ''}  ${title}`));
  }
}
console.log(
  [...totals]
    .sort((one, other) => other[1] - one[1])
    .map(([rule, count]) => `${String(count).padStart(6)} ${rule}`)
    .join('\n'),
);
