import { daysBetween, shownDay } from '../model/day.ts';
import type { Report, ReportedFinding } from '../model/report.ts';
import { counted, daysLeft } from './counts.ts';
import { asWritten, codeHtml, escaped, foldHtml, linkHtml, placeHtml, proseHtml, tableHtml } from './html-text.ts';
import { type Links, ruleAddress } from './markdown-links.ts';
import { groups, sentence } from './markdown-rows.ts';
import { type RuleWords, webReferences } from './rule-words.ts';

export interface FindingContext {
  readonly links: Links;
  readonly rules: ReadonlyMap<string, RuleWords>;
  readonly limits: FindingLimits;
}

/** How much is shown before it only says how much more there is. */
export interface FindingLimits {
  /** Cards, or rows. */
  readonly groups: number;
  /** Places of one card that are folded. */
  readonly folded: number;
}

const mostPlaces = 8;

/** The findings that there is something to do about, one card for those that say the same. */
export function findingCards(findings: readonly ReportedFinding[], context: FindingContext): string {
  const most = context.limits.groups;
  const all = groups(findings);
  const left = all.slice(most).flat().length;
  const more =
    left > 0 ? [`<p class="more">… and ${counted(left, 'more finding')}: the JSON report has all of them.</p>`] : [];
  return [...all.slice(0, most).map((group) => card(group, context)), ...more].join('\n');
}

function card(group: readonly ReportedFinding[], context: FindingContext): string {
  const [first] = group;
  if (first === undefined) return '';
  const { rule, severity, title, message, fix, blocking } = first;
  const alike = group.every((one) => one.message === message);
  const alikeFix = group.every((one) => one.fix === fix);
  const parts = [
    `<header><span class="level">${blocking ? `${severity}, blocks` : severity}</span><h3>${proseHtml(title)}</h3>${ruleHtml(rule, context.links)}</header>`,
    alike ? `<p>${proseHtml(sentence(message))}</p>` : '',
    alikeFix ? fixHtml(fix) : '',
    places(group, context, alike, alikeFix),
    `<div class="folds">${patches(group)}${reasons(context.rules.get(rule))}</div>`,
  ];
  return `<article class="finding ${severity}">\n${parts.filter((part) => part !== '').join('\n')}\n</article>`;
}

function ruleHtml(rule: string, links: Links): string {
  return `<span class="rule">${linkHtml(ruleAddress(rule, links), codeHtml(rule))}</span>`;
}

function fixHtml(fix: string): string {
  return `<p class="fix">${proseHtml(sentence(fix))}</p>`;
}

/** Where it is; with their own words where these differ. */
function places(
  group: readonly ReportedFinding[],
  { links, limits }: FindingContext,
  alike: boolean,
  alikeFix: boolean,
): string {
  const item = ({ at, message, fix, related }: ReportedFinding): string => {
    const words = [...(alike ? [] : [message]), ...(alikeFix ? [] : [fix])].map((text) => proseHtml(sentence(text)));
    const also = related.slice(0, 3).map((one) => placeHtml(one, links));
    const beside = also.length > 0 ? ` <span class="quiet">with ${also.join(', ')}</span>` : '';
    return `<li>${placeHtml(at, links)}${beside}${words.length > 0 ? `<br>${words.join(' ')}` : ''}</li>`;
  };
  const list = (found: readonly ReportedFinding[]): string => `<ul class="places">${found.map(item).join('')}</ul>`;
  if (group.length <= mostPlaces + 2) return list(group);
  const rest = group.slice(mostPlaces);
  const left = rest.length - limits.folded;
  const more = left > 0 ? `<p class="more">… and ${counted(left, 'more place')}.</p>` : '';
  return `${list(group.slice(0, mostPlaces))}\n${foldHtml(`${counted(rest.length, 'more place')}`, list(rest.slice(0, limits.folded)) + more)}`;
}

function patches(group: readonly ReportedFinding[]): string {
  // several images may need the same file
  const different = new Map(group.flatMap(({ patch }) => (patch === null ? [] : [[JSON.stringify(patch), patch]])));
  const found = [...different.values()].slice(0, mostPlaces);
  if (found.length === 0) return '';
  const line = (tag: 'del' | 'ins', text: string): string => `<${tag}>${asWritten(text)}</${tag}>`;
  const blocks = found.map(
    ({ path, line: number, removed, insert, create }) =>
      `<pre class="diff"><span>${create === true ? `new file ${escaped(path)}` : `${escaped(path)}:${number}`}</span>${[...removed.map((text) => line('del', text)), ...insert.map((text) => line('ins', text))].join('')}</pre>`,
  );
  return foldHtml(found.length === 1 ? 'The fix as a patch' : `The fix as ${found.length} patches`, blocks.join('\n'));
}

function reasons(words: RuleWords | undefined): string {
  if (words === undefined) return '';
  const links = webReferences(words).slice(0, 5);
  const list = links.map((one) => `<li>${linkHtml(one, escaped(one.replace(/^https?:\/\//, '')))}</li>`).join('');
  return foldHtml('Why', `<p>${proseHtml(words.why)}</p>${list === '' ? '' : `<ul class="references">${list}</ul>`}`);
}

/** Findings that nobody has to look at now, a row for those that say the same. */
export function quietTable(findings: readonly ReportedFinding[], { links, limits }: FindingContext): string {
  const all = groups(findings);
  const rows = all.slice(0, limits.groups).map((group) => {
    const [first] = group as [ReportedFinding];
    const shown = group.slice(0, mostPlaces).map(({ at, status }) => placeHtml(at, links, status === 'fixed'));
    const left = group.length - shown.length;
    const where = [...shown, ...(left > 0 ? [`… and ${counted(left, 'more place')}`] : [])].join('<br>');
    const mark = `<span class="mark ${first.severity}">${first.severity}</span>`;
    return [mark, `${proseHtml(first.title)}<br>${ruleHtml(first.rule, links)}`, where];
  });
  const left = all.slice(limits.groups).flat().length;
  const more = left > 0 ? `<p class="more">… and ${counted(left, 'more finding')}.</p>` : '';
  return `${tableHtml(['', 'Finding', 'Where'], rows)}${more}`;
}

/** What is accepted, by whom, why and until when. */
export function exceptionTable(
  findings: readonly ReportedFinding[],
  report: Report,
  { links, limits }: FindingContext,
): string {
  const rows = findings.slice(0, limits.groups).map(({ title, rule, at, waiver }) => {
    const { owner = null, expires = null, reason = '', ticket = null } = waiver ?? {};
    const by = [...(owner === null ? [] : [escaped(owner)]), ...(ticket === null ? [] : [codeHtml(ticket)])].join(', ');
    const end =
      expires === null
        ? 'without end'
        : `${escaped(shownDay(expires))}<br>${daysLeft(daysBetween(report.asOf, expires))}`;
    const what = `${proseHtml(title)}<br>${ruleHtml(rule, links)}<br>${placeHtml(at, links)}`;
    return [what, `“${escaped(reason)}”${by === '' ? '' : `<br><span class="quiet">${by}</span>`}`, end];
  });
  const left = findings.length - rows.length;
  const more = left > 0 ? `<p class="more">… and ${left} more.</p>` : '';
  return `${tableHtml(['Finding', 'Why it is accepted', 'Until'], rows)}${more}`;
}
