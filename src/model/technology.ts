import * as z from 'zod/mini';

const words = z.array(z.string());

/** A tree in memory and what must be found in it: the test and the documentation of a technology or a rule. */
export const Example = z.strictObject({
  name: z.string(),
  /** Rules: `path:line`; technologies: `id` or `id version`. Absent: nothing may be found. */
  finds: z.optional(words),
  policy: z.optional(z.string()),
  today: z.optional(z.string()),
  files: z.record(z.string(), z.string()),
});
export type Example = z.infer<typeof Example>;

/** A language, runtime, framework, server, library, service or trait: how it is recognised and where it stands. One file in rules/technologies each. */
export const Technology = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum([
    'language',
    'runtime',
    'framework',
    'server',
    'library',
    'database',
    'broker',
    'cache',
    'search',
    'storage',
    'tool',
    'trait',
  ]),
  category: z.optional(z.string()),
  language: z.optional(z.string()),
  /** `ecosystem:name`; any one, as a production dependency of an application, proves it. */
  packages: z._default(words, []),
  /** Of the same form: packages that bring it along. They prove it, too, but have versions of their own. */
  'brought-by': z.optional(words),
  /** Weak evidence of the same form: it supports and may give the version, it never proves alone. */
  hints: z._default(words, []),
  files: z._default(words, []),
  images: z._default(words, []),
  /** Technologies that run beneath it, even if only transitive. */
  implies: z._default(words, []),
  /** Technologies whose direct dependency is a layer beneath this one in the same component. */
  hides: z._default(words, []),
  versions: z.optional(z.string()),
  'version-from': z._default(words, []),
  lifecycle: z.optional(z.string()),
  standing: z.optional(z.enum(['mainstream', 'established', 'emerging', 'maintenance', 'unmaintained'])),
  'standing-note': z.optional(z.string()),
  'standing-source': z.optional(z.string()),
  'standing-read': z.optional(z.string()),
  homepage: z.optional(z.string()),
  article: z.optional(z.string()),
  example: z._default(z.array(Example), []),
});
export type Technology = z.infer<typeof Technology>;

/** The kinds that keep what a service must not lose: what talks to one of them is no mere tool. */
export const storeKinds: ReadonlySet<Technology['kind']> = new Set(['database', 'broker', 'cache', 'search']);
