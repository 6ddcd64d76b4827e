/** Releases of distributions by the word that tags use: `bookworm` → Debian 12. */
export type Codenames = Map<string, { id: string; version: string }>;

/** Words of tags and names that tell a distribution, their group its version. */
const words: readonly [RegExp, string][] = [
  [/^alpine(?:linux)?(\d+\.\d+)?$/, 'alpine-linux'],
  [/^debian(\d+)?$/, 'debian'],
  [/^ubuntu(\d\d\.\d\d)?$/, 'ubuntu'],
  [/^(?:ubi|rhel|el)(\d+)(?:\.\d+)?$/, 'rhel'],
  [/^(?:al|amazonlinux|amzn)(20\d\d|[12])$/, 'amazon-linux'],
  [/^amazonlinux$/, 'amazon-linux'],
  [/^rockylinux(\d+)?$/, 'rocky-linux'],
  [/^almalinux(\d+)?$/, 'almalinux'],
  [/^(?:oraclelinux|ol)(\d+)?$/, 'oracle-linux'],
  [/^centos(\d+)?$/, 'centos'],
  [/^fedora(\d+)?$/, 'fedora'],
  [/^azurelinux(\d+\.\d+)?$/, 'azure-linux'],
  [/^(?:cbl)?mariner(\d+\.\d+)?$/, 'cbl-mariner'],
  [/^(?:windowsservercore|nanoserver|servercore)$/, 'windows'],
];

/** The distribution that a tag names; undefined if it names none. */
export function distributionOf(tag: string, codenames: Codenames): { id: string; version?: string } | undefined {
  const parts = tag.toLowerCase().split('-');
  for (const part of parts) {
    const known = codenames.get(part);
    if (known) return known;
  }
  for (const [at, part] of parts.entries()) {
    for (const [pattern, id] of words) {
      const match = pattern.exec(part);
      if (!match) continue;
      const version = match[1] ?? versionAfter(id, parts[at + 1] ?? '');
      return version === undefined ? { id } : { id, version: releaseOf(id, version) };
    }
  }
  return undefined;
}

/** `alpine-3.22.2`; what stands after `alpine` in `alpine-2.5.1` is the version of something else. */
function versionAfter(distribution: string, word: string): string | undefined {
  const version = /^\d+(?:\.\d+)*$/.exec(word)?.[0];
  return distribution === 'alpine-linux' && !word.startsWith('3.') ? undefined : version;
}

/** Alpine and Ubuntu count releases in two numbers, the others in one: `3.20.3` belongs to `3.20`, Debian `12.5` to `12`. */
export function releaseOf(distribution: string, version: string): string {
  const parts = /^(?:alpine-linux|ubuntu|azure-linux|cbl-mariner)$/.test(distribution) ? 2 : 1;
  return version.split('.').slice(0, parts).join('.');
}
