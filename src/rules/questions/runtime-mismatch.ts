import type { BaseFacts } from '../../model/base-image.ts';
import type { Component } from '../../model/component.ts';
import type { Stage } from '../../model/dockerfile.ts';
import type { RuntimeRequirement } from '../../model/runtime-requirement.ts';
import { type Built, componentsIn, standingOn } from './built-components.ts';
import { admits, agree, isBelow, numbersOf, sameUpToShorter } from './version-agreement.ts';

/** A file of a component that asks for another version of a runtime than the base image of a stage brings. */
export interface RuntimeMismatch {
  readonly requirement: RuntimeRequirement;
  /** The build ends with an error: not only other words for other versions. */
  readonly refused: boolean;
}

type Version = readonly string[];

/**
 * What the component that is built or run in a stage asks for and the stage's base image does not bring. Told once for all stages of a Dockerfile on
 * the same version; undefined if all is well, or if it cannot be told.
 */
export function runtimeMismatch(built: Built, components: readonly Component[]): RuntimeMismatch | undefined {
  const found = mismatchOf(built, components);
  if (found === undefined) return undefined;
  const { image, stage, component } = built;
  const told = component.images
    .filter(({ dockerfile, role }) => dockerfile === image.dockerfile && role === 'service')
    .some((other) =>
      other.built.some(
        (one) =>
          one.index < stage.index &&
          sameRuntime(other.facts.get(one), image.facts.get(stage)) &&
          mismatchOf({ stage: one, image: other, component }, components) !== undefined,
      ),
    );
  return told ? undefined : found;
}

function sameRuntime(one: BaseFacts | undefined, other: BaseFacts | undefined): boolean {
  return one?.runtime?.technology === other?.runtime?.technology && one?.runtime?.version === other?.runtime?.version;
}

function mismatchOf(built: Built, components: readonly Component[]): RuntimeMismatch | undefined {
  const { stage, image } = built;
  const facts = image.facts.get(stage);
  const version = numbersOf(facts?.runtime?.version ?? '');
  if (facts?.runtime === undefined || version === undefined || facts.platform === 'windows') return undefined;
  if (isComputed(built)) return undefined;
  const family = standingOn(stage, image);
  for (const { runtimes } of componentsIn(built, family, components)) {
    const asked = runtimes.filter(({ technology }) => technology === facts.runtime?.technology);
    const violated =
      asked.find((one) => one.strength !== 'pin' && !obeys(version, one, asked, facts)) ??
      asked.find((one) => one.strength === 'pin' && !obeys(version, one, asked, facts));
    if (violated === undefined) continue;
    if (violated.technology !== 'go') return { requirement: violated, refused: false };
    if (!family.some(setsToolchain)) return { requirement: violated, refused: refusesGo(version, facts, family) };
  }
  return undefined;
}

/** Whether CI puts something computed in the place of a default of FROM: what the Dockerfile says is not what is built there. */
function isComputed({ stage, image, component }: Built): boolean {
  return component.builds.some(
    ({ dockerfile, computedArguments = [] }) =>
      dockerfile === image.dockerfile.path && computedArguments.some((name) => stage.from.includes(name)),
  );
}

/** Whether a base image with this version does what one requirement wants. `asked` are all that the component has of the same runtime. */
function obeys(
  version: Version,
  one: RuntimeRequirement,
  asked: readonly RuntimeRequirement[],
  { role, image }: BaseFacts,
): boolean {
  const numbers = numbersOf(one.requirement);
  switch (one.technology) {
    case 'java':
      // A newer JDK compiles for an older release, and a newer JRE runs it. Toolchains of Gradle and Maven are looked for by themselves.
      if (one.strength !== 'pin' || /\.(?:gradle|kts|xml)$/.test(one.at.path))
        return numbers === undefined || !isBelow(version.slice(0, 1), numbers.slice(0, 1));
      break;
    case 'dotnet': {
      const targets = asked.map(({ requirement }) => numbersOf(requirement));
      if (numbers === undefined || targets.includes(undefined)) return true;
      if (image.id === 'dotnet-runtime-deps') return true;
      // An SDK builds for older frameworks; a runtime runs those of its own major version alone.
      if (role === 'sdk') return !isBelow(version, numbers);
      return targets.some((target) => target?.[0] === version[0]);
    }
    case 'go':
      // `toolchain` beside `go` is a wish that no image has to grant.
      if (asked.some((other) => other !== one && isWish(one, other))) return true;
      break;
    case 'php':
      // composer.json names the platform that dependencies are chosen for: a newer one runs them.
      if (one.strength === 'pin' && one.at.path.endsWith('composer.json'))
        return numbers === undefined || !isBelow(version, numbers);
      break;
    case 'rust':
    case 'haskell':
      // rustup fetches what rust-toolchain.toml names, and stack what stack.yaml does.
      if (one.strength === 'pin') return true;
      break;
    default:
  }
  if (one.strength === 'target') return true;
  if (one.strength === 'minimum' || numbers === undefined) return admits(one, version);
  // Where files disagree among themselves, that is what is to be told.
  if (asked.some((other) => !agree(one, other))) return true;
  const parts = lines[one.technology] ?? 3;
  return sameUpToShorter(version.slice(0, parts), numbers.slice(0, parts));
}

/** How many numbers name the line of releases within which a pin and an image may differ. */
const lines: Readonly<Record<string, number>> = {
  node: 1,
  bun: 1,
  deno: 1,
  java: 1,
  python: 2,
  go: 2,
  php: 2,
  elixir: 2,
};

function isWish(one: RuntimeRequirement, other: RuntimeRequirement): boolean {
  const [mine, others] = [numbersOf(one.requirement), numbersOf(other.requirement)];
  return one.at.path === other.at.path && mine !== undefined && others !== undefined && isBelow(others, mine);
}

function setsToolchain({ instructions }: Stage): boolean {
  return instructions.some(({ text }) => text.includes('GOTOOLCHAIN'));
}

const building = /^go (?:build|mod|install|run|test|generate|list|vet)\b/;

/** Docker's own Go images since 1.21 set `GOTOOLCHAIN=local`: there `go` stops where go.mod asks for a later version than it is. https://go.dev/doc/toolchain */
function refusesGo(version: Version, { image }: BaseFacts, family: readonly Stage[]): boolean {
  return (
    image.id === 'golang' &&
    !isBelow(version, ['1', '21']) &&
    family.some(({ instructions }) =>
      instructions.some(({ commands }) =>
        commands.some(({ argv }) => building.test(argv.join(' ')) && !argv.some((word) => /.@/.test(word))),
      ),
    )
  );
}
