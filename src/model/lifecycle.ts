import * as z from 'zod/mini';

/** A calendar day, `YYYY-MM-DD`. */
export const Day = z
  .string()
  .check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as YYYY-MM-DD, for example 2027-03-31'));

/** The release cycles of one product, facts with their source and the day they were read. One file in rules/lifecycles each. */
export const Lifecycle = z.strictObject({
  id: z.string(),
  name: z.string(),
  source: z.string(),
  read: Day,
  /** A cycle of this product ends merely because the next one came: being behind is a note, not an error. */
  'ends-with-next': z.optional(z.boolean()),
  cycle: z.array(
    z.strictObject({
      name: z.string(),
      released: z.optional(Day),
      lts: z.optional(z.union([Day, z.boolean()])),
      'active-support-end': z.optional(Day),
      'end-of-life': z.optional(Day),
      /** The source says that it has ended, without a day. */
      ended: z.optional(z.boolean()),
      'extended-support-end': z.optional(Day),
      latest: z.optional(z.string()),
      'latest-released': z.optional(Day),
      codename: z.optional(z.string()),
    }),
  ),
});
export type Lifecycle = z.infer<typeof Lifecycle>;
export type Cycle = Lifecycle['cycle'][number];
