import type { ImageBuild } from '../model/image-build.ts';
import { reading } from '../model/reading.ts';
import { directoryOf } from './directory.ts';
import { entriesOf, fieldOf, textOf } from './document.ts';
import { literal, literalPath, unknownBuild } from './docker-build-command.ts';
import { type HclBlock, hclBlocks } from './hcl.ts';
import { parseJson } from './json.ts';
import type { Reader } from './reader.ts';

/** Targets of a bake file, those they inherit from joined in. */
export const dockerBake: Reader = {
  name: 'docker-bake.hcl',
  specifications: ['https://docs.docker.com/build/bake/reference/'],
  takes: ['builds'],
  files: ['**/docker-bake.hcl', '**/docker-bake.override.hcl', '**/docker-bake.json', '**/docker-bake.override.json'],
  read(path, text) {
    const targets = path.endsWith('.json')
      ? jsonTargets(path, text)
      : hclBlocks(text).filter(({ type }) => type === 'target');
    const byName = new Map(targets.map((target) => [target.label, target]));
    const builds = targets.slice(0, mostTargets).map((target) => buildOf(path, target, byName));
    return reading(path, this.name, { builds: builds.length > 0 ? builds : [unknownBuild('bake', { path, line: 1 })] });
  },
};

const mostTargets = 200;
const deepestInheritance = 5;

function jsonTargets(path: string, text: string): HclBlock[] {
  const document = parseJson(path, text);
  return entriesOf(fieldOf(document.value, 'target')).map(([label, value]) => ({
    type: 'target',
    label,
    attributes: new Map(
      entriesOf(value).map(([name, one]) => [
        name,
        Array.isArray(one) ? one.map((item) => textOf(item) ?? '') : (textOf(one) ?? ''),
      ]),
    ),
    line: document.lineOf('target', label),
  }));
}

function attribute(
  target: HclBlock,
  name: string,
  byName: ReadonlyMap<string, HclBlock>,
  depth = 0,
): string | readonly string[] | undefined {
  const own = target.attributes.get(name);
  if (own !== undefined || depth >= deepestInheritance) return own;
  const inherits = target.attributes.get('inherits');
  for (const parent of [inherits ?? []].flat().slice().reverse()) {
    const above = byName.get(parent);
    const found = above && attribute(above, name, byName, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function buildOf(path: string, target: HclBlock, byName: ReadonlyMap<string, HclBlock>): ImageBuild {
  const textAt = (name: string): string | undefined => {
    const value = attribute(target, name, byName);
    return typeof value === 'string' ? value : undefined;
  };
  const file = textAt('dockerfile') ?? 'Dockerfile';
  const own = directoryOf(path);
  // Paths are those of the directory that bake is started in: most often the file's own, the root where the paths say so.
  const start = own !== '' && file.startsWith(`${own}/`) ? '' : own;
  const context = literalPath(start, textAt('context') ?? '.');
  const dockerfile =
    context === undefined || textAt('dockerfile-inline') !== undefined ? undefined : literalPath(context, file);
  const stage = literal(textAt('target'));
  const tags = [attribute(target, 'tags', byName) ?? []].flat();
  return {
    by: 'bake',
    ...(context !== undefined && { context }),
    ...(dockerfile !== undefined && { dockerfile }),
    ...(stage !== undefined && { target: stage }),
    arguments: {},
    secretArguments: [],
    tags: tags.filter((tag) => literal(tag) !== undefined),
    tagsKnown: tags.length > 0 && tags.every((tag) => literal(tag) !== undefined),
    pushes: false,
    at: { path, line: target.line },
  };
}
