import { reading } from '../model/reading.ts';
import { fieldOf, textOf } from './document.ts';
import type { Reader } from './reader.ts';
import { parseToml } from './toml.ts';

/** What every manifest of Spin states: its version, of today and before version 2. */
const versions = ['spin_manifest_version', 'spin_version'];

/** A Spin application. A file of this name that states no version of the manifest is something else. */
export const spinToml: Reader = {
  name: 'spin.toml',
  specifications: ['https://spinframework.dev/v3/manifest-reference'],
  takes: ['project'],
  files: ['**/spin.toml'],
  read(path, text) {
    const { value, lineOf, diagnostics } = parseToml(path, text);
    const version = versions.find((key) => fieldOf(value, key) !== undefined);
    if (value !== undefined && version === undefined) return reading(path, this.name, { diagnostics });
    const at = { path, line: version === undefined ? 1 : lineOf(version) };
    const name = textOf(fieldOf(value, 'application', 'name')) ?? textOf(fieldOf(value, 'name'));
    return reading(path, this.name, {
      project: {
        ecosystem: 'file',
        ...(name !== undefined && { name }),
        at,
        languages: [],
        signs: [{ for: 'service', reason: 'is a Spin application', at }],
      },
      diagnostics,
    });
  },
};
