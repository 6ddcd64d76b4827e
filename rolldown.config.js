import { defineConfig } from 'rolldown';
import license from 'rollup-plugin-license';

const allowed = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  '(Apache-2.0 AND BSD-3-Clause)',
]);

/** dist/ in parts that a reviewer can read: ours near its source, what others wrote apart, and GitHub's client where only the action loads it. */
export default defineConfig({
  input: { action: 'src/action.ts', cli: 'src/cli.ts', index: 'src/index.ts' },
  platform: 'node',
  preserveEntrySignatures: 'allow-extension',
  // jsonc-parser's main is UMD, whose requires cannot be bundled
  resolve: { mainFields: ['module', 'main'] },
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    minifyInternalExports: false,
    comments: { legal: false },
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        {
          name: 'github',
          test: /node_modules[\\/](?:@actions|@octokit|undici|before-after-hook|bottleneck|universal-user-agent|fast-content-type-parse|content-type|tunnel|json-with-bigint|toad-cache)[\\/]/,
          priority: 30,
        },
        { name: 'toml', test: /node_modules[\\/](?:toml-eslint-parser|eslint-visitor-keys)[\\/]/, priority: 20 },
        { name: 'yaml', test: /node_modules[\\/]yaml[\\/]/, priority: 20 },
        { name: 'xml', test: /node_modules[\\/](?:saxes|xmlchars)[\\/]/, priority: 20 },
        { name: 'schema', test: /node_modules[\\/]zod[\\/]/, priority: 20 },
        { name: 'vendor', test: /node_modules[\\/]/, priority: 10 },
        // what --help and --version take
        {
          name: 'start',
          test: /package\.json$|src[\\/](?:version|commands[\\/](?:index|help|exit-codes|file-trouble)|model[\\/]usage-error|output[\\/](?:safe|format-names))\.ts$/,
          priority: 9,
        },
        // what only a policy or a rule of one's own needs, schemas above all
        {
          name: 'policy-file',
          test: /src[\\/](?:model[\\/](?:policy|rule|report|technology|lifecycle|base-image)|policy[\\/](?:load|check|lock-file|synonyms|policy-yaml)|rules[\\/]load|commands[\\/](?:rule|policy(?:-check|-lock|-show)?))\.ts$/,
          priority: 8,
        },
        // what asks GitHub: its client must not come along with an audit of a directory
        {
          name: 'remote',
          test: /src[\\/](?:commands[\\/](?:comment|remote-source)|action[\\/]relay)\.ts$/,
          priority: 8,
        },
        // formats that only --format and the inputs sarif-file and html-file ask for
        { name: 'sarif', test: /src[\\/]output[\\/]sarif[\w-]*\.ts$/, priority: 8 },
        { name: 'html', test: /src[\\/]output[\\/]html[\w-]*\.ts$/, priority: 8 },
        { name: 'stack-audit', test: /src[\\/](?!action|cli|github)/, priority: 5 },
      ],
    },
  },
  plugins: [
    license({
      thirdParty: {
        allow: { test: ({ license: name }) => allowed.has(name ?? ''), failOnUnlicensed: true, failOnViolation: true },
        output: { file: 'dist/LICENSES.txt' },
      },
    }),
  ],
});
