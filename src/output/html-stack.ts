import type { Report, ReportedComponent, ReportedImage, StackChange } from '../model/report.ts';
import { changedWords, marked, sideInOrder } from './change-table.ts';
import { counted } from './counts.ts';
import { codeHtml, escaped, foldHtml, pathHtml, tableHtml } from './html-text.ts';
import { mainTechnologies, shownTechnology } from './stack-words.ts';

/** More cards than these would keep readers from what follows. */
const mostCards = 12;
const mostRows = 1000;
const stores = new Set(['database', 'search', 'cache', 'storage', 'broker']);
const severities = ['error', 'warning', 'note'] as const;
const ranks = ['error', 'warning', 'note', 'clean', 'unasked'];

/** What the repository is built of: a card a component, those with the worst findings first; where there are many, the others as rows. */
export function stackCards(report: Report): string {
  const standing = standings(report);
  const rank = ({ path, role }: ReportedComponent): number =>
    ranks.indexOf(standing.get(path)?.worst ?? 'clean') + (role === 'service' || role === 'frontend' ? 0 : 10);
  const sorted = report.components.toSorted((one, other) => rank(one) - rank(other));
  const shown = sorted.length <= mostCards + 2 ? sorted : sorted.slice(0, mostCards);
  const rest = sorted.slice(shown.length, mostRows);
  const cards = shown.map((component) => card(component, standing.get(component.path))).join('\n');
  if (rest.length === 0) return `<div class="cards">\n${cards}\n</div>`;
  const rows = rest.map((component) => [
    `${pathHtml(component.path)}${roleHtml(component)}`,
    mainTechnologies(component).map(shownTechnology).map(escaped).join(' · ') || '–',
    countsHtml(standing.get(component.path)) || '–',
  ]);
  const left = sorted.length - shown.length - rest.length;
  const more = left > 0 ? `<p class="more">… and ${counted(left, 'more component')}.</p>` : '';
  const table = `${tableHtml(['Component', 'Built of', 'Findings'], rows)}${more}`;
  return `<div class="cards">\n${cards}\n</div>\n${foldHtml(`${counted(sorted.length - shown.length, 'more component')}`, table)}`;
}

interface Standing {
  readonly worst: string;
  readonly counts: ReadonlyMap<string, number>;
}

function standings({ findings, components }: Report): Map<string, Standing> {
  const counts = new Map<string, Map<string, number>>();
  for (const { component, severity, status, waiver } of findings) {
    if (status === 'fixed') continue;
    const own = counts.get(component) ?? new Map<string, number>();
    const kind = waiver === null ? severity : 'accepted';
    counts.set(component, own.set(kind, (own.get(kind) ?? 0) + 1));
  }
  return new Map(
    components.map(({ path, role }) => {
      const own = counts.get(path) ?? new Map<string, number>();
      const asked = role !== 'example' && role !== 'test' && role !== 'template';
      return [path, { worst: severities.find((one) => own.has(one)) ?? (asked ? 'clean' : 'unasked'), counts: own }];
    }),
  );
}

function card(component: ReportedComponent, standing: Standing | undefined): string {
  const main = mainTechnologies(component);
  const layers = component.technologies.filter(
    ({ layer, kind }) => layer && (kind === 'framework' || kind === 'server'),
  );
  const kept = component.technologies.filter(({ kind }) => stores.has(kind));
  const badge = (text: string, kind: string): string => `<span class="badge ${kind}">${escaped(text)}</span>`;
  const badges = [
    ...main.map((one) => badge(shownTechnology(one), one.kind === 'framework' || one.kind === 'server' ? 'main' : '')),
    ...layers.map(({ name }) => badge(`on ${name}`, '')),
    ...[...new Set(kept.map(({ name }) => name))].map((name) => badge(name, 'store')),
  ];
  const parts = [
    `<header>${pathHtml(component.path)}${roleHtml(component)}</header>`,
    `<p class="badges">${badges.join(' ') || `<span class="quiet">${escaped(component.language ?? 'nothing recognised')}</span>`}</p>`,
    ...component.images.slice(0, 2).map(imageHtml),
    ...(component.images.length > 2
      ? [`<p class="image">and ${counted(component.images.length - 2, 'more image')}</p>`]
      : []),
    `<p class="counts">${countsHtml(standing) || (standing?.worst === 'unasked' ? '<span class="quiet">not judged</span>' : '<span class="mark clean">nothing found</span>')}</p>`,
  ];
  return `<article class="component ${standing?.worst ?? 'clean'}">\n${parts.join('\n')}\n</article>`;
}

function roleHtml({ role }: ReportedComponent): string {
  return role === 'service' ? '' : ` <span class="role">${role === 'frontend' ? 'front end' : role}</span>`;
}

function imageHtml({ base, user, runsAsRoot, healthcheck, target }: ReportedImage): string {
  const who = runsAsRoot === true ? 'as root' : user === null ? '' : `as ${escaped(user)}`;
  const words = [
    `${target === null ? 'image' : codeHtml(target)} on ${base === null ? 'an unknown base' : codeHtml(base)}`,
    who,
    healthcheck ? 'with health check' : '',
  ];
  return `<p class="image">${words.filter((word) => word !== '').join(', ')}</p>`;
}

function countsHtml(standing: Standing | undefined): string {
  const marks = severities.flatMap((severity) => {
    const count = standing?.counts.get(severity);
    return count === undefined ? [] : [`<span class="mark ${severity}">${counted(count, severity)}</span>`];
  });
  const accepted = standing?.counts.get('accepted');
  return [...marks, ...(accepted === undefined ? [] : [`<span class="mark plain">${accepted} accepted</span>`])].join(
    ' ',
  );
}

/** What the change does to the stack. */
export function changeRows(report: Report): string {
  const side = (own: StackChange['before'], other: StackChange['before'], bold: ReadonlySet<string>): string => {
    const words = sideInOrder(own ?? [], other, bold, report).map((one) => {
      const text = escaped(changedWords(one, other));
      return bold.has(one.id) ? `<b>${text}</b>` : text;
    });
    return words.join(' · ') || '<span class="quiet">nothing recognised</span>';
  };
  const rows = report.changes.slice(0, mostRows).map((change) => {
    const { component, movedFrom, before, after } = change;
    const moved = movedFrom === null ? '' : `<br><span class="quiet">moved from</span> ${pathHtml(movedFrom)}`;
    return [
      pathHtml(component) + moved,
      before === null ? '<span class="quiet">new</span>' : side(before, after, new Set()),
      after === null ? '<span class="quiet">removed</span>' : side(after, before, marked(change, report)),
    ];
  });
  return tableHtml(['Component', 'Before', 'Now'], rows);
}
