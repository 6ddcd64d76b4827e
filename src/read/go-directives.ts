import { linesOf } from './lines.ts';

/** One directive of go.mod or go.work: `require`, its words, the comment behind them. Blocks are taken apart. */
export interface GoDirective {
  readonly verb: string;
  readonly words: readonly string[];
  readonly comment: string;
  readonly line: number;
}

const longestLine = 4000;

/** Cuts a go.mod file into directives. The grammar is made of lines: https://go.dev/ref/mod#go-mod-file-lexical */
export function goDirectives(text: string): GoDirective[] {
  const directives: GoDirective[] = [];
  let block: string | undefined;
  linesOf(text).forEach((content, index) => {
    const { words, comment } = wordsOf(content.slice(0, longestLine));
    const [first] = words;
    if (first === undefined) return;
    if (block !== undefined && first === ')') block = undefined;
    else if (block !== undefined) directives.push({ verb: block, words, comment, line: index + 1 });
    else if (words[1] === '(') block = words[2] === ')' ? undefined : first;
    else directives.push({ verb: first, words: words.slice(1), comment, line: index + 1 });
  });
  return directives;
}

function wordsOf(line: string): { words: string[]; comment: string } {
  const words: string[] = [];
  const next = /\s*(?:\/\/(.*)|"((?:[^"\\]|\\.)*)"|`([^`]*)`|(=>)|([(),])|((?:(?!\/\/|=>)[^\s(),"`])+))/y;
  for (let found = next.exec(line); found !== null; found = next.exec(line)) {
    if (found[1] !== undefined) return { words, comment: found[1].trim() };
    words.push(found[2] ?? found[3] ?? found[4] ?? found[5] ?? found[6] ?? '');
  }
  return { words, comment: '' };
}
