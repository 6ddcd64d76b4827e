/** A line on the right side of a diff: its text, and which hunk it stands in. */
export interface RightLine {
  readonly text: string;
  readonly hunk: number;
}

/** The lines on the right side of a unified diff of one file, by their number there. https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html */
export function rightLines(patch: string): Map<number, RightLine> {
  const lines = new Map<number, RightLine>();
  let hunk = 0;
  let number = 0;
  let left = 0;
  for (const line of patch.split('\n')) {
    const [, start, length] = left > 0 ? [] : (/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? []);
    if (start !== undefined) {
      hunk += 1;
      number = Number(start);
      left = Number(length ?? 1);
    } else if (left > 0 && (line.startsWith('+') || line.startsWith(' '))) {
      lines.set(number, { text: line.slice(1), hunk });
      number += 1;
      left -= 1;
    }
  }
  return lines;
}
