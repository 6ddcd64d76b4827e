import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod/mini';
import type { ReportFormat } from '../github/inputs.ts';
import { Report } from '../model/report.ts';
import { UsageError } from '../model/usage-error.ts';
import { json } from '../output/json.ts';
import type { Links } from '../output/markdown-links.ts';
import type { RuleWords } from '../output/rule-words.ts';
import { isInside } from './workspace.ts';

/** No report that this tool writes comes near it. */
const largest = 50 * 1024 * 1024;

/** The report in the format of a file. Code scanning is told only what is open: it would show the rest as open, too. */
export async function rendered(
  format: ReportFormat,
  report: Report,
  told: { readonly rules: readonly RuleWords[]; readonly links: Links },
): Promise<string> {
  if (format === 'sarif') return (await import('../output/sarif.ts')).sarif(report, { ...told, openOnly: true });
  return format === 'html' ? (await import('../output/html.ts')).html(report, told) : json(report);
}

/** Writes a report inside the workspace and nowhere else, wherever links lead. */
export function writeReportFile(contents: string, file: string, workspace: string, input: string): void {
  const path = resolve(workspace, file);
  const outside = new UsageError(`input ${input}: ${file} lies outside of the workspace`);
  if (!isInside(path, resolve(workspace))) throw outside;
  try {
    if (!isInside(nearestReal(dirname(path)), realpathSync(workspace))) throw outside;
    mkdirSync(dirname(path), { recursive: true });
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) throw outside;
    writeFileSync(path, contents);
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`input ${input}: ${(error as Error).message}`);
  }
}

/** The real path of a directory, or of the nearest one above it that is there. */
function nearestReal(directory: string): string {
  return existsSync(directory) || dirname(directory) === directory
    ? realpathSync(directory)
    : nearestReal(dirname(directory));
}

/** A report that another run has written. It may come from a pull request of a stranger: it is checked, and nothing of it is used as it stands. */
export function readReportFile(file: string): Report {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new UsageError(`there is no report ${file}`);
  if (size > largest) throw new UsageError(`${file} is too large for a report`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} is no JSON: ${(error as Error).message}`);
  }
  const parsed = z.safeParse(Report, value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UsageError(`${file} is no report of this tool: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
