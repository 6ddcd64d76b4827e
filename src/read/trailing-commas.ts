/** JSON text with every comma before a closing bracket made a blank, so that JSON.parse takes it; offsets and lines stay. */
export function withoutTrailingCommas(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  let comma = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) continue;
    if ((code === 0x5d || code === 0x7d) && comma >= 0) {
      pieces.push(text.slice(from, comma), ' ');
      from = comma + 1;
    }
    comma = code === 0x2c ? at : -1;
    if (code === 0x22) {
      for (at++; at < text.length && text.charCodeAt(at) !== 0x22; at++) if (text.charCodeAt(at) === 0x5c) at++;
    }
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(from);
}
