import { createHash } from 'node:crypto';
import { shownDay } from '../model/day.ts';
import type { PolicyPreview, Report } from '../model/report.ts';
import { buildCommand, ignoreFileOf } from '../recipe/recipe.ts';
import { counted } from './counts.ts';
import { type FindingContext, exceptionTable, findingCards, quietTable } from './html-findings.ts';
import { changeRows, stackCards } from './html-stack.ts';
import { style } from './html-style.ts';
import {
  codeHtml,
  escaped,
  fileHtml,
  foldHtml,
  linkHtml,
  pathHtml,
  placeHtml,
  proseHtml,
  tableHtml,
} from './html-text.ts';
import type { Links } from './markdown-links.ts';
import { type RuleWords, rulesById } from './rule-words.ts';
import { oneLine } from './safe.ts';
import { freshOf, isAllNew, verdictWords } from './verdict-words.ts';

export interface HtmlOptions {
  readonly rules: readonly RuleWords[];
  readonly links?: Links;
}

const mostUnknown = 300;

/** Characters from which on a browser is slow, and less is shown. */
const longest = 4_000_000;

/**
 * The report as one page that stands alone: no script, nothing loaded from anywhere, and a policy in the page itself that forbids both. What comes from
 * the repository is text in it and nothing else.
 */
export function html(report: Report, { rules, links = {} }: HtmlOptions): string {
  const known = rulesById(rules);
  let text = '';
  for (const limits of [
    { groups: 400, folded: 200 },
    { groups: 200, folded: 20 },
    { groups: 50, folded: 0 },
  ]) {
    text = page(report, { links, rules: known, limits });
    if (text.length <= longest) break;
  }
  return text;
}

function page(report: Report, context: FindingContext): string {
  const { links } = context;
  const sections = sectionsOf(report, context);
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const repository = links.repository?.split('/').slice(-2).join('/');
  const title = `Stack Audit${repository === undefined ? '' : ` of ${repository}`}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${head(report, links)}
<nav>${sections.map(({ id, title }) => `<a href="#${id}">${title}</a>`).join('')}</nav>
<main>
${sections.map(({ id, title, number, inside }) => `<section id="${id}">\n<h2>${title}${number === undefined ? '' : `<span class="number">${number.toLocaleString('en-US')}</span>`}</h2>\n${inside}\n</section>`).join('\n')}
</main>
${foot(report)}
</body>
</html>
`;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly number?: number;
  /** HTML. */
  readonly inside: string;
}

function sectionsOf(report: Report, context: FindingContext): Section[] {
  const { findings, components, changes, policyPreview, diagnostics, skipped } = report;
  const fresh = freshOf(report);
  const live = findings.filter(({ waiver }) => waiver === null);
  const existing = live.filter(({ status, blocking }) => status === 'existing' && !blocking);
  const fixed = live.filter(({ status }) => status === 'fixed');
  const accepted = findings.filter(({ waiver }) => waiver !== null);
  const built =
    components.length === 0
      ? '<p class="quiet">No component was found: there is no manifest and no Dockerfile that this version reads.</p>'
      : stackCards(report);
  const sections: (Section | undefined)[] = [
    { id: 'stack', title: 'What it is built of', number: components.length, inside: built },
    some('changes', 'What changed in the stack', changes, () => changeRows(report)),
    some('findings', isAllNew(report) ? 'New here' : 'Findings', fresh, () => findingCards(fresh, context)),
    policyPreview === null
      ? undefined
      : { id: 'policy', title: 'Another policy', inside: policyHtml(policyPreview, context.links) },
    some('recipes', 'Images to begin with', report.recipes ?? [], () =>
      (report.recipes ?? []).map(recipeHtml).join('\n'),
    ),
    some('existing', 'What was there before', existing, () =>
      foldHtml('Not introduced here, and not blocking', quietTable(existing, context)),
    ),
    some('accepted', 'Accepted exceptions', accepted, () => exceptionTable(accepted, report, context)),
    some('fixed', 'Mended here', fixed, () => foldHtml('No longer there', quietTable(fixed, context))),
    some('unknown', 'Not understood', [...diagnostics, ...skipped], () => unknowns(report, context.links)),
  ];
  return sections.filter((section) => section !== undefined);
}

function some(id: string, title: string, list: readonly unknown[], inside: () => string): Section | undefined {
  return list.length === 0 ? undefined : { id, title, number: list.length, inside: inside() };
}

const signs = { fail: '✕', warn: '!', pass: '✓' } as const;

function head(report: Report, links: Links): string {
  const { verdict, counts, notCompared, failOn } = report;
  const said = verdictWords(report);
  const words =
    said ??
    (verdict === 'pass' ? (report.comparedWith === null ? 'Nothing to fix' : 'Nothing new to fix') : 'The check fails');
  const why =
    counts.blocking > 0
      ? `${verdict === 'fail' ? 'The check fails' : 'With <code>mode: enforce</code> the check would fail'}: ${counts.blocking === 1 ? 'one finding is' : `${counts.blocking} findings are`} at or above <code>fail-on: ${failOn}</code>.`
      : verdict === 'pass'
        ? 'Nothing fails the check.'
        : 'The limits that the policy sets are exceeded (<code>thresholds</code> or <code>strict</code>).';
  const tone = verdict === 'pass' && said !== undefined ? 'warn' : verdict;
  const alarm =
    notCompared === null
      ? ''
      : `<p class="alarm">${proseHtml(notCompared)} So nothing is known to be old, and everything counts as new.</p>\n`;
  return `<div class="verdict ${tone}">
<p class="brand">STACK AUDIT${about(report, links)}</p>
<div class="said"><span class="sign" aria-hidden="true">${signs[tone]}</span><h1>${words}</h1></div>
<p class="why">${why}</p>
${alarm}${tiles(report)}
</div>`;
}

/** Of what, and against what. */
function about({ comparedWith }: Report, { repository, head, pullRequest, baseName }: Links): string {
  const parts: string[] = [];
  if (repository !== undefined) parts.push(linkHtml(repository, escaped(repository.split('/').slice(-2).join('/'))));
  if (repository !== undefined && pullRequest !== undefined)
    parts.push(linkHtml(`${repository}/pull/${pullRequest}`, `#${pullRequest}`));
  if (head !== undefined) parts.push(codeHtml(short(head)));
  if (comparedWith !== null)
    parts.push(`against ${baseName === undefined ? '' : `${escaped(baseName)} `}${codeHtml(short(comparedWith))}`);
  return parts.map((part) => ` · ${part}`).join('');
}

function short(commit: string): string {
  return /^[0-9a-f]{40,64}$/.test(commit) ? commit.slice(0, 7) : oneLine(commit).slice(0, 60);
}

function tiles(report: Report): string {
  const { counts, comparedWith } = report;
  const fresh = freshOf(report);
  const count = (severity: string): number => fresh.filter((finding) => finding.severity === severity).length;
  const many = (number: number, noun: string): string => counted(number, noun).replace(/^\S+ /, '');
  const all: [number, string, string][] = [
    [count('error'), many(count('error'), 'error'), 'error'],
    [count('warning'), many(count('warning'), 'warning'), 'warning'],
    [count('note'), many(count('note'), 'note'), 'note'],
    ...(comparedWith === null
      ? []
      : ([
          [counts.existing, 'there before', ''],
          [counts.fixed, 'mended', 'clean'],
        ] as [number, string, string][])),
    [counts.accepted, 'accepted', ''],
    [report.components.length, many(report.components.length, 'component'), ''],
  ];
  const items = all.map(
    ([number, name, kind]) =>
      `<li class="${number === 0 ? 'none' : kind}"><b>${number.toLocaleString('en-US')}</b>${name}</li>`,
  );
  return `<ul class="tiles">${items.join('')}</ul>`;
}

function policyHtml(
  { source, mistakes, added, removed, changed, values, exceptions, verdict }: PolicyPreview,
  links: Links,
): string {
  const start = `<p>This change alters the policy ${codeHtml(source)}. What the base branch says has decided here;`;
  if (mistakes.length > 0) {
    const list = mistakes.slice(0, 50).map((one) => `<li>${placeHtml(one, links)} ${proseHtml(one.message)}</li>`);
    return `<div class="policy">${start} the new one has ${counted(mistakes.length, 'mistake')} and would stop every audit once it is merged.</p><ul class="unknown">${list.join('')}</ul></div>`;
  }
  const outcome = { pass: 'would pass', warn: 'would pass with a warning', fail: 'would fail' }[verdict];
  const words = `${start} with the new one: +${added.length}, −${removed.length} findings${changed.length > 0 ? `, ${changed.length} at another severity` : ''}, and the check ${outcome}.</p>`;
  const value = (text: string | null): string => (text === null ? '–' : codeHtml(text));
  const rows = [
    ...values.slice(0, 200).map(({ key, before, after }) => [codeHtml(key), value(before), value(after)]),
    ...exceptions.added
      .slice(0, 100)
      .map((one) => [
        `exception for ${codeHtml(one.target)}`,
        '–',
        `until ${escaped(shownDay(one.expires))}: “${escaped(one.reason)}”`,
      ]),
    ...exceptions.removed
      .slice(0, 100)
      .map((one) => [`exception for ${codeHtml(one.target)}`, `until ${escaped(shownDay(one.expires))}`, '–']),
  ];
  return `<div class="policy">${words}${rows.length === 0 ? '' : tableHtml(['Key', 'Now', 'Then'], rows)}</div>`;
}

type Recipe = NonNullable<Report['recipes']>[number];

/** The files that a service without an image lacks. */
function recipeHtml(recipe: Recipe): string {
  const { component, context, dockerfile, dockerignore, notes } = recipe;
  const build = context === null ? undefined : buildCommand(component, context);
  const parts = [
    build === undefined ? '' : `<p>It is built from a directory above: ${codeHtml(build)}</p>`,
    notes.length === 0 ? '' : `<ul>${notes.map((note) => `<li>${proseHtml(note)}</li>`).join('')}</ul>`,
    `<p>${codeHtml('Dockerfile')}</p>\n${fileHtml(dockerfile)}`,
    `<p>${codeHtml(ignoreFileOf(recipe))}</p>\n${fileHtml(dockerignore)}`,
  ];
  return foldHtml(`A Dockerfile for ${pathHtml(component)}`, parts.filter((part) => part !== '').join('\n'));
}

function unknowns({ diagnostics, skipped }: Report, links: Links): string {
  const lines = [
    ...diagnostics.map(({ at, message }) => `<li>${placeHtml(at, links)} ${proseHtml(message)}</li>`),
    ...skipped.map(({ path, reason }) => `<li>${pathHtml(path)} skipped, ${escaped(reason)}</li>`),
  ];
  const left = lines.length - mostUnknown;
  const more = left > 0 ? `<p class="more">… and ${left} more.</p>` : '';
  return foldHtml(
    'What could not be read neither passes nor fails',
    `<ul class="unknown">${lines.slice(0, mostUnknown).join('')}</ul>${more}`,
  );
}

function foot({ tool, asOf, policy, counts }: Report): string {
  const parts = [
    `Stack Audit ${escaped(tool.version)}`,
    `as of ${escaped(shownDay(asOf))}`,
    `${counted(counts.files, 'file')} read, ${counted(counts.rules, 'rule')} asked`,
    ...(policy === null ? [] : [`policy ${codeHtml(policy.source)}`]),
  ];
  return `<footer>${parts.join(' · ')}</footer>`;
}
