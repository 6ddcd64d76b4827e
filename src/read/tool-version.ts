import type { Diagnostic } from '../model/diagnostic.ts';
import type { Location } from '../model/location.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';

/** The ids of technologies by the names that version managers give them. */
const technologies = new Map([
  ['node', 'node'],
  ['nodejs', 'node'],
  ['python', 'python'],
  ['ruby', 'ruby'],
  ['java', 'java'],
  ['go', 'go'],
  ['golang', 'go'],
  ['bun', 'bun'],
  ['deno', 'deno'],
  ['rust', 'rust'],
  ['elixir', 'elixir'],
  ['erlang', 'beam'],
  ['gleam', 'gleam'],
  ['terraform', 'terraform'],
  ['opentofu', 'opentofu'],
  ['zig', 'zig'],
  ['nim', 'nim'],
  ['php', 'php'],
  ['dotnet', 'dotnet-sdk'],
  ['dotnet-core', 'dotnet-sdk'],
  ['crystal', 'crystal'],
  ['swift', 'swift'],
  ['kotlin', 'kotlin'],
  ['scala', 'scala'],
  ['clojure', 'clojure'],
  ['haskell', 'haskell'],
  ['ghc', 'haskell'],
  ['ocaml', 'ocaml'],
  ['julia', 'julia'],
  ['perl', 'perl'],
  ['dart', 'dart'],
  ['lua', 'lua'],
  ['r', 'r'],
  ['maven', 'maven'],
  ['gradle', 'gradle'],
  ['sbt', 'sbt'],
  ['pnpm', 'pnpm'],
  ['yarn', 'yarn'],
  ['npm', 'npm'],
  ['poetry', 'poetry'],
  ['uv', 'uv'],
]);

/** Lines of long-term support by their code names: https://github.com/nodejs/Release/blob/main/CODENAMES.md */
const nodeNames = new Map(
  'argon 4 boron 6 carbon 8 dubnium 10 erbium 12 fermium 14 gallium 16 hydrogen 18 iron 20 jod 22 krypton 24'
    .split(/(?<=\d) /)
    .map((pair) => pair.split(' ') as [string, string]),
);

/** Names for whatever is newest: they are kept as they are, because they float. */
const floating =
  /^(?:lts|lts\/\*|lts\/-\d+|latest|stable|current|node|nightly|beta|rc|unstable|canary|head|master|main|dev)$/i;

/** The technology that a version manager calls so; undefined for tools that are not ours to judge. */
export function toolNamed(name: string): string | undefined {
  return technologies.get(name.toLowerCase());
}

/** A version, or why it is none: nothing for `system`, a diagnostic for what is not understood. */
export type ToolVersion = { readonly runtime: RuntimeRequirement } | { readonly diagnostic: Diagnostic } | undefined;

/** Reads what a version manager's file gives as the version of a technology: `v22`, `lts/iron`, `temurin-21`, `1.19.4-otp-27`. */
export function toolVersion(technology: string, written: string, at: Location): ToolVersion {
  const text = written.trim();
  if (text === '' || text === 'system' || /^(?:path|file):/.test(text)) return undefined;
  const requirement = versionIn(technology, text);
  if (requirement !== undefined) return { runtime: { technology, requirement, strength: 'pin', at } };
  return { diagnostic: { message: `not a version of ${technology}: ${text.slice(0, 60)}`, at } };
}

function versionIn(technology: string, text: string): string | undefined {
  if (text.length > 100) return undefined;
  if (floating.test(text) || /^(?:ref|branch|rev|tag|sub-\d[\w.]*|latest):[\w./:-]+$/.test(text)) {
    return /^latest:(\d[\w.]*)$/.exec(text)?.[1] ?? text;
  }
  if (technology === 'node') {
    const name = nodeNames.get(text.replace(/^lts[/-]/i, '').toLowerCase());
    if (name !== undefined) return name;
  }
  const plain = /^(?:prefix:)?([~^]|[<>=]{1,2})?\s*v?(\d[\w.+]*(?:-[\w.+-]+)?)$/.exec(withoutVendor(technology, text));
  if (plain?.[2] === undefined) return undefined;
  return `${plain[1] ?? ''}${shortened(technology, plain[2])}`;
}

/** `temurin-21.0.2`, `corretto64-17`, `go1.22`, `python-3.12`, `ruby-3.3.0`: the number behind the name. */
function withoutVendor(technology: string, text: string): string {
  if (technology === 'java') return text.replace(/^(?:[a-z][a-z0-9_]*-)+(?=v?\d)/i, '');
  if (technology === 'ruby') return text.replace(/^ruby-/, '').replace(/@[\w.-]*$/, '');
  if (technology === 'python') return text.replace(/^(?:cpython|python)-?/, '');
  return text.replace(/^(?:node|go|deno|bun|rust|zig|erlang|otp|elixir|php)-?(?=v?\d)/i, '');
}

/** What stands behind the version itself: the OTP that Elixir was built with, the vendor of a JDK, a set of gems, a platform. */
function shortened(technology: string, version: string): string {
  if (technology === 'elixir') return version.replace(/-otp-\d+$/, '');
  if (technology === 'java') return version.replace(/-[a-z].*$|\+.*$/i, '').replace(/^1\.(?=[5-8](?:\.|$))/, '');
  if (technology === 'python')
    return version.replace(/^(\d[\d.]*)t$/, '$1').replace(/-(?:linux|macos|windows|x86|aarch64).*$/, '');
  return version;
}

/** Sorts results into the two lists of a reading. */
export function collected(results: readonly ToolVersion[]): {
  runtimes: RuntimeRequirement[];
  diagnostics: Diagnostic[];
} {
  const runtimes: RuntimeRequirement[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const result of results) {
    if (result === undefined) continue;
    if ('runtime' in result) runtimes.push(result.runtime);
    else diagnostics.push(result.diagnostic);
  }
  return { runtimes, diagnostics };
}
