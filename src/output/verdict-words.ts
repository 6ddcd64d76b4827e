import type { Report, ReportedFinding } from '../model/report.ts';
import { counted } from './counts.ts';

/** What the change brings, or what there is where nothing is compared, and what blocks although it is old (`new-only: false`); exceptions aside. */
export function freshOf({ findings }: Report): ReportedFinding[] {
  return findings.filter(
    ({ status, waiver, blocking }) => waiver === null && (status === 'new' || (status === 'existing' && blocking)),
  );
}

/** Whether everything to be seen first is new against another state. */
export function isAllNew(report: Report): boolean {
  return report.comparedWith !== null && freshOf(report).every(({ status }) => status === 'new');
}

/** How many were there before and do not block. */
export function oldAndQuiet({ findings }: Report): number {
  return findings.filter(({ status, waiver, blocking }) => status === 'existing' && waiver === null && !blocking)
    .length;
}

/** `2 blocking findings and 3 warnings introduced here`; undefined if there is nothing but notes. */
export function verdictWords(report: Report): string | undefined {
  const fresh = freshOf(report);
  const count = (severity: string): number =>
    fresh.filter((finding) => finding.severity === severity && !finding.blocking).length;
  const parts = [
    ...(report.counts.blocking > 0 ? [counted(report.counts.blocking, 'blocking finding')] : []),
    ...(count('error') > 0 ? [counted(count('error'), 'error')] : []),
    ...(count('warning') > 0 ? [counted(count('warning'), 'warning')] : []),
  ];
  const said = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0];
  return said && `${said}${isAllNew(report) ? ' introduced here' : ''}`;
}
