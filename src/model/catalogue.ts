import type { BaseImage } from './base-image.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Technology } from './technology.ts';

/** The facts that an audit stands on, as shipped in rules/: technologies, lifecycles, base images. */
export interface Catalogue {
  readonly technologies: readonly Technology[];
  readonly lifecycles: readonly Lifecycle[];
  readonly images: readonly BaseImage[];
}
