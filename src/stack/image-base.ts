import type { Dockerfile, ImageReference, Stage } from '../model/dockerfile.ts';
import { expand, withoutUnresolved } from '../read/dockerfile-arguments.ts';
import { automaticArguments } from '../read/dockerfile-stages.ts';
import { parseImageReference } from '../read/image-reference.ts';

/** The base image of a stage, with the build arguments that a compose file or a workflow passes in place of the defaults. */
export function baseOf(
  dockerfile: Dockerfile,
  stage: Stage,
  given: Readonly<Record<string, string>>,
): ImageReference | undefined {
  const passes = dockerfile.globalArguments.some(({ name }) => Object.hasOwn(given, name));
  if (!passes || stage.parent !== undefined) return stage.base;
  const defaults = new Map(dockerfile.globalArguments.map(({ name, default: value }) => [name, value]));
  const expanded = expand(stage.from, (name) => {
    if (!defaults.has(name)) return automaticArguments.get(name) ?? null;
    return Object.hasOwn(given, name) ? given[name] : (defaults.get(name) ?? null);
  });
  return expanded.error === undefined ? (parseImageReference(withoutUnresolved(expanded)) ?? stage.base) : stage.base;
}
