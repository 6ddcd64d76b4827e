const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2025-04-30` as people read it: `30 Apr 2025`. */
export function shownDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  const name = months[(month ?? 0) - 1];
  return name === undefined || date === undefined ? day : `${date} ${name} ${year}`;
}

/** `12 days left`, `1 day left`, `ends today`. */
export function daysLeft(days: number): string {
  return days === 0 ? 'ends today' : `${days} ${days === 1 ? 'day' : 'days'} left`;
}

/** `1 finding`, `2 findings`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
