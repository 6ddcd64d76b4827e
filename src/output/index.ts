import type { Report } from '../model/report.ts';
import { annotations } from './annotations.ts';
import type { FormatName } from './format-names.ts';
import { json } from './json.ts';
import { summary } from './summary.ts';
import { type TextOptions, text } from './text.ts';

export type Format = (report: Report, options: TextOptions) => string;

/** Every format that `--format` takes. A contract test holds this table to the files of the folder. */
export const formats: Readonly<Record<FormatName, Format>> = {
  text,
  json,
  markdown: (report) => summary(report, {}),
  annotations: (report) =>
    annotations(report)
      .commands.map((command) => `${command}\n`)
      .join(''),
};
