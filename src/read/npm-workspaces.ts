/** Globs of a workspace's members; those that begin with `!` leave directories out. */
export function membersAndExcluded(globs: readonly string[]): { members: string[]; excluded: string[] } {
  const members: string[] = [];
  const excluded: string[] = [];
  for (const glob of globs) {
    if (glob.startsWith('!')) excluded.push(glob.slice(1));
    else members.push(glob);
  }
  return { members, excluded };
}
