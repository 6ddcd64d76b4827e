import type { Component } from '../model/component.ts';
import type { Image } from '../model/image.ts';
import type { Workload } from '../model/workload.ts';

/** The image of the component that one of its own workloads runs; undefined if it cannot be told which. */
export function imageOfWorkload(component: Component, workload: Workload): Image | undefined {
  if (workload.own !== true) return undefined;
  const { build } = workload;
  const images = component.images.filter(({ role }) => role === 'service');
  if (build === undefined) return images.length === 1 ? images[0] : undefined;
  const target = build.target?.toLowerCase();
  const built = component.images.filter(({ dockerfile }) => dockerfile.path === build.dockerfile);
  return built.find((image) => image.target?.toLowerCase() === target) ?? (built.length === 1 ? built[0] : undefined);
}

/** The workloads that run an image where it is deployed. */
export function workloadsOfImage(component: Component, image: Image): Workload[] {
  return component.workloads.filter(
    (workload) =>
      (workload.profile === 'base' || workload.profile === 'production') &&
      imageOfWorkload(component, workload) === image,
  );
}
