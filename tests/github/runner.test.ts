import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startApiDouble } from './api-double.ts';
import { readFileCommands } from './file-commands.ts';
import { pullRequest } from './repositories.ts';
import { runAction } from './runner.ts';
import { readStepLog } from './workflow-commands.ts';

describe('what a step prints', () => {
  test('annotations carry their place and are decoded', () => {
    const { annotations } = readStepLog(
      '::error file=a%2Cb.ts,line=3,endLine=4,col=2,title=Two%3A words::100%25 wrong%0Asecond line\n::WARNING::w\n',
    );
    expect(annotations).toEqual([
      {
        level: 'error',
        message: '100% wrong\nsecond line',
        title: 'Two: words',
        file: 'a,b.ts',
        line: 3,
        endLine: 4,
        col: 2,
      },
      { level: 'warning', message: 'w' },
    ]);
  });

  test.each([
    ['leading white space', '  \t\u00a0\u0085::error::x'],
    ['the old form, anywhere', 'all is well ##[error]x'],
    ['a lone carriage return', 'all is well\r::error::x'],
    ['capitals', '::ErRoR::x'],
    ['properties without values', '::error file=,line::x'],
  ])('%s does not hide a command', (_, text) => {
    expect(readStepLog(text).annotations).toEqual([{ level: 'error', message: 'x' }]);
  });

  test.each([
    'a ::error::x',
    ':: error::x',
    '::error:x',
    '::errors::x',
    ':\u200b:error::x',
    '##\u200b[error]x',
    '##[ error]x',
  ])('%j is no command', (text) => {
    expect(readStepLog(text)).toMatchObject({ annotations: [], commands: [], lines: [text] });
  });

  test('ten of a level are shown', () => {
    const log = readStepLog(`${'::error::e\n'.repeat(12)}::notice::n`);
    expect(log.annotations.map(({ level }) => level)).toEqual([...Array<string>(10).fill('error'), 'notice']);
    expect(log.dropped).toBe(2);
  });

  test('commands stay off until the token comes', () => {
    const log = readStepLog('::stop-commands::T0ken\n::error::hidden\n::t0KEN::\n::error::shown');
    expect(log).toMatchObject({ annotations: [{ message: 'shown' }], stopped: false, lines: ['::error::hidden'] });
    expect(readStepLog('::stop-commands::x\n::error::hidden')).toMatchObject({ annotations: [], stopped: true });
  });

  test('masks hide what comes after them', () => {
    expect(readStepLog('s3cret\n::add-mask::s3cret\nthe s3cret is out')).toMatchObject({
      masks: ['s3cret'],
      lines: ['s3cret', 'the *** is out'],
    });
  });

  test('switched-off commands are problems', () => {
    expect(readStepLog('::set-env name=A::b').problems).toEqual(['The `set-env` command is disabled.']);
  });
});

describe('what a step writes to its files', () => {
  test('lines and here-documents', () => {
    expect(readFileCommands('a=1=2\n\nb<<END\none\n\r\ntwo=2\nEND\nc<<E\nE\n')).toEqual({
      a: '1=2',
      b: 'one\n\r\ntwo=2',
      c: '',
    });
  });

  test.each(['nothing', '=x', '<<E\nE', 'a<<\n', 'a<<END\nopen'])('%j fails the step', (text) => {
    expect(() => readFileCommands(text)).toThrow('Invalid');
  });
});

const hostile = `
import { appendFileSync, readFileSync } from 'node:fs'
const { env } = process
const others = Object.keys(env).filter((name) => !/^(GITHUB|RUNNER|INPUT)_/.test(name))
const inputs = [env['INPUT_FAIL-ON'], env.INPUT_WITH_SPACE, env['INPUT_GITHUB-TOKEN'], env.INPUT_EMPTY]
appendFileSync(env.GITHUB_OUTPUT, 'verdict<<D\\nfail\\nD\\nenv<<D\\n' + others + '\\nD\\n')
appendFileSync(env.GITHUB_OUTPUT, 'inputs=' + JSON.stringify(inputs) + '\\n')
appendFileSync(env.GITHUB_OUTPUT, 'action=' + JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8')).action + '\\n')
appendFileSync(env.GITHUB_STEP_SUMMARY, env.SUMMARY_SIZE ? 'x'.repeat(env.SUMMARY_SIZE) : '# Summary with s3cret')
console.log('::add-mask::s3cret')
console.log('FROM node\\r::error file=evil::injected')
console.error('::warning::from stderr')
if (env.RAW) appendFileSync(env.GITHUB_OUTPUT, env.RAW)
if (env.STOP) console.log('::stop-commands::mine')
process.exitCode = 3
`;

const commenting = `
import { appendFileSync, readFileSync } from 'node:fs'
const { env } = process
const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'))
const body = readFileSync(env.GITHUB_WORKSPACE + '/a', 'utf8') + ' on ' + env.GITHUB_BASE_REF
await fetch(env.GITHUB_API_URL + '/repos/' + env.GITHUB_REPOSITORY + '/issues/' + event.number + '/comments', {
  method: 'POST',
  headers: { authorization: 'Bearer ' + env['INPUT_GITHUB-TOKEN'] },
  body: JSON.stringify({ body }),
})
appendFileSync(env.GITHUB_OUTPUT, 'body=' + body + '\\n')
`;

describe('a run', () => {
  let folder = '';
  let main = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stack-audit-'));
    main = join(folder, 'dist', 'action.js');
    await mkdir(join(folder, 'dist'));
    await writeFile(main, hostile);
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(
      join(folder, 'action.yml'),
      'inputs: { fail-on: { default: error }, with space: , github-token: { default: "${{ github.token }}" }, empty: }',
    );
  });
  afterAll(() => rm(folder, { recursive: true }));
  const run = (more: object) =>
    runAction({ main, event: { action: 'opened' }, eventName: 'pull_request', workspace: folder, ...more });

  test('has the inputs, the event and hardly any environment', async () => {
    const result = await run({ inputs: { 'with space': 'here' } });
    expect(result.outputs).toEqual({
      verdict: 'fail',
      env: 'PATH,HOME,LANG,CI',
      inputs: '["error","here","none",""]',
      action: 'opened',
    });
    expect(result).toMatchObject({ exitCode: 3, summary: '# Summary with ***', stopped: false, problems: [] });
  });

  test('is obeyed on both streams, and silenced by a hostile line', async () => {
    const { annotations } = await run({});
    expect(annotations).toHaveLength(2);
    expect(annotations).toContainEqual({ level: 'error', message: 'injected', file: 'evil' });
    expect(annotations).toContainEqual({ level: 'warning', message: 'from stderr' });
    expect((await run({ env: { STOP: '1' } })).stopped).toBe(true);
  });

  test('warns of inputs that action.yml does not have', async () => {
    const { annotations } = await run({ inputs: { 'fail-om': 'never' } });
    expect(annotations[0]!.message).toBe(
      "Unexpected input(s) 'fail-om', valid inputs are ['fail-on', 'with space', 'github-token', 'empty']",
    );
  });

  test('loses a summary of more than 1 MiB', async () => {
    const result = await run({ env: { SUMMARY_SIZE: String(1024 * 1024 + 1) } });
    expect(result.summary).toBe('');
    expect(result.problems).toEqual([
      '$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got 1024k.',
    ]);
  });

  test('is told about an output that cannot be read', async () => {
    const { problems } = await run({ env: { RAW: 'a<<END\nopen' } });
    expect(problems[0]).toMatch("Unable to process file command 'output' successfully. Invalid value.");
  });

  test('talks to the API double about the pull request that is checked out', async () => {
    const script = join(folder, 'dist', 'comment.js');
    await writeFile(script, commenting);
    const api = await startApiDouble();
    onTestFinished(() => api.close());
    const pull = await pullRequest({ api, base: { a: '1' }, head: { a: '2' } });
    onTestFinished(() => pull.dispose());
    const result = await runAction({ main: script, api, ...pull });
    expect(result).toMatchObject({ exitCode: 0, stderr: '', outputs: { body: '2 on main' } });
    expect(api.repository('acme/shop').comments).toMatchObject([
      { issue: 482, body: '2 on main', author: 'github-actions[bot]' },
    ]);
    expect(api.violations).toEqual([]);
  });

  test('ends when it takes too long', async () => {
    await writeFile(main, 'setInterval(() => {}, 1000)');
    await expect(run({ timeout: 300 })).rejects.toThrow('the action was stopped by SIGKILL');
  });
});
