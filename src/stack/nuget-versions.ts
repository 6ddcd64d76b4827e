import type { Dependency } from '../model/dependency.ts';
import type { Lockfile } from '../model/lockfile.ts';
import { schemes } from '../versions/index.ts';
import type { MsbuildProject } from './msbuild.ts';
import { msbuildPath } from './msbuild-expand.ts';
import type { Readings } from './readings.ts';

/** The lock of a project: `packages.lock.json` beside it, or the file that the project names. https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies */
export function nugetLock(directory: string, project: MsbuildProject, readings: Readings): Lockfile | undefined {
  const named = project.property('NuGetLockFilePath');
  const path = msbuildPath(directory, named && named.value !== '' ? named.value : 'packages.lock.json');
  return path === undefined ? undefined : readings.at(path)?.lockfile;
}

/**
 * The version that a restore takes for a direct reference: that of the lock; else the lowest that the requirement admits, which is the bare
 * version itself. https://learn.microsoft.com/nuget/concepts/dependency-resolution
 */
export function resolvedVersion(
  { ecosystem, name, requirement }: Dependency,
  lock: Lockfile | undefined,
  importer: string,
): string | undefined {
  if (ecosystem !== 'nuget') return undefined;
  const locked = lock?.find({ name, requirement, importer });
  if (locked !== undefined || requirement === undefined) return locked;
  const bare = schemes.nuget.isVersion(requirement) ? requirement : schemes.nuget.exact(requirement);
  return bare === undefined ? undefined : complete(bare);
}

/** NuGet writes at least three numbers: `13.0` is `13.0.0`. */
function complete(version: string): string {
  const [, numbers = '', rest = ''] = /^v?([\d.]+)(.*)$/s.exec(version) ?? [];
  const parts = numbers.split('.');
  while (parts.length < 3) parts.push('0');
  return parts.join('.') + rest.replace(/\+.*$/, '');
}
