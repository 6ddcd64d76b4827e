import type { Resolver } from './resolver.ts';

/** One resolver an ecosystem that needs one; manifests of the others are taken as they stand. */
export const resolvers: readonly Resolver[] = [];
