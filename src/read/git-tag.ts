const longestTag = 100;

/**
 * The version that a tag of a repository names: `v2.9.0`, `refs/tags/0.1.0-beta.5`, `release-1.2`. Undefined for branches and commits,
 * which say nothing of the version.
 */
export function versionOfTag(tag: string): string | undefined {
  if (tag.length > longestTag) return undefined;
  return /^(?:refs\/tags\/)?(?:v|ver|version|rel|release)?[-_/.]?(\d+(?:\.\d+)+(?:[-+.]?[A-Za-z][\w.+-]*|[-+][\w.+-]+)?)$/i.exec(
    tag,
  )?.[1];
}
