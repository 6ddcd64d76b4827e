/** Turns an offset into the text into a line number from 1, quickly for many offsets of one text. */
export function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

/** The lines of a text without their ends, whether those are LF, CRLF or a lone CR. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}
