import ignore from 'ignore';
import type { Copy, Image } from '../../model/image.ts';
import { ancestors, directoryOf, fileNameOf, relativeTo } from '../../read/directory.ts';
import { sourcePath } from '../../stack/copied-files.ts';
import { ignores } from '../../stack/ignored-files.ts';
import { filesAt, isContextCertain } from './build-context.ts';
import type { FactContext } from '../fact-type.ts';

/** Of one COPY, and of all that look for a name: beyond these nothing is said. */
const mostSources = 50;
const mostCopies = 500;
const mostLooks = 300;
const mostMakers = 3000;

/** The sources of a COPY that are all kept out of the context: the build does not find them. */
export function ignoredSources(copy: Copy, image: Image, context: FactContext): string[] {
  if (
    image.copies.length > mostCopies ||
    image.ignoreFile?.complete !== true ||
    copy.from !== undefined ||
    !isContextCertain(image, context)
  )
    return [];
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

/** The sources of a COPY that are neither in the repository nor anything that a build may make first. */
export function missingSources(copy: Copy, image: Image, context: FactContext): string[] {
  if (
    image.copies.length > mostCopies ||
    copy.from !== undefined ||
    context.paths.has('.gitmodules') ||
    !isContextCertain(image, context)
  )
    return [];
  return copy.sources.slice(0, mostSources).filter((source) => {
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
    return (
      !isIgnoredByGit(image.context === '' ? path : `${image.context}/${path}`, context) && !mayBeMade(name, context)
    );
  });
}

function isIgnoredByGit(path: string, { text }: FactContext): boolean {
  for (const directory of ancestors(directoryOf(path))) {
    const patterns = text(directory === '' ? '.gitignore' : `${directory}/.gitignore`);
    const inside = relativeTo(directory, path);
    if (patterns === undefined || inside === undefined) continue;
    const sane = patterns.split(/\r?\n/).filter((one) => one.length <= 500 && (one.match(/\*+/g)?.length ?? 0) <= 6);
    if (ignore({ allowRelativePaths: true }).add(sane.slice(0, 2000)).ignores(inside)) return true;
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
