import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ShellCommand, splitCommands, splitWords } from '../../src/read/shell-words.ts';

function show(command: ShellCommand): string {
  const set = Object.entries(command.environment).map(([name, value]) => `${name}=${value} `);
  const parts = [command.operator ?? '', ...command.prefixes, ...set, command.argv.join(' ')].map((part) =>
    part.trim(),
  );
  const notes = [
    command.pipesInto && `→ ${command.pipesInto.argv[0]}`,
    command.within && `in ${command.within.argv[0]}`,
  ];
  return [...parts, ...notes].filter(Boolean).join(' ');
}

const cases: [string, string, string[]][] = [
  ['operators', 'a && b || c; d & e | f', ['a', '&& b', '|| c', '; d', '& e → f', '| f']],
  ['quotes', `echo "a b" 'c d' e\\ f "it's"`, [`echo a b c d e f it's`]],
  ['variables stay as written', 'pip install "$X" ${Y:-"a b"} $((1 + 2))', ['pip install $X ${Y:-"a b"} $((1 + 2))']],
  ['assignments', 'A=1 B="x y" node s.js', ['A=1 B=x y node s.js']],
  ['an assignment alone', 'A=1', ['A=1']],
  ['env and sudo', 'sudo -E -u bob env -i A=1 node s.js', ['sudo env A=1 node s.js']],
  ['questions are no prefixes', 'command -v node && exec', ['command -v node', '&& exec']],
  ['if', 'if [ -f x ]; then exec a; elif b; then c; else d; fi', ['[ -f x ]', '; exec a', '; b', '; c', '; d']],
  ['loops', 'for x in a $(ls); do b; done; while c; do d; done', ['ls', 'b', '; c', '; d']],
  ['case', 'case "$1" in a|b) c;; (d) e ;; *) f;; esac; g', ['c', '; e', '; f', '; g']],
  ['functions and groups', 'f() { a; }; function g { b; }; (c; d) | e', ['a', '; b', '; c', '; d → e', '| e']],
  ['substitutions', 'a "$(b "c d")" `e f` <(g)', ['a $(b "c d") `e f` <(g)', 'b c d in a', 'e f in a', 'g in a']],
  ['a script in quotes', `bash -eo pipefail -c 'a && b'`, ['bash -eo pipefail -c a && b', 'a in bash', '&& b in bash']],
  ['an installer by substitution', 'sh -c "$(curl x)"', ['sh -c $(curl x)', 'curl x in sh', '$(curl x) in sh']],
  ['redirections are no words', 'a 2>&1 > /dev/null <in &>> log', ['a']],
  ['comments', 'a # b\n#c\nd#e', ['a', '; d#e']],
  ['continued lines', 'a \\\n  b \\\r\n c', ['a b c']],
  ['tests with patterns', '[[ a =~ (b|c) && d ]] && e', ['[[ a =~ ( b | c ) & & d ]]', '&& e']],
  ['arrays', 'A=(1 2) b', ['A=(1 2) b']],
  ['lines are commands', 'a\n\nb', ['a', '; b']],
  ['keywords inside words', 'echo then do sudo', ['echo then do sudo']],
];

test.each(cases)('%s', (_name, script, commands) => {
  expect(splitCommands(script).map(show)).toEqual(commands);
});

test('heredocs are the input of their command, not commands', () => {
  const [cat, next] = splitCommands("cat <<'A' <<-B > f\none\nA\n\ttwo\n\tB\nnext");
  expect(cat).toMatchObject({ argv: ['cat'], input: 'one\ntwo\n', redirections: [{ operator: '>', target: 'f' }] });
  expect(next).toMatchObject({ argv: ['next'], line: 5 });
});

test('lines and offsets count from the start of the text', () => {
  const text = 'a &&\n  b; c\nd $(e)';
  const found = splitCommands(text).map(({ argv, line, offset }) => [argv[0], line, text[offset]]);
  expect(found).toEqual([
    ['a', 0, 'a'],
    ['b', 1, 'b'],
    ['c', 1, 'c'],
    ['d', 2, 'd'],
    ['e', 2, 'e'],
  ]);
});

test('words of one command keep operators', () => {
  expect(splitWords(`node "a b" && 'c'`)).toEqual(['node', 'a b', '&&', 'c']);
});

test('an assignment to __proto__ is a variable like others', () => {
  expect(Object.keys(splitCommands('__proto__=1 a')[0]?.environment ?? {})).toEqual(['__proto__']);
});

test('any text is split without an exception, and lines stay inside it', () => {
  const piece = fc.constantFrom(
    ...'ab$(){}[]<>|&;`\'"\\\n \t#=!',
    '<<A',
    'case x in ',
    'esac',
    '$((',
    "sh -c '",
    '[[ ',
    ']]',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      const lines = text.split('\n').length;
      for (const command of splitCommands(text)) expect(command.line).toBeLessThan(lines);
      splitWords(text);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  '$(',
  '"$(',
  '${',
  '`',
  '(',
  '<<A ',
  "'",
  'case x in ',
  '[[ ',
  'sh -c "',
  'a\n',
  'f() ',
  'A=(',
  '\\\n',
  "sh -c '$(x)';",
])('time is linear in %j', (piece) => {
  // Time of the processor, the best of three: a busy machine must not fail this.
  const measure = (size: number): number => {
    const times = [1, 2, 3].map(() => {
      const start = process.cpuUsage();
      splitCommands(piece.repeat(size / piece.length));
      return process.cpuUsage(start).user / 1000;
    });
    return Math.min(...times);
  };
  measure(10_000);
  // Sixteen times the text takes 256 times as long where time is quadratic.
  expect(measure(160_000) / Math.max(measure(10_000), 5)).toBeLessThan(100);
});
