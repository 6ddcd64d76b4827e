import type { Constraint } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import { entriesOf, fieldOf, textOf } from './document.ts';
import { parseJson } from './json.ts';
import type { Reader } from './reader.ts';

/** Which .NET SDK builds: `dotnet-sdk`, for it is not the runtime, which may well be an older one. Also the versions of other SDKs. */
export const globalJson: Reader = {
  name: 'global.json',
  specifications: ['https://learn.microsoft.com/dotnet/core/tools/global-json'],
  takes: ['constraints', 'runtimes'],
  files: ['**/global.json'],
  read(path, text) {
    const document = parseJson(path, text, { comments: true });
    const version = textOf(fieldOf(document.value, 'sdk', 'version'));
    const at = { path, line: document.lineOf('sdk', 'version') };
    return reading(path, this.name, {
      runtimes:
        version === undefined ? [] : [{ technology: 'dotnet-sdk', requirement: version, strength: 'pin' as const, at }],
      constraints: entriesOf(fieldOf(document.value, 'msbuild-sdks')).flatMap(([name, value]): Constraint[] => {
        const requirement = textOf(value);
        const place = { path, line: document.lineOf('msbuild-sdks', name) };
        return requirement === undefined
          ? []
          : [{ key: 'msbuild-sdks', ecosystem: 'msbuild-sdk', name, requirement, at: place }];
      }),
      diagnostics: document.diagnostics,
    });
  },
};
