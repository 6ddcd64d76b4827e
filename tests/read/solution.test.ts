import { expect, test } from 'vitest';
import { solution } from '../../src/read/solution.ts';

test('solutions name their projects, in both forms', () => {
  const text = String.raw`Microsoft Visual Studio Solution File, Format Version 12.00
Project("{FAE04EC0}") = "Api", "src\Api\Api.csproj", "{1}"
Project("{2150E333}") = "docs", "docs", "{2}"
EndProject`;
  const xml =
    '<Solution>\n<Folder Name="/src/">\n<Project Path="src/Api/Api.csproj" />\n</Folder>\n<Project Path="build.proj" />\n</Solution>';
  expect(solution.read('a.sln', text).links).toMatchObject([
    { kind: 'module', path: 'src/Api/Api.csproj', at: { line: 2 } },
  ]);
  expect(solution.read('a.slnx', xml).links).toMatchObject([{ path: 'src/Api/Api.csproj', at: { line: 3 } }]);
});
