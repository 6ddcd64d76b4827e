import type { Diagnostic } from '../model/diagnostic.ts';

/** All versions that a lock file holds, by package. */
export type LockedVersions = Map<string, Set<string>>;

/** Adds a version to those of a package; nothing if there is none. */
export function addVersion(versions: LockedVersions, name: string, version: string | undefined): void {
  if (version === undefined) return;
  const known = versions.get(name);
  if (known) known.add(version);
  else versions.set(name, new Set([version]));
}

/** The version of a package if the lock holds just one. */
export function onlyVersion(versions: LockedVersions, name: string): string | undefined {
  const known = versions.get(name);
  if (known?.size !== 1) return undefined;
  const [only] = known;
  return only;
}

/** A merge that was left unfinished: nothing in the file can be trusted then. */
export function conflictIn(path: string, text: string): Diagnostic | undefined {
  const start = text.startsWith('<<<<<<< ') ? 0 : text.indexOf('\n<<<<<<< ') + 1;
  if (start === 0 && !text.startsWith('<<<<<<< ')) return undefined;
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line++;
  return { message: 'not understood: it holds the marks of an unfinished merge', at: { path, line } };
}
