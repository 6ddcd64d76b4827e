// Go modules, https://go.dev/ref/mod#versions, and the versions of Go itself, https://go.dev/doc/toolchain#version
import { comparison } from './range.ts';
import { defineScheme } from './scheme.ts';
import { compareVersions, isSemver, isSemverPrerelease } from './semver.ts';

const toolchain = /^(?:go)?(\d+)(?:\.(\d+)(?:\.(\d+)|(alpha|beta|rc)(\d+))?)?$/;

// Since 1.21 a bare "1.21" is the language version, which stands before "1.21rc1"; until 1.20 it was the first release.
const firstWithLanguageVersions = 21;

function asSemver(version: string): string {
  const [, major, minor = '0', patch, kind, number] = toolchain.exec(version) ?? [];
  if (major === undefined) return version;
  if (kind !== undefined) return `${major}.${minor}.0-${kind}.${number}`;
  const isLanguage = patch === undefined && (Number(major) > 1 || Number(minor) >= firstWithLanguageVersions);
  return `${major}.${minor}.${patch ?? '0'}${isLanguage ? '-0' : ''}`;
}

const isVersion = (text: string): boolean => isSemver(asSemver(text));

export const go = defineScheme('go', {
  isVersion,
  isPartial: (text) => /^v\d+(\.\d+)?$/.test(text),
  compare: (a, b) => compareVersions(asSemver(a), asSemver(b)),
  isPrerelease: (version) =>
    isSemverPrerelease(toolchain.test(version) ? asSemver(version).replace(/-0$/, '') : version),
  // Minimal version selection: a line of go.mod is the least version, and the one in use unless another asks for more.
  requirement: (text) => (isVersion(text) ? { range: comparison('>=', text) ?? [], named: text } : undefined),
});
