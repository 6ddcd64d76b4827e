import { shownDay } from '../model/day.ts';
import type { PolicyPreview } from '../model/report.ts';
import { counted } from './counts.ts';
import { type Links, placeLink, ruleLink } from './markdown-links.ts';
import { icons } from './markdown-icons.ts';
import { asCode, forMarkdown, prose } from './safe.ts';

const verdicts = { pass: 'would pass', warn: 'would pass with a warning', fail: 'would fail' } as const;

/** What the policy that a pull request brings would change: always said, even when the check is green, since nobody should loosen it unseen. */
export function policyBlock(preview: PolicyPreview, links: Links, most: number): string[] {
  const { source, mistakes, added, removed, changed, verdict } = preview;
  const start = `📜 **This change alters the policy** ${asCode(source)}. What the base branch says has decided here;`;
  if (mistakes.length > 0)
    return [
      `${start} the new one has ${counted(mistakes.length, 'mistake')} and would stop every audit once it is merged.`,
    ];
  const differs =
    added.length + removed.length + changed.length === 0
      ? 'no finding more or less'
      : [`**+${added.length}**`, `**−${removed.length}**`].join(', ') +
        ` findings${changed.length > 0 ? `, ${changed.length} at another severity` : ''}`;
  const words = `${start} with the new one: ${differs}, and the check ${verdicts[verdict]}.`;
  const tables = [valueTable(preview, most), exceptionTable(preview, links, most), findingTable(preview, links, most)];
  const text = tables.filter((table) => table !== '').join('\n\n');
  return text === '' || most === 0
    ? [words]
    : [`${words}\n\n<details><summary>What the new policy says</summary>\n\n${text}\n</details>`];
}

function valueTable({ values }: PolicyPreview, most: number): string {
  const said = (value: string | null): string => (value === null ? '–' : asCode(value));
  const rows = values.map(({ key, before, after }) => `| ${asCode(key)} | ${said(before)} | ${said(after)} |`);
  return table('| Key | Now | Then |\n|---|---|---|', rows, most);
}

function exceptionTable({ exceptions }: PolicyPreview, links: Links, most: number): string {
  const rowOf = (sign: string) => (one: PolicyPreview['exceptions']['added'][number]) =>
    `| ${sign} | exception for ${asCode(one.target)} until ${forMarkdown(shownDay(one.expires))}<br>*“${forMarkdown(one.reason)}”* (${asCode(one.owner)}) | ${placeLink(one.at, links, sign === '−')} |`;
  const rows = [...exceptions.added.map(rowOf('+')), ...exceptions.removed.map(rowOf('−'))];
  return table('| | Exception | Where |\n|:-:|---|---|', rows, most);
}

function findingTable({ added, removed, changed }: PolicyPreview, links: Links, most: number): string {
  const rowOf = (sign: string) => (one: PolicyPreview['added'][number]) =>
    `| ${sign} ${icons[one.severity]} | ${prose(one.title)} · ${ruleLink(one.rule, links)} | ${placeLink(one.at, links)} |`;
  const rows = [
    ...added.map(rowOf('+')),
    ...removed.map(rowOf('−')),
    ...changed.map((one) => rowOf(`${icons[one.before]} →`)(one)),
  ];
  return table('| | Finding | Where |\n|:-:|---|---|', rows, most);
}

function table(head: string, rows: readonly string[], most: number): string {
  if (rows.length === 0) return '';
  const more = rows.length > most ? `\n\n… and ${rows.length - most} more.` : '';
  return `${[head, ...rows.slice(0, most)].join('\n')}${more}`;
}
