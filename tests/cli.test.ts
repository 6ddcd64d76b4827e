import { execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { exitCodes } from '../src/commands/exit-codes.ts';
import { startProgress } from '../src/commands/progress.ts';
import { version } from '../src/version.ts';
import { cli } from './github/built.ts';
import { git } from './github/git.ts';
import { directoryOf, repositoryOf, write } from './tree/repository.ts';

/** The command line that ships, as a user runs it: a process of its own on files that lie on disk. */

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

interface Where {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function run(args: readonly string[], { cwd = '/', env = {} }: Where = {}): Promise<Ended> {
  const all = { PATH: process.env['PATH'], HOME: '/nonexistent', ...env };
  return new Promise((resolve) => {
    const options = { cwd, env: all, maxBuffer: 2 ** 28 };
    execFile(process.execPath, [cli, ...args], options, (error, out, told) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, error: told });
    });
  });
}

const clean = { 'requirements.txt': 'flask==3.1.2\n', 'app.py': 'from flask import Flask\n' };
const blocking = { ...clean, Dockerfile: 'FROM python:3.9-slim\nUSER 1000\nCMD ["flask", "run"]\n' };
const day = ['--as-of', '2026-11-22'];
const root = process.getuid?.() === 0;

describe('exit codes', () => {
  test('0 when nothing blocks, 1 when something does, 0 again when asked never to fail', async () => {
    const { directory } = await repositoryOf(blocking);
    const fine = await directoryOf(clean);
    expect(await run([fine, ...day])).toMatchObject({ code: exitCodes.pass, error: '' });
    expect(await run([directory, ...day])).toMatchObject({ code: exitCodes.findings, error: '' });
    expect(await run([directory, ...day, '--fail-on', 'never'])).toMatchObject({ code: exitCodes.pass });
  });

  test.each([
    [['nowhere'], 'nowhere does not exist'],
    [['stack', 'nowhere'], 'nowhere does not exist'],
    [['policy', 'show', 'nowhere'], 'nowhere does not exist'],
    [['dockerfile', '--path', 'nowhere'], 'nowhere does not exist'],
    [['rule', 'test', 'nowhere'], 'nowhere does not exist'],
    [['app.py'], 'app.py is not a directory'],
    [[''], 'PATH is empty'],
    [['.', 'more'], 'one PATH at a time: ., more were given'],
    [['--formt', 'json'], 'unknown option --formt. Did you mean "--format"?\nstack-audit --help lists the options.'],
    [['--quiet'], 'unknown option --quiet\nstack-audit --help lists the options.'],
    [['stack', '--al'], 'unknown option --al. Did you mean "--all"?\nstack-audit stack --help lists the options.'],
    [
      ['dockerfile', '--wirte'],
      'unknown option --wirte. Did you mean "--write"?\nstack-audit dockerfile --help lists the options.',
    ],
    [
      ['policy', 'check', '--asof', 'x'],
      'unknown option --asof. Did you mean "--as-of"?\nstack-audit policy --help lists the options.',
    ],
    [['--format'], '--format needs a value\nstack-audit --help lists the options.'],
    [
      ['--base', '--all'],
      '--base needs a value; if it begins with a dash, write --base=VALUE\nstack-audit --help lists the options.',
    ],
    [['--all=yes'], '--all takes no value\nstack-audit --help lists the options.'],
    [['--format', 'xml'], '--format xml: it is one of text, json, markdown, annotations, sarif, html'],
    [['--fail-on', 'critical'], '--fail-on critical: it is one of error, warning, note, never'],
    [['--as-of', '2026-02-30'], 'as-of 2026-02-30: write a day as YYYY-MM-DD, for example 2026-11-22'],
    [['--policy', 'nowhere.yml'], '--policy nowhere.yml: it does not exist'],
    [
      ['--output', 'app.py/report.json'],
      /^stack-audit: --output .*app\.py: there is a file of this name where a directory is needed\n$/,
    ],
    [['--output', '.'], /^stack-audit: --output .*: it is a directory\n$/],
    [['stakc', '.'], 'there is no command and no directory stakc. Did you mean "stack"?'],
    [['help', 'audt'], 'there is no command audt. stack-audit --help lists those there are.'],
    [['comment', 'report.json'], 'comment: report.json is not understood; say which report with --report FILE'],
  ] as [string[], string | RegExp][])('2 for %j, in one or two lines', async (args, said) => {
    const { code, out, error } = await run(args, { cwd: await directoryOf(clean) });
    expect([code, out]).toEqual([exitCodes.usage, '']);
    if (typeof said === 'string') expect(error).toBe(`stack-audit: ${said}\n`);
    else expect(error).toMatch(said);
  });

  test.each([
    ['rule', 'lst', 'rule lst: it is test or list. Did you mean "list"?'],
    ['policy', 'chek', 'policy chek: it is show, check, lock or ids. Did you mean "check"?'],
  ])('2 for %s %s, and its help', async (command, action, said) => {
    const { code, error } = await run([command, action]);
    expect([code, error.split('\n')[0]]).toEqual([exitCodes.usage, `stack-audit: ${said}`]);
    expect(error).toContain(`Usage: stack-audit ${command}`);
  });

  test('70 for an error of the tool, with where it was', async () => {
    const { directory } = await repositoryOf(clean);
    const bug = `const { parse } = JSON;
JSON.parse = (text, ...more) => {
  if (String(text).startsWith('[{"id"')) throw new Error('a bug\\n::error::x');
  return parse(text, ...more);
};
`;
    const broken = await directoryOf({ 'broken.mjs': bug });
    const env = { NODE_OPTIONS: `--import=${join(broken, 'broken.mjs')}` };
    const { code, out, error } = await run([directory], { env });
    expect([code, out]).toEqual([exitCodes.bug, '']);
    expect(error).toContain('This is an error of the tool, please report it with the lines below.\nError: a bug\n');
    expect(error).toMatch(/\n {4}at .*dist\/[\w-]+\.js:\d+/);
    expect(error).not.toMatch(/^::/m);
  });
});

describe('--help', () => {
  const commands = ['audit', 'stack', 'comment', 'policy', 'dockerfile', 'rule'];

  test('names every command, and each has its own', async () => {
    const [whole, ...each] = await Promise.all(
      [['--help'], ...commands.map((name) => [name, '--help'])].map((args) => run(args)),
    );
    expect(whole).toMatchObject({ code: 0, error: '' });
    for (const name of commands) expect(whole?.out).toMatch(new RegExp(`^ {2}${name} +\\w`, 'm'));
    for (const [at, { code, out }] of each.entries()) {
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`^Usage: stack-audit \\[?${commands[at]}\\b`));
      expect(out).toContain('Exit codes:');
    }
    const written = readdirSync(new URL('../src/commands/', import.meta.url)).filter((file) =>
      commands.includes(file.slice(0, -3)),
    );
    expect(written).toHaveLength(commands.length);
  });

  test('fits 100 columns, and is the same wherever it is asked for', async () => {
    for (const name of ['', ...commands]) {
      const { out } = await run([name, '--help'].filter(Boolean));
      expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
    }
    const [after, before] = await Promise.all([run(['help', 'rule']), run(['--help', 'rule'])]);
    expect(after.out).toMatch(/^Usage: stack-audit rule/);
    expect(before).toEqual(after);
  });

  test('--version', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: `stack-audit ${version}\n`, error: '' });
  });
});

describe('colours and progress', () => {
  const escape = '\u001B[';

  test('go to a terminal alone, unless said otherwise', async () => {
    const { directory } = await repositoryOf(blocking);
    const coloured = async (env: Record<string, string>, ...more: string[]): Promise<boolean> =>
      (await run([directory, ...more], { env })).out.includes(escape);
    expect(await coloured({})).toBe(false);
    expect(await coloured({ FORCE_COLOR: '1' })).toBe(true);
    expect(await coloured({ FORCE_COLOR: '0' })).toBe(false);
    expect(await coloured({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(await coloured({ FORCE_COLOR: '1', NO_COLOR: '' })).toBe(true);
    expect(await coloured({ FORCE_COLOR: '1' }, '--format', 'json')).toBe(false);
    const file = join(directory, 'report.txt');
    await run([directory, '--output', file], { env: { FORCE_COLOR: '1' } });
    expect(readFileSync(file, 'utf8')).not.toContain(escape);
  });

  test.skipIf(!existsSync('/usr/bin/script'))('on a terminal', async () => {
    const { directory } = await repositoryOf(blocking);
    const seen = (env: Record<string, string>): Promise<string> =>
      new Promise((resolve) => {
        const command = `'${process.execPath}' '${cli}' '${directory}'`;
        const options = { env: { PATH: process.env['PATH'], TERM: 'xterm', ...env } };
        execFile('/usr/bin/script', ['-qec', command, '/dev/null'], options, (_, out) => resolve(out));
      });
    expect(await seen({})).toContain(escape);
    expect(await seen({ NO_COLOR: '1' })).not.toContain(escape);
    expect(await seen({ TERM: 'dumb' })).not.toContain(escape);
  });

  test('progress is shown on a terminal after a second, and wiped away', () => {
    const shown = (isTTY: boolean, later: number): string[] => {
      const lines: string[] = [];
      const stream = { isTTY, write: (text: string) => lines.push(text) > 0 } as unknown as NodeJS.WriteStream;
      const [now, { now: real }] = [Date.now(), Date];
      Date.now = () => now;
      try {
        const progress = startProgress(stream);
        Date.now = () => now + later;
        progress.say('reading files');
        progress.stop();
      } finally {
        Date.now = real;
      }
      return lines;
    };
    expect(shown(true, 1500)).toEqual(['\r\u001B[Kreading files …', '\r\u001B[K']);
    expect(shown(true, 500)).toEqual([]);
    expect(shown(false, 1500)).toEqual([]);
  });
});

describe('places', () => {
  test('an empty directory has no component, and says so', async () => {
    const directory = await directoryOf({});
    const { code, out } = await run([], { cwd: directory });
    expect(code).toBe(0);
    expect(out).toContain('No component found: there is no manifest and no Dockerfile that this version reads.');
    expect((await run(['stack', directory])).out).toBe('0 components from 0 files read of 0\n');
  });

  test('a bare repository has no files: that is a mistake, no clean result', async () => {
    const directory = await directoryOf({});
    await git(directory, ['init', '--quiet', '--bare', 'shop.git']);
    const said = 'stack-audit: shop.git is a bare git repository, without files: clone it, and audit the clone\n';
    expect(await run(['shop.git'], { cwd: directory })).toEqual({ code: 2, out: '', error: said });
    const { directory: repository } = await repositoryOf(clean);
    expect(await run(['.git'], { cwd: repository })).toMatchObject({ code: 2, out: '' });
  });

  test('a repository without commits is audited as it lies there', async () => {
    const directory = await directoryOf(blocking);
    await git(directory, ['init', '--quiet', '.']);
    expect(await run([directory, ...day])).toMatchObject({ code: 1, error: '' });
    const { code, error } = await run([directory, '--base', 'HEAD']);
    expect(code).toBe(2);
    expect(error).toContain('--base HEAD: git does not have this revision');
  });

  test('spaces, quotes, letters of every script, dashes', async () => {
    const names = ['mit Leer zeichen', 'ünïcødé 🦀', "it's", '$(touch x)', '日本語', '--all'];
    const { directory } = await repositoryOf(
      Object.fromEntries(
        names.flatMap((name) => Object.entries(blocking).map(([path, text]) => [`${name}/${path}`, text])),
      ),
    );
    const { out } = await run([directory, '--format', 'json', ...day]);
    const { components, findings } = JSON.parse(out) as {
      components: { path: string }[];
      findings: { at: { path: string } }[];
    };
    expect(components.map(({ path }) => path).sort()).toEqual([...names].sort());
    for (const name of names) {
      expect(findings.map(({ at }) => at.path)).toContain(`${name}/Dockerfile`);
      const alone = name.startsWith('-') ? ['--', name] : [name];
      expect(await run([...day, ...alone], { cwd: directory })).toMatchObject({ code: 1, error: '' });
    }
    expect(existsSync(join(directory, 'x'))).toBe(false);
  });

  test.skipIf(root)('directories that may not be read or written', async () => {
    const directory = await directoryOf({ ...blocking, closed: { link: 'nowhere' } });
    mkdirSync(join(directory, 'secret'));
    chmodSync(join(directory, 'secret'), 0o000);
    expect(await run(['secret'], { cwd: directory })).toEqual({
      code: 2,
      out: '',
      error: 'stack-audit: secret may not be read\n',
    });
    expect((await run(['.', '--all'], { cwd: directory })).out).toContain('secret');
    chmodSync(directory, 0o555);
    onTestFinished(() => chmodSync(directory, 0o755));
    expect(await run(['.', ...day], { cwd: directory })).toMatchObject({ code: 1, error: '' });
    const written = await run(['.', '--output', 'report.txt'], { cwd: directory });
    expect(written).toEqual({ code: 2, out: '', error: 'stack-audit: --output report.txt: no permission\n' });
  });
});

describe('what is printed', () => {
  test('large reports come whole through a pipe', async () => {
    const many = Array.from({ length: 300 }, (_, at) =>
      Object.entries(blocking).map(([path, text]) => [`service-${at}/${path}`, text]),
    );
    const { directory } = await repositoryOf(Object.fromEntries(many.flat()));
    const { code, out, error } = await run([directory, '--format', 'json', ...day]);
    expect([code, error]).toEqual([1, '']);
    expect(out.length).toBeGreaterThan(300_000);
    expect((JSON.parse(out) as { components: object[] }).components).toHaveLength(300);
  });

  test('whoever stops reading hears no complaint, and the exit code still tells the verdict', async () => {
    const many = Array.from({ length: 300 }, (_, at) =>
      Object.entries(blocking).map(([path, text]) => [`service-${at}/${path}`, text]),
    );
    const { directory } = await repositoryOf(Object.fromEntries(many.flat()));
    const child = spawn(process.execPath, [cli, directory, '--format', 'json', ...day], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let error = '';
    child.stderr.on('data', (text) => (error += String(text)));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, error]).toEqual([1, '']);
  });

  test('an interrupted run ends at once and without a word', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close().closeAllConnections());
    const { port } = await new Promise<AddressInfo>((resolve) =>
      server.on('listening', () => resolve(server.address() as AddressInfo)),
    );
    const env = { PATH: process.env['PATH'], GITHUB_TOKEN: 'x', GITHUB_API_URL: `http://127.0.0.1:${port}` };
    const child = spawn(process.execPath, [cli, 'github:acme/shop'], { env });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += String(text)));
    server.once('request', () => child.kill('SIGINT'));
    const [code, signal] = await new Promise<unknown[]>((resolve) => child.on('close', (...ended) => resolve(ended)));
    expect([code, signal, printed]).toEqual([null, 'SIGINT', '']);
  });

  test('--output writes into directories that are not there yet, and prints nothing', async () => {
    const { directory } = await repositoryOf(blocking);
    const ended = await run(['--output', 'reports/today/audit.json', '--format', 'json', ...day], { cwd: directory });
    expect(ended).toEqual({ code: 1, out: '', error: '' });
    expect(JSON.parse(readFileSync(join(directory, 'reports/today/audit.json'), 'utf8'))).toMatchObject({
      verdict: 'fail',
    });
  });

  test('--base tells what is new, whatever lies there uncommitted', async () => {
    const { directory } = await repositoryOf(clean);
    await write(directory, { Dockerfile: blocking.Dockerfile });
    const { code, out } = await run([directory, '--base', 'HEAD', ...day]);
    expect(code).toBe(1);
    expect(out).toMatch(/against [0-9a-f]{12}/);
    expect(await run([directory, '--base', 'no-such-branch'])).toMatchObject({ code: 2, out: '' });
  });
});
