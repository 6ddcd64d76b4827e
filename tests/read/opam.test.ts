import { expect, test } from 'vitest';
import { opam } from '../../src/read/opam.ts';

test('dependencies, their filters and lines', () => {
  const { dependencies, runtimes, project } = opam.read(
    'orders.opam',
    `opam-version: "2.0"
depends: [
  "ocaml" {>= "5.1.0"}
  "dream" {>= "1.0.0" & < "2"} # a comment
  "alcotest" {with-test & >= "1.7"}
  ("a" | "b")
]
build: ["dune" "build"]
depopts: ["caqti"]
`,
  );
  expect(dependencies.map((one) => `${one.name} ${one.requirement ?? '-'} ${one.scope} :${one.at.line}`)).toEqual([
    'dream >= 1.0.0 & < 2 runtime :4',
    'alcotest >= 1.7 test :5',
    'a - runtime :6',
    'b - runtime :6',
    'caqti - optional :9',
  ]);
  expect(runtimes).toMatchObject([{ requirement: '>= 5.1.0' }]);
  expect(project?.name).toBe('orders');
});
