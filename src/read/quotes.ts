/** What stands between a pair of quotes, with nothing in it unescaped; a text without them as it is. White space around it does not count. */
export function unquoted(text: string): string {
  const value = text.trim();
  const quote = value[0];
  return value.length > 1 && (quote === "'" || quote === '"') && value.endsWith(quote) ? value.slice(1, -1) : value;
}
