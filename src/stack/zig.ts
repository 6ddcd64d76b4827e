import type { Sign } from '../model/project.ts';
import { directoryOf, pathIn } from '../read/directory.ts';
import type { Resolver } from './resolver.ts';

/** build.zig.zon pins every package by its hash; the layout that `zig init` makes says what is built. */
export const zig: Resolver = {
  ecosystems: ['zig'],
  /** A build script alone describes a program; what else it may build is as often C that is only built with it. */
  stands(manifest, readings) {
    if (manifest.format !== 'build.zig') return true;
    if (readings.in(directoryOf(manifest.path)).some(({ format }) => format === 'build.zig.zon')) return false;
    return manifest.project?.signs.some((sign) => sign.for === 'program') === true;
  },
  resolve(manifest, readings) {
    const directory = directoryOf(manifest.path);
    const inside = (path: string): string => pathIn(directory, path);
    const main = inside('src/main.zig');
    const root = ['src/root.zig', 'src/lib.zig'].map(inside).find((path) => readings.paths.has(path));
    const script = manifest.format === 'build.zig' ? undefined : readings.at(inside('build.zig'))?.project?.signs;
    const signs: Sign[] = [];
    if (script?.length === 1 && script[0]?.for === 'library') signs.push(...script);
    else if (readings.paths.has(main))
      signs.push({ for: 'program', reason: 'has the program src/main.zig', at: { path: main } });
    else if (root) signs.push({ for: 'library', reason: 'has no src/main.zig', at: { path: root } });
    const local = new Map(
      manifest.links.flatMap(({ path, at: { line } }) => {
        const project = readings.at(path)?.project;
        return line !== undefined && project?.name !== undefined ? [[line, project] as const] : [];
      }),
    );
    return {
      // What stands in the repository goes by the name that it gives itself.
      dependencies: manifest.dependencies.map((one) => {
        const project = one.source === 'path' ? local.get(one.at.line ?? 0) : undefined;
        return project?.name === undefined ? one : { ...one, name: project.name, resolved: project.version };
      }),
      runtimes: manifest.runtimes,
      lockfiles: [],
      diagnostics: [],
      files: [],
      signs,
    };
  },
};
