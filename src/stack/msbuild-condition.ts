import { type Expansion, expandMsbuild, type Scope } from './msbuild-expand.ts';

const longest = 2000;
const deepest = 30;
const word = /\s*(?:'([^']*)'|(==|!=|<=|>=|<|>|!|\(|\)|,)|((?:\$\([^\s]*|[^\s'()!=<>,$])+))/y;

interface Word {
  readonly kind: 'text' | 'mark' | 'word';
  readonly text: string;
}

interface Cursor {
  readonly words: readonly Word[];
  readonly scope: Scope;
  at: number;
}

/**
 * Whether a condition of MSBuild holds; undefined when only a build could tell. A name that nothing sets is empty, but it may well be set on the
 * command line: that it has a certain value stays open. https://learn.microsoft.com/visualstudio/msbuild/msbuild-conditions
 */
export function conditionHolds(condition: string, scope: Scope): boolean | undefined {
  if (condition.length > longest) return undefined;
  const words = wordsOf(condition);
  if (words === undefined || words.length === 0) return undefined;
  const cursor: Cursor = { words, scope, at: 0 };
  const holds = either(cursor, 0);
  return cursor.at === words.length ? holds : undefined;
}

function wordsOf(text: string): Word[] | undefined {
  const words: Word[] = [];
  for (let at = 0; at < text.length;) {
    if (text.slice(at).trim() === '') break;
    word.lastIndex = at;
    const found = word.exec(text);
    if (found === null) return undefined;
    at = word.lastIndex;
    let [, quoted, mark, plain] = found;
    if (plain?.includes('$(')) {
      // A property with its brackets is one word, whatever stands in them.
      const start = at - plain.length;
      at = endOfExpression(text, start);
      plain = text.slice(start, at);
    }
    if (quoted !== undefined) words.push({ kind: 'text', text: quoted });
    else if (mark !== undefined) words.push({ kind: 'mark', text: mark });
    else words.push({ kind: 'word', text: plain ?? '' });
  }
  return words;
}

function endOfExpression(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')') {
      depth--;
      if (depth < 0) return at;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

function either(cursor: Cursor, depth: number): boolean | undefined {
  let holds = all(cursor, depth);
  while (isWord(cursor, 'or')) {
    cursor.at++;
    const other = all(cursor, depth);
    holds = holds === true || other === true ? true : holds === false ? other : undefined;
  }
  return holds;
}

function all(cursor: Cursor, depth: number): boolean | undefined {
  let holds = one(cursor, depth);
  while (isWord(cursor, 'and')) {
    cursor.at++;
    const other = one(cursor, depth);
    holds = holds === false || other === false ? false : holds === true ? other : undefined;
  }
  return holds;
}

function one(cursor: Cursor, depth: number): boolean | undefined {
  if (depth > deepest) return undefined;
  if (isMark(cursor, '!')) {
    cursor.at++;
    const holds = one(cursor, depth + 1);
    return holds === undefined ? undefined : !holds;
  }
  if (isMark(cursor, '(')) {
    cursor.at++;
    const holds = either(cursor, depth + 1);
    if (!isMark(cursor, ')')) return undefined;
    cursor.at++;
    return holds;
  }
  const left = operand(cursor);
  if (left === undefined) return undefined;
  if (isMark(cursor, '(')) return skipCall(cursor);
  const operator = cursor.words[cursor.at];
  if (operator?.kind !== 'mark' || !/^(?:[=!<>]=|[<>])$/.test(operator.text)) return truth(left);
  cursor.at++;
  const right = operand(cursor);
  if (right === undefined || (operator.text !== '==' && operator.text !== '!=')) return undefined;
  return compared(left, right, operator.text === '!=');
}

/** `Exists(…)`, `HasTrailingSlash(…)` */
function skipCall(cursor: Cursor): undefined {
  for (let depth = 0; cursor.at < cursor.words.length;) {
    if (isMark(cursor, '(')) depth++;
    if (isMark(cursor, ')')) depth--;
    cursor.at++;
    if (depth === 0) return undefined;
  }
  return undefined;
}

function compared(left: Expansion, right: Expansion, differs: boolean): boolean | undefined {
  if (left.unknown || right.unknown) return undefined;
  const same = left.value.toLowerCase() === right.value.toLowerCase();
  const open = (left.unset ?? right.unset) !== undefined && !same;
  return open && !differs ? undefined : same !== differs;
}

function truth({ value, unknown }: Expansion): boolean | undefined {
  if (unknown) return undefined;
  const text = value.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function operand(cursor: Cursor): Expansion | undefined {
  const found = cursor.words[cursor.at];
  if (found === undefined || found.kind === 'mark') return undefined;
  cursor.at++;
  return expandMsbuild(found.text, cursor.scope);
}

function isMark({ words, at }: Cursor, text: string): boolean {
  return words[at]?.kind === 'mark' && words[at].text === text;
}

function isWord({ words, at }: Cursor, text: string): boolean {
  return words[at]?.kind === 'word' && words[at].text.toLowerCase() === text;
}
