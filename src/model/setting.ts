import type { Location } from './location.ts';

/** One configured value of a framework's own configuration file. `value` is literal text; undefined when it is computed or comes from the environment. */
export interface Setting {
  /** Dotted, as the framework documents it: `management.endpoints.web.exposure.include`, `DEBUG`, `compilerOptions.strict`. */
  readonly key: string;
  readonly value: string | undefined;
  /** Elements, where the value is a list of literals. */
  readonly values?: readonly string[];
  /** The literal default of an environment look-up (`env("DEBUG", default=True)`, `${X:-on}`). */
  readonly fallback?: string;
  /** Which configuration format it stands in: `spring`, `django`, `quarkus`, `micronaut`, `ktor`, `tsconfig`, `npmrc` … */
  readonly format: string;
  readonly profile: Profile;
  readonly at: Location;
}

/** For which environment a file or section is meant, by its name: `base` when it says none. */
export type Profile = 'base' | 'production' | 'development' | 'test' | 'example';
