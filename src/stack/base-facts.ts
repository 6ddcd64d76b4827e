import type { BaseFacts, BaseImage } from '../model/base-image.ts';
import type { ImageReference } from '../model/dockerfile.ts';
import { type Codenames, distributionOf } from './image-tags.ts';

/** Finds what is known of a base image; undefined for images that no facts are kept of. */
export type BaseFinder = (reference: ImageReference) => BaseFacts | undefined;

/** Registries that hand out Docker Hub's images under other names. */
const mirrors =
  /^(?:public\.ecr\.aws\/docker|mirror\.gcr\.io|registry\.hub\.docker\.com|mcr\.microsoft\.com\/mirror\/docker|dockerhub\.[\w.-]+|docker-hub\.[\w.-]+)\/(?:library\/)?/;

/** Official images of one architecture: https://github.com/docker-library/official-images#architectures-other-than-amd64 */
const architectures = /^(?:amd64|arm32v[567]|arm64v8|i386|mips64le|ppc64le|riscv64|s390x)\//;

/** Indexes the facts about base images by name: exact names first, then patterns, the longest first. */
export function indexBases(bases: readonly BaseImage[]): BaseFinder {
  const exact = new Map<string, BaseImage>();
  const patterns: { length: number; matches: (name: string) => boolean; image: BaseImage }[] = [];
  const codenames: Codenames = new Map();
  for (const image of bases) {
    for (const [word, version] of Object.entries(image.codenames ?? {}))
      codenames.set(word, { id: image.distribution ?? image.id, version });
    for (const name of image.names) {
      if (name.includes('*')) patterns.push({ length: name.length, matches: matcherOf(name), image });
      else exact.set(name, image);
    }
  }
  patterns.sort((one, other) => other.length - one.length);
  return (reference) => {
    const written = [...(reference.registry === undefined ? [] : [reference.registry]), reference.repository].join('/');
    const name = written.replace(mirrors, '').replace(architectures, '');
    const image = exact.get(name) ?? patterns.find(({ matches }) => matches(name))?.image;
    return image && factsOf(image, name, reference, codenames);
  };
}

function factsOf(image: BaseImage, name: string, reference: ImageReference, codenames: Codenames): BaseFacts {
  const { tag = '', digest } = reference;
  const words = tag.split('-');
  let merged: BaseImage | BaseImage['variant'][number] = image;
  for (const variant of image.variant) {
    const byTag = variant.tag.length === 0 || variant.tag.some((pattern) => words.some(matcherOf(pattern)));
    const byName = variant.name.length === 0 || variant.name.some((pattern) => matcherOf(pattern)(name));
    if (byTag && byName) merged = { ...merged, ...variant };
  }
  const ownRelease = image['distribution-from'] && groupsOf(image['distribution-from'], name, tag);
  const told = distributionOf(tag, codenames) ?? distributionOf(name.replaceAll('/', '-'), codenames);
  const version = versionOf(image, name, tag);
  const { 'distribution-version': usualVersion, distribution: usual, ...kept } = merged as BaseImage;
  const distribution = told ?? (usual === undefined ? undefined : { id: usual });
  const release =
    distribution?.version ??
    (distribution?.id === usual ? (ownRelease ?? usualVersion) : undefined) ??
    (distribution?.id === image.distribution ? releaseSince(image, version, digest !== undefined) : undefined);
  return {
    ...factFields(kept),
    image,
    ...(image.runtime !== undefined && {
      runtime: { technology: image.runtime, ...(version !== undefined && { version }) },
    }),
    ...(distribution && { distribution: { id: distribution.id, ...(release !== undefined && { version: release }) } }),
    ...(told &&
      kept.libc !== undefined &&
      kept.libc !== 'none' && { libc: told.id === 'alpine-linux' ? 'musl' : 'glibc' }),
  };
}

/** The release that tags without one stand on, by the version of the runtime; a moving tag stands on the newest, unless a digest holds it. */
function releaseSince(image: BaseImage, version: string | undefined, held: boolean): string | undefined {
  const [newest, ...older] = Object.entries(image['release-since'] ?? {}).sort(([one], [other]) =>
    other.localeCompare(one, 'en', { numeric: true }),
  );
  if (newest === undefined) return undefined;
  if (version === undefined || !version.includes('.')) return held ? undefined : newest[1];
  return [newest, ...older].find(([since]) => since.localeCompare(version, 'en', { numeric: true }) <= 0)?.[1];
}

/** The facts alone, without what identifies the family. */
function factFields(merged: Partial<BaseImage>): Omit<BaseFacts, 'image' | 'runtime' | 'distribution'> {
  const {
    id: _id,
    names: _names,
    source: _source,
    read: _read,
    runtime: _runtime,
    version: _version,
    ...rest
  } = merged;
  const { lifecycle: _lifecycle, codenames: _codenames, retired: _retired, variant: _variant, ...facts } = rest;
  const { 'moving-tags-only': _moving, 'distribution-from': _from, 'release-since': _since, ...kept } = facts;
  return kept;
}

function versionOf(image: BaseImage, name: string, tag: string): string | undefined {
  return groupsOf(image.version ?? String.raw`:v?(\d+(?:\.\d+)*)`, name, tag);
}

/** The groups of an expression over `name:tag`, joined by dots. */
function groupsOf(expression: string, name: string, tag: string): string | undefined {
  const match = new RegExp(expression).exec(`${name}:${tag}`.slice(0, 400));
  const groups = match?.slice(1).filter((group) => group !== undefined && group !== '') ?? [];
  return groups.length === 0 ? undefined : groups.join('.');
}

const matchers = new Map<string, (text: string) => boolean>();

/** An asterisk stands for anything but a slash. */
function matcherOf(pattern: string): (text: string) => boolean {
  let matches = matchers.get(pattern);
  if (!matches) {
    const source = pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^/]*');
    const expression = new RegExp(`^${source}$`);
    matches = (text) => text.length <= 400 && expression.test(text);
    matchers.set(pattern, matches);
  }
  return matches;
}
