import * as z from 'zod/mini';
import { Day } from './lifecycle.ts';

/** What can be true of an image as a whole or of one of its variants. Left out: not known. */
const facts = {
  /** What it is for: `sdk` builds, `jdk` builds and runs, `os` is a bare distribution, `static` holds nothing to run, `service` is a database or broker, `tool` does one job. */
  role: z.optional(z.enum(['sdk', 'jdk', 'jre', 'runtime', 'server', 'service', 'static', 'os', 'tool'])),
  /** The user that a container runs as: `root`, a name, a number. */
  user: z.optional(z.string()),
  /** Other users that exist in it, by name. */
  users: z.optional(z.array(z.string())),
  /** Its entry point or server process changes to another user by itself when it is started as root. */
  'drops-privileges': z.optional(z.boolean()),
  /** The image that does the same without root, where another user alone would not do: ports below 1024, directories of root's. */
  unprivileged: z.optional(z.string()),
  /** What a container of it starts by itself. `repl` and `shell` end at once without a terminal. */
  start: z.optional(z.enum(['none', 'shell', 'repl', 'server', 'entrypoint'])),
  /** The words of its ENTRYPOINT, where they matter for a CMD put on top of it. */
  entrypoint: z.optional(z.array(z.string())),
  shell: z.optional(z.boolean()),
  curl: z.optional(z.boolean()),
  wget: z.optional(z.boolean()),
  git: z.optional(z.boolean()),
  /** It brings a C compiler and headers. */
  compiler: z.optional(z.boolean()),
  libc: z.optional(z.enum(['glibc', 'musl', 'none'])),
  /** It has libgcc_s.so.1, which Rust and C++ link to. */
  libgcc: z.optional(z.boolean()),
  /** Id of the lifecycle of its distribution: `debian`, `alpine-linux`, `ubuntu`, `rhel` … */
  distribution: z.optional(z.string()),
  /** Its version if the tag does not tell one. */
  'distribution-version': z.optional(z.string()),
  platform: z.optional(z.enum(['linux', 'windows'])),
  /** Ports that it exposes itself. */
  ports: z.optional(z.array(z.int())),
};

/** Facts about the images of one family, with their source and the day they were read. One file in rules/images each. */
export const BaseImage = z.strictObject({
  id: z.string(),
  /** Without tag; without registry for Docker Hub. An asterisk stands for anything but a slash. */
  names: z.array(z.string()).check(z.minLength(1)),
  source: z.string(),
  read: Day,
  /** Id of the language runtime that it brings: `nodejs`, `python`, `java`. */
  runtime: z.optional(z.string()),
  /** Regular expression over `name:tag`: its groups, joined by dots, are the runtime's version. The digits at the start of the tag by default. */
  version: z.optional(z.string()),
  /** Id of the lifecycle that its versions are judged by, if not that of the runtime. */
  lifecycle: z.optional(z.string()),
  /** Regular expression over `name:tag`: its group is the version of the distribution. */
  'distribution-from': z.optional(z.string()),
  /** First versions of the runtime whose tags without a release stand on this one of the distribution, unless their variant has another. */
  'release-since': z.optional(z.record(z.string(), z.string())),
  /** Words of tags that tell a release of the distribution: `bookworm` is Debian 12. */
  codenames: z.optional(z.record(z.string(), z.string())),
  /** Only these moving tags are published for nothing, so that a digest is the one way to pin it. */
  'moving-tags-only': z.optional(z.boolean()),
  /** No longer built or maintained. */
  retired: z.optional(
    z.strictObject({ since: z.optional(z.string()), instead: z.optional(z.string()), source: z.string() }),
  ),
  ...facts,
  variant: z._default(
    z.array(
      z.strictObject({
        /** Words of the tag, split at dashes, that tell the variant; any one. An asterisk stands for anything. */
        tag: z._default(z.array(z.string()), []),
        /** Patterns of the name that tell the variant; any one. */
        name: z._default(z.array(z.string()), []),
        ...facts,
      }),
    ),
    [],
  ),
});
export type BaseImage = z.infer<typeof BaseImage>;

/** What is known of one base image with one tag. */
export interface BaseFacts extends Omit<BaseImage['variant'][number], 'tag' | 'name' | 'distribution'> {
  readonly image: BaseImage;
  readonly runtime?: { readonly technology: string; readonly version?: string };
  readonly distribution?: { readonly id: string; readonly version?: string };
}
