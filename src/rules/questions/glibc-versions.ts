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
 * Versions of glibc with symbols that programs take when they are linked against it, so that they start on no older one. What starts at 2.34 starts
 * there alone; 2.29 has new functions for mathematics, 2.39 those with which Rust starts processes, which not every program has.
 */
const always = 34;
const sometimes = { cargo: [29, 39], go: [], c: [], other: [] } as const;

/** The versions of glibc of two distributions, where a program built on one cannot start on the other, or `certain` is false and it may not. */
export function tooNew(
  compiler: keyof typeof sometimes,
  built: Distribution | undefined,
  run: Distribution | undefined,
): { readonly built: string; readonly run: string; readonly certain: boolean } | undefined {
  const [from, to] = [versionOf(built), versionOf(run)];
  if (from === undefined || to === undefined) return undefined;
  const minor = (version: string): number => Number(version.slice(2));
  const crosses = (boundary: number): boolean => minor(to) < boundary && boundary <= minor(from);
  const certain = crosses(always);
  return certain || sometimes[compiler].some(crosses) ? { built: from, run: to, certain } : undefined;
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
