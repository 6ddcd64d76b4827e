import type { Report } from '../model/report.ts';

/** The report as JSON with two blanks of indentation and a line feed at the end. Its schema is docs/report.schema.json. */
export function json(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
