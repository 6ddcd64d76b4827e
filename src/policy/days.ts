/** Whether the text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return day !== undefined && Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
}

/** A day that the calendar does not have; the schema has checked its form. */
export function dayMistake(day: unknown): string | undefined {
  return typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) && !isDay(day)
    ? `${day} is not a day of the calendar`
    : undefined;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day that comes `days` after this one. */
export function dayAfter(day: string, days: number): string {
  let [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  date += days;
  while (date > daysIn(year, month)) {
    date -= daysIn(year, month);
    month += 1;
    if (month > 12) [month, year] = [1, year + 1];
  }
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}
