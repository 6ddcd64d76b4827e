import type { Component } from '../model/component.ts';
import type { Image } from '../model/image.ts';
import type { Workload } from '../model/workload.ts';
import { addTo } from '../read/lazily.ts';

/** The image of the component that one of its own workloads runs; undefined if it cannot be told which. */
export function imageOfWorkload(component: Component, workload: Workload): Image | undefined {
  if (workload.own !== true) return undefined;
  const { build } = workload;
  const { service, byDockerfile, byTarget } = imagesOf(component);
  if (build === undefined) return service.length === 1 ? service[0] : undefined;
  const { dockerfile = '', target } = build;
  const built = byDockerfile.get(dockerfile) ?? [];
  return byTarget.get(targetKey(dockerfile, target)) ?? (built.length === 1 ? built[0] : undefined);
}

/** The images of a component by what workloads call them. */
interface Images {
  readonly service: readonly Image[];
  readonly byDockerfile: ReadonlyMap<string, readonly Image[]>;
  readonly byTarget: ReadonlyMap<string, Image>;
}

const knownImages = new WeakMap<Component, Images>();

const targetKey = (dockerfile: string, target: string | undefined): string =>
  target === undefined ? dockerfile : `${dockerfile}\0${target.toLowerCase()}`;

function imagesOf(component: Component): Images {
  const known = knownImages.get(component);
  if (known) return known;
  const service = component.images.filter(({ role }) => role === 'service');
  const byDockerfile = new Map<string, Image[]>();
  const byTarget = new Map<string, Image>();
  for (const image of component.images) {
    const { path } = image.dockerfile;
    const key = targetKey(path, image.target);
    addTo(byDockerfile, path, image);
    if (!byTarget.has(key)) byTarget.set(key, image);
  }
  const images = { service, byDockerfile, byTarget };
  knownImages.set(component, images);
  return images;
}

/** The workloads that run an image where it is deployed. */
export function workloadsOfImage(component: Component, image: Image): readonly Workload[] {
  const byImage = workloadsByImage.get(component) ?? sortWorkloads(component);
  workloadsByImage.set(component, byImage);
  return byImage.get(image) ?? [];
}

const workloadsByImage = new WeakMap<Component, ReadonlyMap<Image, readonly Workload[]>>();

function sortWorkloads(component: Component): ReadonlyMap<Image, readonly Workload[]> {
  const found = new Map<Image, Workload[]>();
  for (const workload of component.workloads) {
    const image =
      workload.profile === 'base' || workload.profile === 'production'
        ? imageOfWorkload(component, workload)
        : undefined;
    if (image) addTo(found, image, workload);
  }
  return found;
}
