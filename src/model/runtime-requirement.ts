import type { Location } from './location.ts';

/** What a file says about the version of a language or runtime. Several files may disagree; all are kept. */
export interface RuntimeRequirement {
  /** Id of the technology: node, python, go, rust, java, elixir … */
  readonly technology: string;
  readonly requirement: string;
  /** `pin`: this version is used (tool files, toolchains). `minimum`: what the code needs (engines, requires-python, go directive). `target`: what it is compiled for. */
  readonly strength: 'pin' | 'minimum' | 'target';
  readonly at: Location;
}
