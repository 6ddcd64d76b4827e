import { defineConfig } from 'oxlint';

/** The law of imports: a folder imports itself and what stands before it. */
const pipeline = ['model', 'versions', 'read', 'stack', 'rules', 'policy', 'report', 'output'];
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
    ...pipeline.map((folder, position) => ({
      files: [`src/${folder}/**`],
      rules: {
        'no-restricted-imports': [
          'error' as const,
          {
            patterns: [
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
            ],
          },
        ],
        'no-restricted-globals': [
          'error' as const,
          ...outsideWorld.map((name) => ({
            name,
            message: 'The middle is pure: what it needs of the outside world is an argument.',
          })),
        ],
      },
    })),
    ...edges.map((edge) => ({
      files: [`src/${edge}/**`],
      rules: {
        'no-restricted-imports': [
          'error' as const,
          {
            patterns: [
              ...folderLaw(
                edge,
                edge === 'tree' ? pipeline.slice(1) : ['versions', 'read', 'stack', 'rules', 'policy'],
                'an edge knows the nouns, not how they are made.',
              ),
              ...folderLaw(
                edge,
                edges.filter((other) => other !== edge),
                'edges do not know each other; the shells join them.',
              ),
            ],
          },
        ],
      },
    })),
    { files: ['src/action.ts', 'src/cli.ts', 'scripts/**', 'bench/**'], rules: { 'no-console': 'off' as const } },
    { files: ['*.config.ts', '*.config.js'], rules: { 'import/no-default-export': 'off' as const } },
    { files: ['tests/**'], rules: { 'max-lines': 'off' as const } },
  ],
});
