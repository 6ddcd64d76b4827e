import type { Catalogue } from '../model/catalogue.ts';
import type { Component } from '../model/component.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import type { Technology } from '../model/technology.ts';

/** What facts may look at beside their own subject. */
export interface FactContext {
  /** `YYYY-MM-DD`: the day for which the audit is made. */
  readonly today: string;
  readonly catalogue: Catalogue;
  readonly components: readonly Component[];
  readonly paths: ReadonlySet<string>;
  /** The text of a file; undefined if it was not read. */
  text(path: string): string | undefined;
  /** The policy's patience with versions past their end of life, for a component's path. */
  patience(path: string): Patience;
  technology(id: string): Technology | undefined;
  lifecycle(id: string): Lifecycle | undefined;
}

export interface Patience {
  /** Days after its end of life that a version is still taken for supported. */
  readonly graceDays: number;
  /** Days before its end of life from which on it is announced. */
  readonly warnDays: number;
}

/** One field of a fact type: its CEL type, what it says, and how it is had from the subject. Absent values have a default, never null. */
export interface Fact<Subject> {
  /** A CEL type: `bool`, `int`, `string`, `list<Stage>`, `map<string, string>`, or the name of another fact type. */
  readonly type: string;
  readonly doc: string;
  of(subject: Subject, context: FactContext): unknown;
}

/** A function called on the subject: `component.has_dependency("helmet")`. */
export interface Method<Subject> {
  readonly parameters: readonly string[];
  readonly returns: string;
  readonly doc: string;
  of(subject: Subject, context: FactContext, ...values: readonly never[]): unknown;
}

/** Everything that rules can say about one kind of subject. The vocabulary and its documentation are made of these tables. */
export interface FactType<Subject> {
  /** Name of the type in CEL, `Image`. */
  readonly name: string;
  readonly doc: string;
  readonly fields: Readonly<Record<string, Fact<Subject>>>;
  readonly methods?: Readonly<Record<string, Method<Subject>>>;
}
