import { linesOf } from './lines.ts';

/** One logical line of a requirements file: continuations joined, the comment taken off. */
export interface RequirementsLine {
  readonly text: string;
  readonly line: number;
  /** The comment behind it and the indented ones below it, as pip-compile and uv write them. */
  readonly comments: readonly string[];
}

/** The lines of a requirements file that say something. https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export function requirementsLines(text: string): RequirementsLine[] {
  const found: { text: string; line: number; comments: string[] }[] = [];
  const physical = linesOf(text);
  for (let at = 0; at < physical.length; at++) {
    const start = at;
    const pieces: string[] = [];
    let comment: string | undefined;
    for (; ; at++) {
      const raw = physical[at] ?? '';
      const hash = /(?:^|\s)#/.exec(raw);
      const plain = hash ? raw.slice(0, hash.index) : raw;
      if (hash)
        comment = raw
          .slice(hash.index)
          .trim()
          .replace(/^#+\s*/, '');
      // A continuation ends with a comment line and with the file.
      const goesOn = !hash && plain.endsWith('\\') && at + 1 < physical.length;
      pieces.push(goesOn ? plain.slice(0, -1) : plain);
      if (!goesOn) break;
    }
    const joined = pieces
      .map((piece) => piece.trim())
      .join(' ')
      .trim();
    if (joined !== '') found.push({ text: joined, line: start + 1, comments: comment === undefined ? [] : [comment] });
    else if (comment !== undefined && /^\s/.test(physical[start] ?? '')) found.at(-1)?.comments.push(comment);
  }
  return found;
}

const mostRead = 1000;
/** A comment that names a file of the project: `-r requirements.in`, `shop (pyproject.toml)`. */
const file = /(?:^|\s)-[rc](?:\s|$)|\.(?:in|toml|txt|py|cfg)\b/;

/**
 * Whether a resolver took this line in only for another package: its "via" comments name packages and no file of the project.
 * Undefined when nobody says why it is there.
 */
export function isIndirect(comments: readonly string[]): boolean | undefined {
  const start = comments.findIndex((comment) => /^via\b/.test(comment));
  if (start < 0) return undefined;
  const reasons = comments.slice(start).map((comment) => comment.slice(0, mostRead));
  if (reasons.length === 1 && reasons[0] === 'via') return undefined;
  return !reasons.some((reason) => file.test(reason.replace(/^via\s+/, '')));
}
