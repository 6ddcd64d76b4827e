import type { Component } from '../../model/component.ts';
import type { Stage } from '../../model/dockerfile.ts';
import type { Image } from '../../model/image.ts';
import { relativeTo, resolvePath } from '../../read/directory.ts';
import { addTo } from '../../read/lazily.ts';

/** A stage of an image, and the component that the image belongs to. */
export interface Built {
  readonly stage: Stage;
  readonly image: Image;
  readonly component: Component;
}

/** The stages of the image that stand on this one, itself among them. */
export function standingOn(stage: Stage, { built, dockerfile }: Image): Stage[] {
  return built.filter((one) => {
    let at: Stage | undefined = one;
    while (at !== undefined && at !== stage) at = at.parent === undefined ? undefined : dockerfile.stages[at.parent];
    return at === stage;
  });
}

/** The components whose files stages take from the build context; the image's own where they take all of it, or where the stage ends up in the image. */
export function componentsIn(
  { stage, image, component }: Built,
  family: readonly Stage[],
  components: readonly Component[],
): readonly Component[] {
  const taken = [
    ...image.copies
      .filter((copy) => copy.from === undefined && family.includes(copy.stage))
      .flatMap((copy) => copy.sources),
    ...family.flatMap(({ instructions }) =>
      instructions.flatMap(({ mounts }) =>
        mounts.flatMap(({ type, source, from }) => (type === 'bind' && from === undefined ? [source ?? '.'] : [])),
      ),
    ),
  ].flatMap((source) => resolvePath(image.context, wholeDirectory(source)) ?? []);
  const known = placesOf(components);
  const named = [...new Set(taken.flatMap((place) => known.get(place) ?? []))];
  if (named.length > 0) return named;
  const own = component.path === '.' ? '' : component.path;
  // A context below the component holds none of its manifests.
  if (relativeTo(image.context, own) === undefined) return [];
  return image.chain.includes(stage) || taken.some((place) => relativeTo(place, own) !== undefined) ? [component] : [];
}

const places = new WeakMap<readonly Component[], ReadonlyMap<string, readonly Component[]>>();

/** Components by their directories and manifests. */
function placesOf(components: readonly Component[]): ReadonlyMap<string, readonly Component[]> {
  let known = places.get(components);
  if (known === undefined) {
    const made = new Map<string, Component[]>();
    for (const component of components)
      for (const place of new Set([
        component.path === '.' ? '' : component.path,
        ...component.manifests.map(({ path }) => path),
      ]))
        addTo(made, place, component);
    places.set(components, (known = made));
  }
  return known;
}

/** A pattern stands for the directory in which it is looked for: `web/package*.json` for `web`. */
function wholeDirectory(source: string): string {
  return source.replace(/^\/+/, '').replace(/(?:^|\/)[^/]*[*?[].*$/s, '');
}
