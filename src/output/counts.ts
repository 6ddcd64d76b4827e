/** `12 days left`, `1 day left`, `ends today`. */
export function daysLeft(days: number): string {
  return days === 0 ? 'ends today' : `${days} ${days === 1 ? 'day' : 'days'} left`;
}

/** `1 finding`, `2 findings`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')} ${count === 1 ? noun : plural}`;
}
