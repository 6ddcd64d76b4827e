import type { Report, ReportedFinding } from '../model/report.ts';
import { forCommand, forProperty } from './safe.ts';

/** GitHub shows ten annotations of each level a step; more only make noise in the log. */
const mostPerLevel = 10;
const levels = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** Workflow commands that mark the lines of new findings, the most severe first, and how many did not fit. */
export function annotations(report: Report): { commands: string[]; left: number } {
  const commands: string[] = [];
  let left = 0;
  for (const severity of ['error', 'warning', 'note'] as const) {
    const found = report.findings.filter(
      (finding) => finding.severity === severity && finding.status === 'new' && finding.waiver === null,
    );
    commands.push(...found.slice(0, mostPerLevel).map(command));
    left += Math.max(0, found.length - mostPerLevel);
  }
  return { commands, left };
}

function command({ severity, at, title, message, fix, rule }: ReportedFinding): string {
  const properties = [`file=${forProperty(at.path)}`];
  if (at.line !== undefined) properties.push(`line=${at.line}`);
  if (at.endLine !== undefined) properties.push(`endLine=${at.endLine}`);
  properties.push(`title=${forProperty(`${title} (${rule})`.slice(0, 255))}`);
  return `::${levels[severity]} ${properties.join(',')}::${forCommand(`${message}\n${fix}`.slice(0, 4000))}`;
}
