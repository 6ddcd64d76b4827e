import { directoryOf, pathIn } from '../read/directory.ts';
import { schemes } from '../versions/index.ts';
import type { Resolver } from './resolver.ts';

/** A package takes the versions of the nimble.lock beside it; without one only an exact requirement says which it gets. */
export const nimble: Resolver = {
  ecosystems: ['nimble'],
  resolve(manifest, readings) {
    const directory = directoryOf(manifest.path);
    const lock = readings.at(pathIn(directory, 'nimble.lock'))?.lockfile;
    const dependencies = manifest.dependencies.map((dependency) => {
      const { name, requirement = '', resolved } = dependency;
      return {
        ...dependency,
        resolved:
          lock?.find({ name, requirement, importer: directory }) ?? resolved ?? schemes.nimble.exact(requirement),
      };
    });
    return {
      dependencies,
      runtimes: manifest.runtimes,
      lockfiles: lock ? [lock] : [],
      diagnostics: [],
      files: lock ? [lock.at.path] : [],
    };
  },
};
