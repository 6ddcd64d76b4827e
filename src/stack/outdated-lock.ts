import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Lockfile } from '../model/lockfile.ts';
import { fileNameOf } from '../read/directory.ts';
import type { Resolved } from './resolver.ts';

/** What a lock does not hold as asked for: its place and its words, `express ^5.0.0 (locked: 4.21.2)`. */
export function outdatedFor({ name, requirement, at }: Dependency, locked: string | undefined): Diagnostic {
  return {
    message: locked === undefined ? `${name} ${requirement}` : `${name} ${requirement} (locked: ${locked})`,
    at,
  };
}

/** A lock that does not hold what the manifest asks for is out of date: what would be installed is not known. Said once for all. */
export function outdatedLock(outdated: readonly Diagnostic[], lock: Lockfile | undefined): Diagnostic[] {
  const first = outdated[0];
  if (first === undefined || lock === undefined || lock.problem?.() !== undefined) return [];
  const listed = outdated
    .slice(0, 3)
    .map(({ message }) => message)
    .join(', ');
  const more = outdated.length > 3 ? ` and ${outdated.length - 3} more` : '';
  return [
    { message: `versions unknown: ${fileNameOf(lock.at.path)} is out of date for ${listed}${more}`, at: first.at },
  ];
}

/** The same for every manifest whose lock holds a package in none of the versions that are asked for. */
export function outdatedLocks({ dependencies, lockfiles }: Resolved): Diagnostic[] {
  const asked = dependencies.filter(
    ({ resolved, requirement, source, scope, through }) =>
      resolved === undefined &&
      requirement !== undefined &&
      source === undefined &&
      through === undefined &&
      (scope === 'runtime' || scope === 'development'),
  );
  return lockfiles.flatMap((lock) => {
    const outdated = asked.flatMap((one) => {
      const [locked] = one.ecosystem === lock.ecosystem ? lock.versions(one.name) : [];
      return locked === undefined ? [] : [outdatedFor(one, locked)];
    });
    return outdatedLock(outdated, lock);
  });
}
