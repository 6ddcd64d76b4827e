import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instruction } from '../../src/model/dockerfile.ts';
import { dockerfile, parseDockerfile } from '../../src/read/dockerfile.ts';
import { readersOf } from '../../src/read/files.ts';

function instructionsOf(text: string): readonly Instruction[] {
  return parseDockerfile('Dockerfile', text).stages.flatMap((stage) => stage.instructions);
}

/** `2-3 RUN a b` for each instruction below the first FROM. */
function shown(text: string): string[] {
  return instructionsOf(text).map(({ keyword, text: argument, at, form }) => {
    const lines = at.endLine === undefined ? at.line : `${at.line}-${at.endLine}`;
    return `${lines} ${keyword} ${form === 'json' ? 'json ' : ''}${argument}`.trim();
  });
}

function refusals(text: string): string[] {
  return parseDockerfile('Dockerfile', text).refusals.map(({ message, at }) => `${at.line}: ${message}`);
}

describe('lines', () => {
  test('comments and empty lines inside a continued instruction are dropped', () => {
    expect(shown('FROM a\nRUN x \\\n# c\n\n   # d\n  y\nRUN z')).toEqual(['2-6 RUN x   y', '7 RUN z']);
  });

  test('blanks after the escape character still continue the line, two escape characters do not', () => {
    expect(shown('FROM a\nRUN x \\  \n  y\nRUN c:\\\\\nRUN z')).toEqual(['2-3 RUN x   y', '4 RUN c:\\\\', '5 RUN z']);
  });

  test('a line of only the escape character starts the instruction', () => {
    expect(shown('FROM a\n\\\nRUN x')).toEqual(['2-3 RUN x']);
  });

  test('carriage returns, a byte order mark and a continuation at the end of the file', () => {
    expect(shown('\uFEFFFROM a\r\nRUN x \\\r\n  y\r\nRUN z \\')).toEqual(['2-3 RUN x   y', '4 RUN z']);
  });

  test('the escape directive changes the character, below a comment it is one itself', () => {
    expect(shown('# escape=`\nFROM a\nCOPY a c:\\\nRUN x `\n y')).toEqual(['3 COPY a c:\\', '4-5 RUN x  y']);
    expect(refusals('# about\n# escape=`\nFROM a\nRUN x `\n y')).toEqual(['5: unknown instruction: y']);
  });

  test('directives may come in any order and are refused when given twice or wrong', () => {
    const { directives } = parseDockerfile('Dockerfile', '# syntax=docker/dockerfile:1\n#check = skip=all\nFROM a');
    expect({ ...directives }).toEqual({ syntax: 'docker/dockerfile:1', check: 'skip=all' });
    expect(refusals('# escape=x\nFROM a')).toEqual(['1: the escape character must be \\ or `, not x']);
    expect(refusals('# escape=\\\n# escape=`\nFROM a')).toEqual(['2: the directive "escape" is given twice']);
  });
});

describe('heredocs', () => {
  const heredocs = (text: string) =>
    instructionsOf(text).map(({ heredocs: own }) =>
      own.map(({ name, content, expand, line }) => [name, content, expand, line]),
    );

  test('several, with quotes and tabs', () => {
    expect(heredocs("FROM a\nRUN <<'A' <<-B cat\none\n  A\nA\n\ttwo\n\tB\nRUN y")).toEqual([
      [
        ['A', 'one\n  A\n', false, 3],
        ['B', 'two\n', true, 6],
      ],
      [],
    ]);
  });

  test('a blank after << is allowed, a word in front is not', () => {
    expect(heredocs('FROM a\nCOPY << "E F" b\nx\nE F')).toEqual([[['E F', 'x\n', false, 3]]]);
    expect(refusals('FROM a\nRUN cat<<EOF\nx\nEOF')).toEqual([
      '3: unknown instruction: x',
      '4: unknown instruction: EOF',
    ]);
  });

  test.each(['RUN cat <<<EOF', 'RUN "<<EOF"', 'RUN \\<<EOF', 'RUN ["a", "<<EOF"]', 'CMD <<EOF', "RUN echo 'x <<EOF"])(
    '%s is none',
    (line) => {
      expect(heredocs(`FROM a\n${line}\nUSER x`)).toEqual([[], []]);
    },
  );

  test('names are literal, and under ONBUILD they count too', () => {
    expect(heredocs('FROM a\nONBUILD RUN <<$D;\nx\n$D;\nUSER y')).toEqual([[['$D;', 'x\n', true, 3]], []]);
  });

  test('one without an end is refused', () => {
    expect(refusals('FROM a\nRUN <<EOF\nx')).toEqual(['2: the heredoc EOF does not end']);
  });
});

describe('arguments', () => {
  test('the exec form keeps blanks and escapes, across lines too', () => {
    const [cmd] = instructionsOf('FROM a\nCMD ["sh", "-c", \\\n# c\n "ulimit -n 1 && exec \\"x\\\\\\""]');
    expect(cmd).toMatchObject({ form: 'json', words: ['sh', '-c', 'ulimit -n 1 && exec "x\\"'] });
  });

  test.each([`['a']`, '["a"', '["a",]', '["a"] b', '["\\x"]', '{"a": 1}'])('%s is the shell form', (text) => {
    expect(instructionsOf(`FROM a\nCMD ${text}`)[0]).toMatchObject({ form: 'shell', text });
    expect(refusals(`FROM a\nCMD ${text}`)).toEqual([]);
  });

  test('flags with quotes, and `--` that ends them', () => {
    const [run, copy] = instructionsOf(
      'FROM a\nRUN --mount=type=cache,dst="/a b" --mount=src=x,target=/y -- --z\nCOPY --link --from=b c d/',
    );
    expect(run).toMatchObject({ text: '--z' });
    expect(run?.mounts.map((mount) => ({ ...mount }))).toEqual([
      { type: 'cache', target: '/a b' },
      { type: 'bind', source: 'x', target: '/y' },
    ]);
    expect(copy).toMatchObject({
      flags: [
        { name: 'link', value: '' },
        { name: 'from', value: 'b' },
      ],
      words: ['c', 'd/'],
    });
  });

  test('both forms of ENV, with the line of each pair', () => {
    const pairs = instructionsOf(`FROM a\nENV A="b c" \\\n  D='e $f' G=h\\ i J=\nENV K one two=3\nARG L M=n`).map(
      (instruction) => instruction.pairs.map(({ name, value, at }) => [name, value, at.line]),
    );
    expect(pairs).toEqual([
      [
        ['A', 'b c', 2],
        ['D', 'e $f', 3],
        ['G', 'h i', 3],
        ['J', '', 3],
      ],
      [['K', 'one two=3', 4]],
      [
        ['L', undefined, 5],
        ['M', 'n', 5],
      ],
    ]);
  });

  test('ONBUILD holds an instruction', () => {
    expect(instructionsOf('FROM a\nONBUILD COPY --from=x a b')[0]?.trigger).toMatchObject({
      keyword: 'COPY',
      words: ['a', 'b'],
    });
  });
});

describe('commands', () => {
  const commands = (text: string) =>
    instructionsOf(text).flatMap((instruction) =>
      instruction.commands.map(({ argv, line }) => `${line} ${argv.join(' ')}`),
    );

  test('stand on their own lines', () => {
    expect(commands('FROM a\nRUN set -e \\\n && apt-get update \\\n # c\n && x; y')).toEqual([
      '2 set -e',
      '3 apt-get update',
      '5 x',
      '5 y',
    ]);
  });

  test('of a heredoc are its content; another interpreter is one command', () => {
    expect(commands('FROM a\nRUN <<EOF\na\n\nb && c\nEOF')).toEqual(['3 a', '5 b', '5 c']);
    expect(commands('FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF')).toEqual(['3 python3']);
    expect(commands('FROM a\nRUN bash -e <<A && cat <<B >f\na\nA\nb\nB')).toEqual(['2 bash -e', '3 a', '2 cat']);
  });

  test('of the exec form, with the script of sh -c', () => {
    expect(
      commands('FROM a\nENTRYPOINT ["sh", "-c", "exec node \'a b\'"]\nHEALTHCHECK --retries=3 CMD curl x || exit 1'),
    ).toEqual(["2 sh -c exec node 'a b'", '2 node a b', '3 curl x', '3 exit 1']);
  });

  test('are not split for the shells of Windows', () => {
    expect(commands('FROM a\nSHELL ["powershell", "-Command"]\nRUN a; b')).toEqual([]);
  });
});

describe('stages', () => {
  const froms = (text: string) =>
    parseDockerfile('Dockerfile', text).stages.map(({ name, parent, base, missingArguments }) =>
      [name ?? '-', parent ?? base?.text ?? '?', ...missingArguments].join(' '),
    );

  test('names are compared without case, FROM may name one', () => {
    expect(froms('FROM a AS Build\nfrom BUILD as b\nFROM b:1')).toEqual(['build a', 'b 0', '- b:1']);
  });

  test('arguments before FROM have defaults', () => {
    expect(froms('ARG V=1\nARG T=${V}-slim\nFROM "node":$T\nFROM x:${W:-2}\nFROM x:$W\nARG W\nFROM ${W:-y}')).toEqual([
      '- node:1-slim',
      '- x:2',
      '- ? W',
      '- y',
    ]);
  });

  test('all of substitution', () => {
    const args = 'ARG X=foobarbaz\nARG E=\n';
    const values = [
      '${X#f*b}',
      '${X##f*b}',
      '${X%b*}',
      '${X%%b*}',
      '${X/ba/fo}',
      '${X//ba/fo}',
      '${X//[ab]?/q}',
      '${E:-d}',
      '${E-d}e',
      '${X:+y}',
      '${E:+y}z',
      'a\\$',
      "'$X'a",
    ];
    const bases = values.map(
      (value) => parseDockerfile('Dockerfile', `${args}FROM ${value}`).stages[0]?.base?.text ?? '?',
    );
    expect(bases).toEqual([
      'arbaz',
      'az',
      'foobar',
      'foo',
      'fooforbaz',
      'fooforfoz',
      'foobarbaz',
      'd',
      'e',
      'y',
      'z',
      '?',
      '?',
    ]);
  });

  test('COPY --from finds its stage by name or by number', () => {
    const copies = instructionsOf(
      'FROM a AS b\nFROM c\nCOPY --from=B x y\nCOPY --from=0 x y\nCOPY --from=nginx x y\nCOPY x y',
    );
    expect(copies.map(({ fromStage }) => fromStage)).toEqual([0, 0, undefined, undefined]);
  });

  test('references in parts', () => {
    const [stage] = parseDockerfile('Dockerfile', `FROM localhost:5000/a/b:1.2@sha256:${'0'.repeat(64)}`).stages;
    expect(stage?.base).toMatchObject({
      registry: 'localhost:5000',
      repository: 'a/b',
      tag: '1.2',
      digest: `sha256:${'0'.repeat(64)}`,
    });
    expect(parseDockerfile('Dockerfile', 'FROM docker.io/library/node').stages[0]?.base).toEqual({
      text: 'docker.io/library/node',
      repository: 'node',
    });
  });
});

test.each([
  ['', '1: there is no FROM'],
  ['RUN x', '1: RUN stands before the first FROM'],
  ['FROM a b', '1: FROM takes an image and at most `AS name`'],
  ['FROM a AS 1b', '1: the name of a stage starts with a letter'],
  ['FROM a/B', '1: FROM a/B names no image'],
  ['FROM ${X?no}', '1: FROM ${X?no}: X must be given: no'],
  ['FROM a\nFOO x', '2: unknown instruction: FOO'],
  ['FROM a\nENV A', '2: ENV needs a name and a value'],
  ['FROM a\nENV A=b c', '2: ENV has a word without `=`'],
  ['FROM a\nCOPY a', '2: COPY needs a source and a destination'],
  ['FROM a\nCOPY --form=b a b', '2: COPY has no flag --form'],
  ['FROM a\nCOPY --from a b', '2: --from has no value'],
  ['FROM a\nRUN --network=none --network=host x', '2: the flag --network is given twice'],
  ['FROM a\nCMD ["a", 1]', '2: a JSON array may hold only strings'],
  ['FROM a\nENTRYPOINT --port 80', '2: ENTRYPOINT has no flag --port'],
  ['FROM a\nSHELL bash', '2: SHELL must be a JSON array'],
  ['FROM a\nHEALTHCHECK curl x', '2: HEALTHCHECK must be NONE or CMD'],
  ['FROM a\nHEALTHCHECK --interval=5 CMD x', '2: HEALTHCHECK --interval must be a duration such as 30s'],
  ['FROM a\nONBUILD FROM b', '2: ONBUILD cannot hold FROM'],
  ['FROM a AS b\nCOPY --from=b c d', '2: this stage needs itself'],
  ['FROM a\nUSER', '2: USER needs exactly one argument'],
])('BuildKit refuses %j', (text, message) => {
  expect(refusals(text)[0]).toMatch(message);
});

test.each([
  ['FROM a:{{ version }}', 1],
  ['FROM a\n{% if x %}\nRUN y\n{% endif %}', 2],
  ['FROM a\nCOPY {{ cookiecutter.name }} /x', 2],
  ['FROM debian:%%SUITE%%', 1],
  ['FROM <image>', 1],
])('%j is a template: said, and not judged', (text, line) => {
  expect(parseDockerfile('Dockerfile', text)).toMatchObject({ templateLine: line, refusals: [] });
  expect(dockerfile.read('Dockerfile', text).diagnostics).toEqual([
    { message: 'the template of a Dockerfile: not analysed', at: { path: 'Dockerfile', line } },
  ]);
});

test('templates of commands are no templates of Dockerfiles', () => {
  expect(parseDockerfile('Dockerfile', "FROM a:${X%%-*}\nRUN go list -f '{{.Dir}}'").templateLine).toBeUndefined();
});

test('instructions of another frontend are not refused', () => {
  expect(refusals('# syntax=example.com/own:1\nFROM a\nINCLUDE x')).toEqual([]);
  expect(refusals('# syntax=docker/dockerfile:1.7-labs\nFROM a\nINCLUDE x')).toEqual([
    '3: unknown instruction: INCLUDE',
  ]);
});

test.each([
  ['Dockerfile', true],
  ['a/dockerfile', true],
  ['a/Dockerfile.prod', true],
  ['api.Dockerfile', true],
  ['api.dockerfile', true],
  ['Dockerfile-dev', true],
  ['Containerfile', true],
  ['x/CONTAINERFILE.dev', true],
  ['Dockerfiles/readme', false],
  ['mydockerfile', false],
])('the name %s', (path, wanted) => {
  expect(readersOf([dockerfile])(path).length === 1).toBe(wanted);
});

test('files about Dockerfiles are none', () => {
  expect(dockerfile.read('Dockerfile.dockerignore', 'FROM a').dockerfile).toBeUndefined();
  expect(dockerfile.read('dockerfile.ts', 'FROM a').dockerfile).toBeUndefined();
  expect(dockerfile.read('Dockerfile.notes', 'about images').dockerfile).toBeUndefined();
  expect(dockerfile.read('Dockerfile', 'about images').diagnostics).toHaveLength(1);
});

test('any text is read without an exception, lines stay inside the file, and texts read the same again', () => {
  const piece = fc.constantFrom(
    ...[
      'FROM a',
      'RUN x',
      'ENV A=b',
      'COPY --from=0 a b',
      'ARG X=${X:-b}',
      'CMD ["a"]',
      'ONBUILD ',
      'HEALTHCHECK CMD ',
    ],
    ...[
      '\n',
      ' \\\n',
      '\r\n',
      '# c',
      '<<EOF',
      '\nEOF\n',
      '<<-',
      '"',
      "'",
      '$',
      '${',
      '}',
      '[',
      ']',
      '=',
      ' ',
      '\\',
      '`',
      '--',
      '\t',
      '{{',
      '\u00A0',
      '\0',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 50 }), (pieces) => {
      const text = pieces.join('');
      const lines = text.split('\n').length;
      const { stages, refusals: refused } = parseDockerfile('Dockerfile', text);
      for (const { at } of refused) expect(at.line).toBeLessThanOrEqual(lines);
      for (const { instructions } of stages) {
        for (const instruction of instructions) {
          expect(instruction.at.endLine ?? instruction.at.line).toBeLessThanOrEqual(lines);
          for (const { line } of instruction.commands) expect(line).toBeLessThanOrEqual(lines);
          if (instruction.heredocs.length > 0 || instruction.keyword === 'ONBUILD' || instruction.flags.length > 0)
            continue;
          const again = instructionsOf(
            `FROM a\n${instruction.keyword} ${instruction.text.startsWith('--') ? '-- ' : ''}${instruction.text}`,
          );
          if (!/[\\`]\s*$|\n/.test(instruction.text)) expect(again[0]?.text).toBe(instruction.text);
        }
      }
    }),
    { numRuns: 3000 },
  );
});

test.each([
  'RUN a b c\n',
  'FROM a AS b\n',
  'RUN x \\\n',
  'RUN <<A\n',
  '<<A ',
  '${A:-',
  'ENV A=$A$A\n',
  '\\\n',
  'ONBUILD ',
  '[',
  'ARG A=${A//a?/b}\n',
  'COPY --from=b a b\n',
])('time is linear in %j', (piece) => {
  // Time of the processor, the best of three: a busy machine must not fail this.
  const measure = (size: number): number => {
    const times = [1, 2, 3].map(() => {
      const start = process.cpuUsage();
      parseDockerfile('Dockerfile', `FROM a AS b\nRUN ${piece.repeat(size / piece.length)}`);
      return process.cpuUsage(start).user / 1000;
    });
    return Math.min(...times);
  };
  measure(10_000);
  // Sixteen times the text takes 256 times as long where time is quadratic.
  expect(measure(160_000) / Math.max(measure(10_000), 5)).toBeLessThan(100);
});

describe('a file that is no work of people', () => {
  const said = (text: string) => dockerfile.read('Dockerfile', text).diagnostics.map(({ message }) => message);

  test('is told, not passed over', () => {
    expect(said('FROM a\n'.repeat(201))).toEqual(['more than 200 stages: not analysed']);
    expect(said(`FROM a\n${'CMD x\n'.repeat(5000)}`)).toEqual(['more than 5000 instructions: not analysed']);
    expect(said(`FROM a\nRUN true${' && a'.repeat(10_000)}\n`)).toEqual(['more than 10000 commands: not analysed']);
  });

  test('is far from what people write', () => {
    expect(said(`FROM a\n${'RUN a && b && c\n'.repeat(3000)}`)).toEqual([]);
  });
});

describe('arguments of FROM without a value', () => {
  const first = (text: string) => parseDockerfile('Dockerfile', text).stages[0];

  test('are empty where they are declared and an image is named all the same', () => {
    const stage = first('ARG REGISTRY\nFROM ${REGISTRY}node:24-slim\n');
    expect([stage?.base?.text, stage?.missingArguments]).toEqual(['node:24-slim', []]);
  });

  test('are missing where nothing declares them, or no image is left', () => {
    expect(first('FROM node:24$FLAVOUR\n')?.missingArguments).toEqual(['FLAVOUR']);
    const stage = first('ARG REGISTRY\nFROM ${REGISTRY}/acme/runtime\n');
    expect([stage?.base, stage?.missingArguments]).toEqual([undefined, ['REGISTRY']]);
  });
});
