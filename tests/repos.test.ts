import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { runCommand } from '../src/commands/index.ts';

/*
 * Whole small repositories in tests/repos/NAME, and in NAME.txt what a user reads who audits them in a terminal. After a change that is meant,
 * `npx vitest run tests/repos.test.ts -u` writes the texts anew: read every line of the difference as that user would.
 */
const root = fileURLToPath(new URL('repos/', import.meta.url));
const names = readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** What a command prints, and the exit code. */
async function run(...args: string[]): Promise<{ printed: string; code: number }> {
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  vi.stubEnv('NO_COLOR', '1');
  try {
    return { code: await runCommand(args), printed: printed.join('') };
  } finally {
    write.mockRestore();
    vi.unstubAllEnvs();
  }
}

test.each(names)('%s', async (name) => {
  const audit = await run('--as-of', '2026-11-22', root + name);
  const stack = await run('stack', root + name);
  expect(stack.code).toBe(0);
  const text = `$ stack-audit --as-of 2026-11-22\n${audit.printed}exit code ${audit.code}\n\n$ stack-audit stack\n${stack.printed}`;
  await expect(text).toMatchFileSnapshot(`repos/${name}.txt`);
});

test('every text has its repository', () => {
  const texts = readdirSync(root).filter((name) => name.endsWith('.txt'));
  expect(texts.map((name) => name.slice(0, -'.txt'.length))).toEqual(names);
});
