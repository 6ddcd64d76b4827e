/** Longer values and patterns are not worth matching: nobody writes them but to waste time. */
const longestValue = 256;
const longestPattern = 64;

interface Piece {
  readonly char: string;
  readonly any: boolean;
  readonly many: boolean;
}

/** `${X#pattern}` and `${X##pattern}`: takes the shortest or the longest match off the front. */
export function removePrefix(value: string, pattern: string, longest: boolean): string {
  const ends = matchEnds([...value], piecesOf(pattern));
  const end = longest ? ends.at(-1) : ends[0];
  return end === undefined ? value : [...value].slice(end).join('');
}

/** `${X%pattern}` and `${X%%pattern}`: takes the shortest or the longest match off the end. */
export function removeSuffix(value: string, pattern: string, longest: boolean): string {
  const backwards = [...value].toReversed();
  const ends = matchEnds(backwards, piecesOf(pattern).toReversed());
  const end = longest ? ends.at(-1) : ends[0];
  return end === undefined ? value : backwards.slice(end).toReversed().join('');
}

/** Where the longest match ends that starts at `from`; -1 if none does. */
export function endOfMatch(value: string, from: number, pattern: string): number {
  if (!/[*?\\]/.test(pattern)) return pattern !== '' && value.startsWith(pattern, from) ? from + pattern.length : -1;
  if (value.length > longestValue) return -1;
  const end = matchEnds([...value.slice(from)], piecesOf(pattern)).at(-1);
  return end === undefined ? -1 : from + end;
}

function piecesOf(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (char === '\\') pieces.push({ char: pattern[++at] ?? '', any: false, many: false });
    else pieces.push({ char, any: char === '?', many: char === '*' });
  }
  return pieces;
}

/** The lengths of all prefixes that match, by running all states of the pattern side by side. */
function matchEnds(value: readonly string[], pieces: readonly Piece[]): number[] {
  if (value.length > longestValue || pieces.length > longestPattern) return [];
  const ends: number[] = [];
  let states = reach(new Set([0]), pieces);
  for (let at = 0; ; at++) {
    if (states.has(pieces.length)) ends.push(at);
    if (at >= value.length || states.size === 0) return ends;
    const next = new Set<number>();
    for (const state of states) {
      const piece = pieces[state];
      if (piece?.many) next.add(state);
      else if (piece && (piece.any || piece.char === value[at])) next.add(state + 1);
    }
    states = reach(next, pieces);
  }
}

/** An asterisk may stand for nothing. */
function reach(states: Set<number>, pieces: readonly Piece[]): Set<number> {
  for (const state of states) if (pieces[state]?.many) states.add(state + 1);
  return states;
}
