import type { Component } from '../model/component.ts';
import type { ImageReference } from '../model/dockerfile.ts';
import type { Image } from '../model/image.ts';
import type { Location } from '../model/location.ts';
import { parseImageReference } from '../read/image-reference.ts';
import { matchesAny } from './globs.ts';
import type { PathPolicy } from './policy.ts';
import type { Judged } from './standing.ts';

/** An image that comes from elsewhere than the policy allows, with every place of the component that names it. */
export type Outside = Omit<Judged, 'onlyNote'> & {
  readonly image: string;
  readonly places: readonly [Location, ...Location[]];
};

/** The images that a component is built on, takes files from or runs, and that no entry of `registries` allows. None where the policy names none. */
export function imagesOutside(component: Component, policy: PathPolicy): Outside[] {
  const lists = [policy, ...policy.under.filter(({ keys }) => keys.includes('registries')).map((one) => one.policy)]
    .map(({ registries }) => registries)
    .filter((registries) => registries.length > 0);
  if (lists.length === 0) return [];
  const places = new Map<string, [Location, ...Location[]]>();
  for (const { reference, at } of imagesNamed(component)) {
    const name = fullName(reference);
    if (lists.every((registries) => matchesAny(name, registries))) continue;
    const known = places.get(name);
    if (known === undefined) places.set(name, [at]);
    else if (!known.some(({ path, line }) => path === at.path && line === at.line)) known.push(at);
  }
  return [...places].map(([image, found]) => ({
    rule: 'policy/registry-not-allowed',
    severity: 'error',
    title: `\`${image}\` comes from a registry that the policy does not allow`,
    message: `The policy allows ${shown(policy.registries)}.`,
    fix: 'Take the image from an allowed registry, have it mirrored there, or ask for an exception.',
    image,
    places: found,
  }));
}

function shown(registries: readonly string[]): string {
  const named = registries.slice(0, 8).map((one) => `\`${one}\``);
  return named.join(', ') + (registries.length > named.length ? ' and others' : '');
}

/** As globs see it: with the registry, and with `library/` for Docker's own images. */
function fullName({ registry, repository }: ImageReference): string {
  if (registry !== undefined) return `${registry}/${repository}`;
  return `docker.io/${repository.includes('/') ? '' : 'library/'}${repository}`;
}

interface Named {
  readonly reference: ImageReference;
  readonly at: Location;
}

function imagesNamed({ images, workloads }: Component): Named[] {
  const found = images.filter(({ role }) => role !== 'template' && role !== 'test').flatMap(imagesOf);
  for (const { image, build, own, profile, places, at } of workloads) {
    // What is built here has its name from here; a bare name of it is filled in when it is deployed.
    if (image === undefined || build !== undefined || (own === true && !image.includes('/'))) continue;
    if (profile === 'example' || profile === 'test') continue;
    const reference = parseImageReference(image);
    if (reference) found.push({ reference, at: places.image ?? at });
  }
  return found;
}

/** The images that the stages of a Dockerfile stand on, copy from and mount. */
function imagesOf({ built, chain, base, copies, dockerfile }: Image): Named[] {
  const stages = new Set(dockerfile.stages.flatMap(({ name, index }) => [name ?? '', String(index)]));
  const named = (text: string | undefined, at: Location): Named[] => {
    if (text === undefined || text.includes('$') || stages.has(text.toLowerCase())) return [];
    const reference = parseImageReference(text);
    return reference && reference.text !== 'scratch' ? [{ reference, at }] : [];
  };
  return [
    ...built.flatMap((stage) => named((stage === chain[0] ? base : stage.base)?.text, stage.at)),
    ...copies.filter(({ fromStage }) => fromStage === undefined).flatMap(({ from, at }) => named(from, at)),
    ...built.flatMap(({ instructions }) =>
      instructions.flatMap(({ mounts, at }) => mounts.flatMap(({ from }) => named(from, at))),
    ),
  ];
}
