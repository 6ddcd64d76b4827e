import { type OxlintOverride, defineConfig } from 'oxlint';

/** The law of imports: a folder imports itself and what stands before it. */
const pipeline = ['model', 'versions', 'read', 'stack', 'recipe', 'rules', 'policy', 'report', 'output'];
const edges = ['tree', 'github'];
const shells = ['audit', 'action', 'cli', 'index', 'shipped'];

const inputAndOutput = [
  'node:fs',
  'node:fs/promises',
  'node:child_process',
  'node:http',
  'node:https',
  'node:net',
  'node:os',
  'node:process',
  'node:worker_threads',
  '@actions/*',
  '@octokit/*',
  'fast-glob',
];
const outsideWorld = ['process', 'fetch', 'console', 'setTimeout', 'setInterval', 'Date'];

function folderLaw(folder: string, forbidden: readonly string[], why: string) {
  return forbidden.length === 0
    ? []
    : [{ group: forbidden.map((name) => `**/${name}/**`), message: `src/${folder}: ${why}` }];
}

function stageLaw(folder: string, position: number): OxlintOverride {
  const patterns = [
    ...folderLaw(
      folder,
      pipeline.slice(position + 1),
      'a folder imports only itself and what stands before it in the pipeline.',
    ),
    ...folderLaw(
      folder,
      edges,
      'the middle is pure. Files come in through src/tree and go out through src/github, called by the shells.',
    ),
    {
      group: shells.map((shell) => `../${shell}.ts`),
      message: `src/${folder}: shells import the pipeline, not the other way round.`,
    },
    {
      group: inputAndOutput,
      message: 'The middle is pure: input and output belong in src/tree, src/github and the shells.',
    },
  ];
  const globals = outsideWorld.map((name) => ({
    name,
    message: 'The middle is pure: what it needs of the outside world is an argument.',
  }));
  return {
    files: [`src/${folder}/**`],
    rules: { 'no-restricted-imports': ['error', { patterns }], 'no-restricted-globals': ['error', ...globals] },
  };
}

function edgeLaw(edge: string): OxlintOverride {
  const known = edge === 'tree' ? pipeline.slice(1) : ['versions', 'read', 'stack', 'recipe', 'rules', 'policy'];
  const patterns = [
    ...folderLaw(edge, known, 'an edge knows the nouns, not how they are made.'),
    ...folderLaw(
      edge,
      edges.filter((other) => other !== edge),
      'edges do not know each other; the shells join them.',
    ),
  ];
  return { files: [`src/${edge}/**`], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'import', 'oxc'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  ignorePatterns: ['dist/**', 'node_modules/**', 'tests/repos/**'],
  rules: {
    'import/no-default-export': 'error',
    'import/no-cycle': 'error',
    'max-lines': ['error', { max: 300 }],
    'no-console': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-imports': 'error',
    'no-await-in-loop': 'off',
    'no-shadow': 'off',
    'no-unmodified-loop-condition': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/no-useless-spread': 'off',
    'oxc/no-map-spread': 'off',
    'oxc/no-accumulating-spread': 'off',
    'import/no-unassigned-import': 'off',
    'no-underscore-dangle': 'off',
  },
  overrides: [
    ...pipeline.map(stageLaw),
    ...edges.map(edgeLaw),
    { files: ['src/action.ts', 'src/cli.ts', 'scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
    { files: ['*.config.ts', '*.config.js'], rules: { 'import/no-default-export': 'off' } },
    { files: ['tests/**'], rules: { 'max-lines': 'off' } },
    { files: ['tests/counts-reporter.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
});
