import { audit, memoryTree } from '../../src/index.ts';
import type { Report } from '../../src/model/report.ts';

/** What the smallest tree that shows a trap comes out as. */
export function audited(files: Readonly<Record<string, string>>): Report {
  return audit(memoryTree(files), { today: '2026-11-22' });
}

/**
 * Every component with its role, and its frameworks and servers as `id version at path:line`: the resolved version, else the declared one, `?` if
 * there is none. A layer names what it lies beneath.
 */
export function stack(files: Readonly<Record<string, string>>): Record<string, string[]> {
  const { components } = audited(files);
  return Object.fromEntries(
    components.map(({ path, role, technologies }) => [
      `${path}: ${role}`,
      technologies
        .filter(({ kind }) => kind === 'framework' || kind === 'server')
        .map(({ id, version, at, under }) => {
          const place = at.line === undefined ? at.path : `${at.path}:${at.line}`;
          const beneath = under === null ? '' : ` beneath ${under}`;
          return `${id} ${version.resolved ?? version.declared ?? '?'} at ${place}${beneath}`;
        })
        .sort(),
    ]),
  );
}

/** The same for the version of one language, runtime or other technology in the component at `path`. */
export function versionOf(files: Readonly<Record<string, string>>, id: string, path = '.'): string {
  const component = audited(files).components.find((one) => one.path === path);
  const use = component?.technologies.find((one) => one.id === id);
  if (use === undefined) return 'not found';
  const { at, version } = use;
  return `${version.resolved ?? version.declared ?? '?'} at ${at.path}${at.line === undefined ? '' : `:${at.line}`}`;
}

/** What is said of files that were not understood or not read. */
export function unclear(files: Readonly<Record<string, string>>): string[] {
  const { diagnostics, skipped } = audited(files);
  return [
    ...diagnostics.map(({ message, at }) => `${at.path}${at.line === undefined ? '' : `:${at.line}`} ${message}`),
    ...skipped.map(({ path, reason }) => `${path} ${reason}`),
  ];
}
