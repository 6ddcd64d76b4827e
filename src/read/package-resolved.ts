import { reading } from '../model/reading.ts';
import { swift } from '../versions/swift.ts';
import { fieldOf, textOf } from './document.ts';
import { parseLockJson } from './lock-json.ts';
import { type LockedPackage, lockOf } from './locked-packages.ts';
import type { Reader } from './reader.ts';
import { repositoryName } from './repository-name.ts';

/** SwiftPM's lock file, formats 1 to 3 */
export const packageResolved: Reader = {
  name: 'Package.resolved',
  specifications: ['https://github.com/swiftlang/swift-package-manager/blob/main/Documentation/PackageDescription.md'],
  takes: ['lockfile'],
  files: ['**/Package.resolved'],
  maxBytes: 4 * 1024 * 1024,
  read(path, text) {
    const format = /"version"\s*:\s*(\d+)\s*\}?\s*$/.exec(text.slice(-100))?.[1];
    const lock = lockOf(
      { path },
      { manager: 'swift', ecosystem: 'swift', ...(format !== undefined && { format }) },
      () => pinsOf(path, text),
      swift,
    );
    return reading(path, this.name, { lockfile: { ...lock, problem: () => parseLockJson(path, text).problem } });
  },
};

function pinsOf(path: string, text: string): LockedPackage[] {
  const { value } = parseLockJson(path, text);
  const pins = fieldOf(value, 'pins') ?? fieldOf(value, 'object', 'pins');
  return (Array.isArray(pins) ? pins : []).flatMap((pin: unknown): LockedPackage[] => {
    const place = textOf(fieldOf(pin, 'location')) ?? textOf(fieldOf(pin, 'repositoryURL'));
    const version = textOf(fieldOf(pin, 'state', 'version'));
    const name = (place === undefined ? undefined : repositoryName(place)) ?? textOf(fieldOf(pin, 'identity'));
    return name === undefined || version === undefined ? [] : [{ name, version }];
  });
}
