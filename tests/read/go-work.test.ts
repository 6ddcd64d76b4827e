import { expect, test } from 'vitest';
import { goWork } from '../../src/read/go-work.ts';

test('a workspace names its modules and is no component', () => {
  const { project, constraints, runtimes } = goWork.read(
    'go.work',
    'go 1.25.0\nuse (\n\t.\n\t./tools\n)\nuse ./api\nreplace a.b/c => ../c\n',
  );
  expect(project).toMatchObject({ aggregator: true, workspace: { members: ['.', './tools', './api'] } });
  expect(constraints).toMatchObject([{ key: 'replace', name: 'a.b/c', source: 'path' }]);
  expect(runtimes).toMatchObject([{ technology: 'go', requirement: '1.25.0', strength: 'minimum' }]);
});
