import type { ReportedComponent, ReportedTechnology } from '../model/report.ts';

const order = ['framework', 'server', 'runtime', 'language'];

/** The technologies that sum a component up: its frameworks, else its servers, then its runtime, else its language. */
export function mainTechnologies({ technologies }: Pick<ReportedComponent, 'technologies'>): ReportedTechnology[] {
  const chosen = (kind: string): ReportedTechnology[] => technologies.filter((one) => one.kind === kind && !one.layer);
  const frameworks = chosen('framework');
  const first = frameworks.length > 0 ? frameworks : chosen('server');
  const versioned = ({ version }: ReportedTechnology): boolean =>
    version.resolved !== null || version.declared !== null;
  const languages = chosen('language').filter(versioned);
  // People say Java 21 and Elixir 1.18, not the machine beneath.
  const spoken = languages.some(({ id }) => id === 'java' || id === 'elixir');
  const runtimes = chosen('runtime').filter(
    (one) => versioned(one) && !(spoken && (one.id === 'jvm' || one.id === 'beam')),
  );
  const base =
    runtimes.length > 0 ? runtimes : languages.length > 0 ? languages : [...chosen('runtime'), ...chosen('language')];
  // A language and its usual runtime may bear one name: Python.
  const names = [...first, ...base].map(({ name }) => name);
  return [...first, ...base]
    .filter(({ name }, index) => names.indexOf(name) === index)
    .slice(0, first.length + 2)
    .sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

/** `Express 4.21`, `Node.js 24`: name and version, no longer than a table cell bears. */
export function shownTechnology(technology: {
  name: string;
  version: { resolved: string | null; declared: string | null };
}): string {
  const { resolved, declared } = technology.version;
  return [technology.name, shownVersion(resolved ?? declared)].filter((part) => part !== '').join(' ');
}

/** A version as people say it: without the patch level, without `v`; requirements as they stand. */
export function shownVersion(version: string | null): string {
  if (version === null) return '';
  const text = version.trim().replace(/^v(?=\d)/, '');
  const exact = /^(\d+)(?:\.(\d+))?(?:\.\d+)*(-[\w.]+)?$/.exec(text);
  if (exact) return `${exact[1]}${exact[2] === undefined ? '' : `.${exact[2]}`}${exact[3] ?? ''}`;
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
