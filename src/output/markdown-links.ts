import { createHash } from 'node:crypto';
import type { Location } from '../model/location.ts';
import type { Report } from '../model/report.ts';
import { asCode, forAttribute, forHtml, inAddress } from './safe.ts';

/** Where links lead. What is absent is not linked. */
export interface Links {
  /** `https://github.com/acme/shop` */
  readonly repository?: string;
  readonly head?: string;
  readonly base?: string;
  /** The name of the base branch. */
  readonly baseName?: string;
  readonly pullRequest?: number;
  readonly run?: string;
  /** The page of a rule, `{rule}` standing for its id. */
  readonly rulePage?: string;
  /** Paths that the pull request changes: only those have lines in its diff. */
  readonly changedPaths?: ReadonlySet<string>;
}

/** A rule's id as a link to its page. Rules of a policy's own have none. */
export function ruleLink(rule: string, links: Links): string {
  const address = ruleAddress(rule, links);
  return address === undefined ? asCode(rule) : `[${asCode(rule)}](${address})`;
}

/** The page of a rule, if it is one of ours. */
export function ruleAddress(rule: string, { rulePage }: Links): string | undefined {
  const ours = /^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/.test(rule) && !rule.startsWith('custom/');
  return ours ? rulePage?.split('{rule}').join(rule) : undefined;
}

/** A place as a link: into the pull request's diff if the file is changed there, else to the file at the commit. */
export function placeLink(at: Location, links: Links, gone = false): string {
  const words = asCode(placeWords(at));
  const address = placeAddress(at, links, gone);
  return address === undefined ? words : `[${words}](${address})`;
}

/** Where a place can be looked at. `gone`: it is there no more. */
export function placeAddress(at: Location, links: Links, gone = false): string | undefined {
  const commit = gone ? links.base : links.head;
  // A browser goes up where a path says so: the link would lead to anywhere.
  const up = at.path.split('/').some((part) => /^\.{0,2}$/.test(part));
  if (links.repository === undefined || commit === undefined || up) return undefined;
  if (!gone && links.pullRequest !== undefined && links.changedPaths?.has(at.path) === true) {
    const hash = createHash('sha256').update(at.path).digest('hex');
    return `${links.repository}/pull/${links.pullRequest}/files#diff-${hash}${at.line === undefined ? '' : `R${at.line}`}`;
  }
  const line = at.line === undefined ? '' : `#L${at.line}`;
  return `${links.repository}/blob/${commit}/${inAddress(at.path)}${line}`;
}

/** `services/api/Dockerfile:8` */
export function placeWords({ path, line }: Location): string {
  return line === undefined ? path : `${path}:${line}`;
}

/** The line at the foot: which commit, against which, by which policy, where the full report is, and by what. */
export function footer(report: Report, links: Links): string {
  const parts: string[] = [];
  if (links.head !== undefined) parts.push(`Commit ${shortCommit(links.head)}${against(report, links)}`);
  if (report.policy !== null) parts.push(`policy <code>${forHtml(report.policy.source)}</code>`);
  if (links.run !== undefined) parts.push(`<a href="${forAttribute(links.run)}">full report</a>`);
  parts.push(`Stack Audit ${forHtml(report.tool.version)}`);
  return `<sub>${parts.join(' · ')}</sub>`;
}

function against({ comparedWith }: Report, { baseName }: Links): string {
  if (comparedWith === null) return '';
  const name = baseName === undefined ? '' : `<code>${forHtml(baseName)}</code> `;
  return ` against ${name}(${shortCommit(comparedWith)})`;
}

function shortCommit(commit: string): string {
  return `<code>${forHtml(/^[0-9a-f]{40,64}$/.test(commit) ? commit.slice(0, 7) : commit)}</code>`;
}
