import type { Report, ReportedFinding } from '../model/report.ts';
import { counted } from './counts.ts';

/** What the change brings, or what there is where nothing is compared; exceptions aside. */
export function freshOf({ findings }: Report): ReportedFinding[] {
  return findings.filter(({ status, waiver }) => status === 'new' && waiver === null);
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
  return said && `${said}${report.comparedWith === null ? '' : ' introduced here'}`;
}
