import { gitIgnore } from '../../model/git-ignore.ts';
import type { Image } from '../../model/image.ts';
import type { Location } from '../../model/location.ts';
import { ancestors, directoryOf, fileNameOf, pathIn, relativeTo } from '../../read/directory.ts';
import { sourcePath } from '../../stack/copied-files.ts';
import { ignores } from '../../stack/ignored-files.ts';
import { filesAt, isContextCertain } from './build-context.ts';
import type { FactContext } from '../fact-type.ts';

/** Of one COPY, and of all that look for a name: beyond these nothing is said. */
const mostSources = 50;
const mostCopies = 500;
const mostLooks = 300;
const mostMakers = 3000;

/** A source of a COPY, as it is written, and the COPY. */
export interface MissingSource {
  readonly source: string;
  readonly at: Location;
}

const told = new WeakMap<Image, readonly MissingSource[]>();

/** The sources of the COPY at this place that are all kept out of the context: the build does not find them. */
export function ignoredSources(at: Location, image: Image, context: FactContext): string[] {
  if (image.copies.length > mostCopies || image.ignoreFile?.complete !== true || !isContextCertain(image, context))
    return [];
  const copy = image.copies.find((one) => one.at === at);
  if (copy === undefined || copy.from !== undefined) return [];
  const { patterns } = image.ignoreFile;
  const ignored = ignores(patterns);
  return copy.sources.slice(0, mostSources).filter((source) => {
    const plain = /[*?[\]]/.test(source) ? undefined : sourcePath(source);
    // Docker sends these two whatever the file says.
    if (plain === undefined || plain === '' || plain === '.dockerignore' || /dockerfile/i.test(plain)) return false;
    if (!ignored(plain)) return false;
    const there = filesAt(plain, image, context);
    // What is not there may still be let in again by a later pattern, once it is.
    return there.length > 0
      ? there.every(ignored)
      : !patterns.some((pattern) => pattern.startsWith('!') && mayReach(pattern.slice(1), plain));
  });
}

function mayReach(pattern: string, path: string): boolean {
  const literal = (pattern.split(/[*?[]/, 1)[0] ?? '').replace(/^\/+/, '');
  return literal.startsWith(path) || path.startsWith(literal);
}

/** Names of what is built before the image is. */
const output =
  /(?:^|\/)(?:dist|build|target|out|output|bin|obj|lib|libs|publish|artifacts?|release|releases|generated|gen|vendor|node_modules|deps|_build|pkg|static|public|assets|\.next|\.nuxt|\.output|\.venv|coverage|certs?|secrets?|data|models?|tmp|cache)(?:\/|$)|\.(?:jar|war|ear|zip|tar|t?gz|tgz|bz2|xz|whl|deb|rpm|apk|exe|so|dll|wasm|pem|crt|key|p12|jks|db|sqlite3?|bin|img|iso|env|log|pb\.go)$/i;
/** What may make files before an image is built. */
const makers =
  /(?:^|\/)(?:\.github\/workflows\/[^/]+|\.gitlab-ci\.yml|(?:GNU)?[Mm]akefile|[^/]+\.(?:mk|sh|bash|ps1|bat|gradle|gradle\.kts)|[Jj]ustfile|Taskfile\.ya?ml|Jenkinsfile|Rakefile|package\.json|pom\.xml|skaffold\.ya?ml|cloudbuild\.ya?ml|azure-pipelines\.yml|\.travis\.yml|\.goreleaser\.ya?ml|tasks\.py|noxfile\.py|fabfile\.py|build\.(?:sbt|zig|py))$/;
const readByNobody = /(?:^|\/)(?:[Jj]ustfile|Taskfile\.ya?ml|Jenkinsfile|Rakefile|skaffold\.ya?ml)$/;

/** What the COPYs of an image name although it is neither in the repository nor anything that a build may make first, with every place that does. */
export function missingSources(image: Image, context: FactContext): readonly MissingSource[] {
  const before = told.get(image);
  if (before !== undefined) return before;
  const found: MissingSource[] = [];
  told.set(image, found);
  if (image.copies.length > mostCopies || context.paths.has('.gitmodules') || !isContextCertain(image, context))
    return found;
  for (const { from, sources, at } of image.copies)
    for (const source of from === undefined ? sources.slice(0, mostSources) : [])
      if (isMissing(source, image, context)) found.push({ source, at });
  return found;
}

function isMissing(source: string, image: Image, context: FactContext): boolean {
  const path = /[*?[\]$]/.test(source) ? undefined : sourcePath(source);
  if (
    path === undefined ||
    path === '' ||
    /^\.git(?:\/|$)/.test(path) ||
    output.test(path) ||
    filesAt(path, image, context).length > 0
  )
    return false;
  const name = fileNameOf(path);
  if (!name.slice(1).includes('.') && !source.endsWith('/')) return false;
  // Somebody copies `nginx.conf.example` first.
  if (['example', 'sample', 'template', 'dist'].some((end) => filesAt(`${path}.${end}`, image, context).length > 0))
    return false;
  return !isIgnoredByGit(pathIn(image.context, path), context) && !mayBeMade(name, context);
}

/** Deeper than this nothing is looked up. */
const deepest = 100;
const knownFiles = new WeakMap<FactContext, Map<string, (path: string) => boolean>>();

function isIgnoredByGit(path: string, context: FactContext): boolean {
  if (path.split('/').length > deepest) return true;
  const files = knownFiles.get(context) ?? new Map<string, (path: string) => boolean>();
  knownFiles.set(context, files);
  for (const directory of ancestors(directoryOf(path))) {
    const file = pathIn(directory, '.gitignore');
    const text = context.text(file);
    const inside = relativeTo(directory, path);
    if (text === undefined || inside === undefined) continue;
    const leavesOut = files.get(file) ?? gitIgnore(text);
    files.set(file, leavesOut);
    const above = [...ancestors(directoryOf(inside))].filter((one) => one !== '');
    if (leavesOut(inside) || above.some((one) => leavesOut(`${one}/`))) return true;
  }
  return false;
}

/** What may make files, and how many names were looked for in it. */
interface Makers {
  readonly paths: readonly string[];
  looks: number;
}
const known = new WeakMap<FactContext, Makers>();

function mayBeMade(name: string, context: FactContext): boolean {
  const found = known.get(context) ?? { paths: [...context.paths].filter((path) => makers.test(path)), looks: 0 };
  known.set(context, found);
  if (++found.looks > mostLooks || found.paths.length > mostMakers) return true;
  return found.paths.some((path) => {
    const said = context.text(path);
    return said === undefined ? readByNobody.test(path) || !path.includes('/') : said.includes(name);
  });
}
