import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import type { Location } from '../model/location.ts';

/**
 * The runtime that a target framework stands for: `net8.0-windows` is .NET 8.0, `net48` and `v4.8` are .NET Framework 4.8. None for
 * `netstandard2.0`, which is no runtime but what several of them have in common. https://learn.microsoft.com/dotnet/standard/frameworks
 */
export function targetRuntime(written: string, at: Location): RuntimeRequirement | undefined {
  const name = written.trim().toLowerCase();
  const modern = /^net(?:coreapp)?(\d{1,3}\.\d{1,3})(?:-|$)/.exec(name)?.[1];
  if (modern !== undefined) return { technology: 'dotnet', requirement: modern, strength: 'target', at };
  const short = /^net([1-4]\d{1,2})$/.exec(name)?.[1];
  const long = short === undefined ? /^v([1-4](?:\.\d){1,2})$/.exec(name)?.[1] : [...short].join('.');
  return long === undefined ? undefined : { technology: 'dotnet-framework', requirement: long, strength: 'target', at };
}
