import type { Ecosystem } from './ecosystem.ts';
import type { Location } from './location.ts';

/** What a dependency is needed for, as its manifest says. */
export type Scope = 'runtime' | 'optional' | 'peer' | 'development' | 'test' | 'build' | 'provided' | 'indirect';

/** A package that a manifest names. `requirement` is as written; what other files add to it (catalogues, parents, locks) is joined in src/stack. */
export interface Dependency {
  readonly ecosystem: Ecosystem;
  /** Normalised as the ecosystem does it: PEP 503 for PyPI, `group:artifact` for Maven, module path for Go. */
  readonly name: string;
  readonly requirement?: string;
  /** The one version that a lock file or an exact requirement selects. */
  readonly resolved?: string;
  readonly scope: Scope;
  /** Where the value of the version stands; where the name stands if no version is given. */
  readonly at: Location;
  /** Where the dependency is named, if its version stands elsewhere. */
  readonly namedAt?: Location;
  /** The name under which the manifest files it, if that is not the package's own (npm and Cargo aliases). */
  readonly alias?: string;
  /** The extra, dependency group, feature or profile that must be chosen for it to be installed. */
  readonly group?: string;
  /** The version is to be taken from a constraint of this name: a workspace, a catalogue, a dependencyManagement. */
  readonly inherits?: string;
  /** Where the package itself comes from if not from the ecosystem's registry. */
  readonly source?: 'git' | 'path' | 'url' | 'workspace';
  readonly extras?: readonly string[];
  /** Of scope `indirect`: the member of the same repository that brings it along. */
  readonly through?: string;
}

/** A version that one file fixes for dependencies named in others: npm catalogue or override, Cargo workspace, Maven dependencyManagement, NuGet central version. */
export interface Constraint {
  /** The name to inherit by: `catalog:react17`, `workspace`, `management`, `libs.spring.web`, `override`. */
  readonly key: string;
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly requirement?: string;
  readonly at: Location;
  /** A bill of materials: all that it manages takes its versions from there. */
  readonly bom?: boolean;
  /** The scope that it gives to dependencies which name none (Maven). */
  readonly scope?: Scope;
  /** Members of a bundle or of a table that this key stands for. */
  readonly members?: readonly string[];
  /** The name by which dependencies inherit it, if that is not the package's own (a renamed entry of Cargo's workspace). */
  readonly alias?: string;
  /** Where the package itself comes from if not from the ecosystem's registry. */
  readonly source?: Dependency['source'];
  /** It only holds under this condition, as written (MSBuild). */
  readonly condition?: string;
  /** Features that everybody who inherits it gets (Cargo). */
  readonly extras?: readonly string[];
}

/** A named value that requirements of this file or of its children may refer to (Maven properties, Gradle `ext`, MSBuild properties). */
export interface Variable {
  readonly name: string;
  readonly value: string;
  /** It only holds under this condition, as written (MSBuild). */
  readonly condition?: string;
  readonly at: Location;
}
