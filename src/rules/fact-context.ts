import type { Catalogue } from '../model/catalogue.ts';
import type { Component } from '../model/component.ts';
import type { FactContext, Patience } from './fact-type.ts';

/** What facts may look at, from what an audit has. */
export function factContext(given: {
  catalogue: Catalogue;
  components: readonly Component[];
  paths: readonly string[];
  text: (path: string) => string | undefined;
  today: string;
  patience: (path: string) => Patience;
}): FactContext {
  const technologies = new Map(given.catalogue.technologies.map((technology) => [technology.id, technology]));
  const lifecycles = new Map(given.catalogue.lifecycles.map((lifecycle) => [lifecycle.id, lifecycle]));
  return {
    ...given,
    paths: new Set(given.paths),
    technology: (id) => technologies.get(id),
    lifecycle: (id) => lifecycles.get(id),
  };
}
