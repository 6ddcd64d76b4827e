/** The version of glibc by distribution and release: packages.debian.org, packages.ubuntu.com, and the release notes of the others. */
const versions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  debian: { 9: '2.24', 10: '2.28', 11: '2.31', 12: '2.36', 13: '2.41' },
  ubuntu: { '16.04': '2.23', '18.04': '2.27', '20.04': '2.31', '22.04': '2.35', '24.04': '2.39' },
  rhel: { 7: '2.17', 8: '2.28', 9: '2.34', 10: '2.39' },
  'rocky-linux': { 8: '2.28', 9: '2.34', 10: '2.39' },
  almalinux: { 8: '2.28', 9: '2.34', 10: '2.39' },
  'oracle-linux': { 7: '2.17', 8: '2.28', 9: '2.34', 10: '2.39' },
  centos: { 7: '2.17', 8: '2.28' },
  'amazon-linux': { 2: '2.26', 2023: '2.34' },
};

/**
 * Versions of glibc from which on programs that are linked against it start on no older one: 2.29 has new symbols for mathematics, 2.34 a new one to
 * start at, 2.39 those that Rust's library takes for its processes.
 */
const boundaries = { cargo: [29, 34, 39], go: [34], c: [34], other: [34] } as const;

/** The versions of glibc of two distributions, where a program built on one cannot start on the other. */
export function tooNew(
  compiler: keyof typeof boundaries,
  built: Distribution | undefined,
  run: Distribution | undefined,
): { readonly built: string; readonly run: string } | undefined {
  const [from, to] = [versionOf(built), versionOf(run)];
  if (from === undefined || to === undefined) return undefined;
  const minor = (version: string): number => Number(version.slice(2));
  const crossed = boundaries[compiler].some((boundary) => minor(to) < boundary && boundary <= minor(from));
  return crossed ? { built: from, run: to } : undefined;
}

interface Distribution {
  readonly id: string;
  readonly version?: string;
}

function versionOf(distribution: Distribution | undefined): string | undefined {
  const releases = distribution && Object.hasOwn(versions, distribution.id) ? versions[distribution.id] : undefined;
  const { version = '' } = distribution ?? {};
  return releases && Object.hasOwn(releases, version) ? releases[version] : undefined;
}
