import type { Reading } from '../model/reading.ts';
import type { SkippedFile, SkipReason } from '../model/tree.ts';
import { directoryOf, relativeTo } from '../read/directory.ts';
import { vendoredRoot } from '../read/vendored.ts';
import { matchesGlob } from './globs.ts';

/** What of a repository is not its own code: copies of other people's packages, and what `.gitattributes` calls vendored or generated. */
export interface SetAside {
  reasonFor(path: string): SkipReason | undefined;
  /** `.gitattributes` calls it documentation. */
  isDocumentation(path: string): boolean;
  /** One entry a directory, with the number of files in it. */
  readonly skipped: readonly SkippedFile[];
}

interface Attribute {
  readonly directory: string;
  readonly glob: string;
  readonly name: 'vendored' | 'generated' | 'documentation';
  readonly set: boolean;
}

/** Names that package managers use for copies, and people for their own code. */
const ambiguous = /^((?:.*?\/)?(?:vendor|third[-_]?party|3rd-?party|venv|env|virtualenv))\//;

/** What Go, Composer and Python's venv leave in the directories that they write. */
const proofs = ['modules.txt', 'autoload.php', 'composer/installed.json', 'pyvenv.cfg'];
const manifests = [
  'package.json go.mod pom.xml build.gradle build.gradle.kts Cargo.toml pyproject.toml requirements.txt manage.py mix.exs',
  'Gemfile composer.json build.sbt deno.json Package.swift pubspec.yaml Dockerfile main.go',
].flatMap((names) => names.split(' '));

/** Every path is held against every attribute. */
const mostAttributes = 1000;

/** Sorts out what is not the repository's own. Attributes come from the `.gitattributes` files among the readings; the last that fits decides. */
export function setAside(readings: readonly Reading[], paths: readonly string[]): SetAside {
  const attributes = readings
    .filter(({ format }) => format === '.gitattributes')
    .flatMap(attributesOf)
    .slice(0, mostAttributes);
  const known = new Set(paths);
  const roots = new Map<string, boolean>();
  const reasonFor = (path: string): SkipReason | undefined => {
    const vendored = attributed(path, 'vendored', attributes);
    if (vendored === true) return 'vendored';
    if (vendored === undefined && copiedInto(path, known, roots) !== undefined) return 'vendored';
    return attributed(path, 'generated', attributes) === true ? 'generated' : undefined;
  };
  return {
    reasonFor,
    isDocumentation: (path) => attributed(path, 'documentation', attributes) === true,
    skipped: counted(paths, readings, reasonFor, (path) => copiedInto(path, known, roots)),
  };
}

/** The directory of copies that the path lies in. One that begins with a manifest of its own is a part of the repository, whatever its name. */
function copiedInto(path: string, known: ReadonlySet<string>, roots: Map<string, boolean>): string | undefined {
  const written = vendoredRoot(path);
  const root = ambiguous.exec(path)?.[1];
  if (root === undefined || (written !== undefined && written.length < root.length)) return written;
  let copied = roots.get(root);
  if (copied === undefined) {
    const has = (name: string): boolean => known.has(`${root}/${name}`);
    copied = proofs.some(has) || !manifests.some(has);
    // An `env` or a `venv` is as often a directory of settings.
    if (root.endsWith('env') && !proofs.some(has)) copied = false;
    roots.set(root, copied);
  }
  return copied ? root : written;
}

/** Directories of copies by their number of files; what attributes set aside by the files that a reader would have taken. */
function counted(
  paths: readonly string[],
  readings: readonly Reading[],
  reasonFor: SetAside['reasonFor'],
  rootOf: (path: string) => string | undefined,
): SkippedFile[] {
  const files = new Map<string, number>();
  for (const path of paths) {
    const root = rootOf(path);
    if (root !== undefined && reasonFor(path) === 'vendored') files.set(root, (files.get(root) ?? 0) + 1);
  }
  const skipped: SkippedFile[] = [...files].map(([path, count]) => ({ path, reason: 'vendored', files: count }));
  for (const path of new Set(
    readings.filter((one) => one.lockfile === undefined || one.project).map((one) => one.path),
  )) {
    const reason = rootOf(path) === undefined ? reasonFor(path) : undefined;
    if (reason) skipped.push({ path, reason });
  }
  return skipped;
}

/** `vendor/** linguist-vendored=false -linguist-generated`: https://git-scm.com/docs/gitattributes */
function attributesOf({ path, patterns }: Reading): Attribute[] {
  const found: Attribute[] = [];
  for (const line of patterns) {
    const match = /^(?:"((?:[^"\\]|\\.)*)"|(\S+))\s+(.*)$/.exec(line);
    const glob = (match?.[1] ?? match?.[2])?.replace(/\\(.)/g, '$1');
    for (const word of glob === undefined ? [] : (match?.[3] ?? '').split(/\s+/)) {
      const attribute = /^([-!])?linguist-(vendored|generated|documentation)(?:=(\S*))?$/.exec(word);
      if (glob === undefined || !attribute) continue;
      const set = attribute[1] === undefined && attribute[3] !== 'false';
      found.push({ directory: directoryOf(path), glob, name: attribute[2] as Attribute['name'], set });
    }
  }
  return found;
}

function attributed(path: string, name: Attribute['name'], attributes: readonly Attribute[]): boolean | undefined {
  for (let at = attributes.length - 1; at >= 0; at--) {
    const attribute = attributes[at];
    if (attribute?.name === name && fits(attribute, path)) return attribute.set;
  }
  return undefined;
}

/** A glob without a slash is one for names; any other one is for whole paths from the file that says it. */
function fits({ directory, glob }: Attribute, path: string): boolean {
  const inside = relativeTo(directory, path);
  if (inside === undefined || glob.endsWith('/')) return false;
  return matchesGlob(glob.includes('/') ? glob : `**/${glob}`, inside);
}
