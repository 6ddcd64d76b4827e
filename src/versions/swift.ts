// SwiftPM's requirements,
// https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html#package-dependency-requirement
import { leadingNumbers, nextLine, padded, withoutFloor } from './partial.ts';
import { comparison, intersect, type Range, span } from './range.ts';
import { defineScheme } from './scheme.ts';
import { compareVersions, isSemver, isSemverPrerelease } from './semver.ts';

function labelled(label: string, version: string): Range | undefined {
  const [major = 0, minor = 0] = leadingNumbers(version);
  switch (label) {
    case '':
    case 'exact':
      return comparison('=', version);
    case 'from':
    case '.upToNextMajor':
      return span(version, nextLine([major]));
    case '.upToNextMinor':
      return span(version, nextLine([major, minor]));
    default:
      return undefined;
  }
}

// `from: "4.2.0"`, `exact: "4.2.0"`, `.upToNextMinor(from: "4.2.0")`, `"1.0.0"..<"2.0.0"`, `"1.0.0"..."1.9.9"`,
// with or without the quotes.
function read(text: string): Range | undefined {
  const plain = text.replaceAll('"', '').trim();
  const [low = '', high] = plain.split(/\.\.[.<]/).map((part) => padded(part.trim()));
  if (high !== undefined) {
    if (!isSemver(low) || !isSemver(high)) return undefined;
    const upper = plain.includes('..<') ? span(low, high) : comparison('<=', high);
    return upper && intersect(span(low, undefined), upper, compareVersions);
  }
  const [, nested, label = '', version = ''] =
    /^(?:(\.upToNextM(?:ajor|inor))\()?(?:\.?(from|exact)[:(]\s*)?([\w.+-]+)\)?$/.exec(plain) ?? [];
  const complete = padded(version);
  return isSemver(complete) ? labelled(nested ?? label, complete) : undefined;
}

export const swift = defineScheme('swift', {
  isVersion: isSemver,
  compare: compareVersions,
  isPrerelease: isSemverPrerelease,
  requirement(text) {
    const range = read(text);
    return range && { range };
  },
  shown: withoutFloor,
});
