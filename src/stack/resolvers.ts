import { cargo } from './cargo.ts';
import { go } from './go.ts';
import { hex } from './hex.ts';
import { nimble } from './nimble.ts';
import type { Resolver } from './resolver.ts';
import { zig } from './zig.ts';

/** One resolver an ecosystem that needs one; manifests of the others are taken as they stand. */
export const resolvers: readonly Resolver[] = [cargo, go, hex, nimble, zig];
