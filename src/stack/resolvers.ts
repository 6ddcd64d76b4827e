import { composer } from './composer.ts';
import { besideLock } from './beside-lock.ts';
import { cargo } from './cargo.ts';
import { deno } from './deno.ts';
import { go } from './go.ts';
import { hex } from './hex.ts';
import { jvm } from './jvm.ts';
import { nimble } from './nimble.ts';
import { npm } from './npm.ts';
import { nuget } from './nuget.ts';
import { python } from './python.ts';
import { rubygems } from './rubygems.ts';
import type { Resolver } from './resolver.ts';
import { zig } from './zig.ts';

/** One resolver an ecosystem that needs one; manifests of the others are taken as they stand. */
export const resolvers: readonly Resolver[] = [
  npm,
  deno,
  cargo,
  go,
  hex,
  jvm,
  nimble,
  zig,
  python,
  rubygems,
  composer,
  nuget,
  ...besideLock,
];
