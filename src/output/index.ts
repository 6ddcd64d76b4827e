import type { Report } from '../model/report.ts';
import { annotations } from './annotations.ts';
import type { FormatName } from './format-names.ts';
import { json } from './json.ts';
import type { RuleWords } from './rule-words.ts';
import { summary } from './summary.ts';
import { type TextOptions, text } from './text.ts';

export interface FormatOptions extends TextOptions {
  readonly rules: readonly RuleWords[];
}

export type Format = (report: Report, options: FormatOptions) => string;

/** Every format that `--format` takes, loaded when it is asked for if it is not the usual one. */
export const formats: Readonly<Record<FormatName, () => Format | Promise<Format>>> = {
  text: () => text,
  json: () => json,
  markdown: () => (report) => summary(report, {}),
  annotations: () => (report) =>
    annotations(report)
      .commands.map((command) => `${command}\n`)
      .join(''),
  sarif: async () => (await import('./sarif.ts')).sarif,
  html: async () => (await import('./html.ts')).html,
};
