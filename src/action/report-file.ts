import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod/mini';
import { Report } from '../model/report.ts';
import { UsageError } from '../model/usage-error.ts';
import { isInside } from './workspace.ts';

/** No report that this tool writes comes near it. */
const largest = 50 * 1024 * 1024;

/** Writes a report inside the workspace and nowhere else, wherever links lead. */
export function writeReportFile(contents: string, file: string, workspace: string, input: string): string {
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
  return file;
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
