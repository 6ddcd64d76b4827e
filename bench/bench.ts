import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeRepository } from './make-repository.ts';
import { benchReaders } from './readers.ts';
import { benchTrees } from './trees.ts';

/**
 * npm run bench [-- DIR…] : the audit of a small and of a 7,000-file repository, and of the folders named, as ratios against two floors timed in the
 * same rounds: `node -e 0`, and a Node process that lists the files with git. Medians of round-robin runs; absolute times say nothing across machines.
 * Then how the time of the audit grows with a repository, and that of every reader with its text.
 */
const rounds = Number(process.env['ROUNDS'] ?? 7);
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const lister =
  "const { spawnSync } = require('node:child_process'); spawnSync('git', ['-C', process.argv[1], 'ls-files', '-z'], { maxBuffer: 2 ** 30 }).stdout.toString().split('\\0').length";

interface Row {
  readonly name: string;
  readonly run: (directory: string) => string[];
  readonly times: number[];
  memory: number;
}

function measure(arguments_: readonly string[]): { milliseconds: number; kibibytes: number } {
  const started = performance.now();
  const result = spawnSync('/usr/bin/time', ['-f', '%M', process.execPath, ...arguments_], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const milliseconds = performance.now() - started;
  if (result.error) {
    const again = performance.now();
    spawnSync(process.execPath, [...arguments_], { stdio: 'ignore' });
    return { milliseconds: performance.now() - again, kibibytes: 0 };
  }
  return { milliseconds, kibibytes: Number(result.stderr.toString().trim().split('\n').at(-1)) };
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

function bench(name: string, directory: string): void {
  const rows: Row[] = [
    { name: 'node -e 0', run: () => ['-e', '0'], times: [], memory: 0 },
    { name: 'node + git ls-files', run: (where) => ['-e', lister, where], times: [], memory: 0 },
    { name: 'stack-audit --version', run: () => [cli, '--version'], times: [], memory: 0 },
    {
      name: 'stack-audit',
      run: (where) => [cli, where, '--format', 'json', '--fail-on', 'never', '--as-of', '2026-11-22'],
      times: [],
      memory: 0,
    },
  ];
  for (let round = -1; round < rounds; round++) {
    for (const row of rows) {
      const { milliseconds, kibibytes } = measure(row.run(directory));
      if (round >= 0) row.times.push(milliseconds);
      row.memory = Math.max(row.memory, kibibytes);
    }
  }
  const [empty = 1, listing = 1] = rows.map(({ times }) => median(times));
  console.log(`\n${name}`);
  for (const row of rows) {
    const time = median(row.times);
    const memory = row.memory === 0 ? '' : `${Math.round(row.memory / 1024)} MiB`;
    console.log(
      `  ${row.name.padEnd(24)} ${(time / empty).toFixed(2).padStart(6)} × node   ${(time / listing).toFixed(2).padStart(6)} × listing   ${memory.padStart(8)}`,
    );
  }
}

const folder = mkdtempSync(join(tmpdir(), 'stack-audit-bench-'));
try {
  for (const [name, services] of [
    ['small: 1 service', 1],
    ['large: 7,000 files', 60],
  ] as const) {
    const directory = join(folder, String(services));
    makeRepository(directory, services);
    bench(name, directory);
  }
  for (const directory of process.argv.slice(2)) bench(directory.split('/').at(-1) ?? directory, directory);
  benchTrees();
  benchReaders();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
