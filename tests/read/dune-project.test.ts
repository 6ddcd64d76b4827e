import { expect, test } from 'vitest';
import { duneProject } from '../../src/read/dune-project.ts';

test('constraints in the words of opam, filters as scopes', () => {
  const { dependencies, runtimes, project } = duneProject.read(
    'dune-project',
    `(lang dune 3.0)
(name orders) ; a comment (with brackets
(package
 (name orders)
 (depends
  (ocaml (>= 5.1))
  yojson
  (dream (and (>= 1.0.0~alpha7) (< 2)))
  (alcotest (and :with-test (>= 1.7)))
  (odoc :with-doc)))
`,
  );
  expect(dependencies.map((one) => `${one.name} ${one.requirement ?? '-'} ${one.scope} :${one.at.line}`)).toEqual([
    'yojson - runtime :7',
    'dream >= 1.0.0~alpha7 & < 2 runtime :8',
    'alcotest >= 1.7 test :9',
    'odoc - development :10',
  ]);
  expect(runtimes).toMatchObject([{ technology: 'ocaml', requirement: '>= 5.1', strength: 'minimum' }]);
  expect(project?.name).toBe('orders');
});

test('a project without packages of its own is no component', () => {
  expect(duneProject.read('dune-project', '(lang dune 3.0)').project).toBeUndefined();
});
