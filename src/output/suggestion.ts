import type { Report, ReportedFinding } from '../model/report.ts';
import { fenced } from './markdown-blocks.ts';
import { icons } from './markdown-icons.ts';
import { type Links, ruleLink } from './markdown-links.ts';
import { sentence } from './markdown-rows.ts';
import { isPlain, prose } from './safe.ts';

/** A finding's patch as a pull request can offer it: the lines that it replaces, and the comment to be put on them. */
export interface Suggestion {
  readonly fingerprint: string;
  readonly path: string;
  /** First line, and last. */
  readonly line: number;
  readonly endLine: number;
  /** The lines as they must stand there. */
  readonly removed: readonly string[];
  readonly body: string;
}

/** Longer ones are work for an editor. */
const mostLines = 20;
const longestLine = 500;

/** The new findings whose patch replaces lines by others, the most severe first; of two patches for the same line the first. */
export function suggestionsOf(report: Report, links: Links): Suggestion[] {
  const chosen: Suggestion[] = [];
  for (const finding of report.findings) {
    if (finding.status !== 'new' || finding.waiver !== null) continue;
    const made = suggestion(finding, links);
    const taken = chosen.some(
      ({ path, line, endLine }) => path === made?.path && line <= made.endLine && made.line <= endLine,
    );
    if (made !== undefined && !taken && links.changedPaths?.has(made.path) !== false) chosen.push(made);
  }
  return chosen;
}

/**
 * A button writes these lines into the file, so that they are exactly those of the patch or there is no suggestion. There is none for a patch that
 * makes a file or replaces nothing, and none for text that is not what it looks like: carriage returns, turned directions, invisible letters.
 */
function suggestion({ patch, ...finding }: ReportedFinding, links: Links): Suggestion | undefined {
  if (patch === null || patch.create === true) return undefined;
  if (patch.remove < 1 || patch.removed.length !== patch.remove) return undefined;
  const { path, line, removed, insert } = patch;
  const offered = (text: string): boolean => text.length <= longestLine && isPlain(text);
  const few = removed.length <= mostLines && insert.length <= mostLines;
  if (!few || ![...removed, ...insert].every(offered) || !isFingerprint(finding.fingerprint)) return undefined;
  const words = `${icons[finding.severity]} **${prose(finding.title)}** · ${ruleLink(finding.rule, links)} → ${prose(sentence(finding.fix))}`;
  const body = `${suggestionMarker(finding.fingerprint)}\n${words}\n\n${fenced('suggestion', insert)}\n`;
  return { fingerprint: finding.fingerprint, path, line, endLine: line + removed.length - 1, removed, body };
}

function isFingerprint(text: string): boolean {
  return /^[0-9a-f]{16}$/.test(text);
}

/** The hidden line by which a later run knows that it has suggested this already. */
function suggestionMarker(fingerprint: string): string {
  return `<!-- stack-audit:suggestion ${fingerprint} -->`;
}

/** The words of a review that holds suggestions. It bears their markers, too: people may delete comments that they do not want again. */
export function reviewBody(suggestions: readonly Suggestion[]): string {
  const markers = suggestions.map(({ fingerprint }) => suggestionMarker(fingerprint));
  const many = suggestions.length === 1 ? 'a fix' : `${suggestions.length} fixes`;
  return `${markers.join('\n')}\nStack Audit: ${many} to commit from here.\n`;
}

/** The fingerprints that a review of ours has suggested something for. */
export function suggestedBy(reviewBody: string): string[] {
  return [...reviewBody.matchAll(/^<!-- stack-audit:suggestion ([0-9a-f]{16}) -->\r?$/gm)].map(
    ([, found]) => found ?? '',
  );
}
