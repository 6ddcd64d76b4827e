import type { Reading } from '../model/reading.ts';
import type { Sign } from '../model/project.ts';
import { ancestors, directoryOf, fileNameOf, relativeTo } from '../read/directory.ts';
import { lazily } from '../read/lazily.ts';
import type { Readings } from './readings.ts';

/** What a tree says about Python beyond single files, gathered once a tree. */
export interface PythonTree {
  /** The manifests that describe a directory, in order of their paths. */
  manifestsOf(directory: string): readonly Reading[];
  /** Files by which a service is started, by the directory of the project that they belong to. */
  startersOf(directory: string): readonly string[];
}

const trees = new WeakMap<Readings, PythonTree>();
const starters = new Set([
  'manage.py',
  'wsgi.py',
  'asgi.py',
  'app.py',
  'main.py',
  'server.py',
  'application.py',
  'gunicorn.conf.py',
  'uwsgi.ini',
]);
/** Directories in which an application keeps its start file; elsewhere such a name is a module of a package. */
const usual = new Set(['', 'app', 'src', 'api', 'server', 'backend', 'src/app', 'web', 'service']);
const deepest = 2;

/** The directory that a manifest describes. */
export function directoryOfProject(manifest: Reading): string {
  return manifest.project?.directory ?? directoryOf(manifest.path);
}

/** The one PythonTree of these readings. */
export function pythonTree(readings: Readings): PythonTree {
  const known = trees.get(readings);
  if (known) return known;
  const manifests = lazily(() => {
    const found = new Map<string, Reading[]>();
    for (const reading of readings.all) {
      if (reading.project?.ecosystem !== 'pypi') continue;
      const directory = directoryOfProject(reading);
      const list = found.get(directory);
      if (list) list.push(reading);
      else found.set(directory, [reading]);
    }
    return found;
  });
  const started = lazily(() => {
    const found = new Map<string, string[]>();
    for (const path of readings.paths) {
      if (!starters.has(fileNameOf(path))) continue;
      const directory = directoryOf(path);
      for (const above of ancestors(directory)) {
        if (!manifests().has(above)) continue;
        const inside = relativeTo(above, directory) ?? directory;
        const depth = inside === '' ? 0 : inside.split('/').length;
        const fits =
          fileNameOf(path) === 'manage.py'
            ? depth <= deepest && !/(?:^|\/)(?:tests?|examples?|docs)(?:\/|$)/.test(inside)
            : usual.has(inside);
        if (fits) found.set(above, [...(found.get(above) ?? []), path]);
        break;
      }
    }
    return found;
  });
  const tree: PythonTree = {
    manifestsOf: (directory) => manifests().get(directory) ?? [],
    startersOf: (directory) => started().get(directory) ?? [],
  };
  trees.set(readings, tree);
  return tree;
}

/** What the files of a project show of its role; told once a directory, by its first manifest. */
export function starterSigns(manifest: Reading, tree: PythonTree): Sign[] {
  const directory = directoryOfProject(manifest);
  const manifests = tree.manifestsOf(directory);
  if (manifests[0] !== manifest) return [];
  const isLibrary = manifests.some(({ project }) => project?.signs.some((sign) => sign.for === 'library'));
  // A package for others may have a main.py to try it out, but no manage.py.
  const paths = tree.startersOf(directory);
  const most = paths.find((path) => fileNameOf(path) === 'manage.py') ?? (isLibrary ? undefined : paths[0]);
  return most === undefined ? [] : [{ for: 'service', reason: `has ${fileNameOf(most)}`, at: { path: most } }];
}
