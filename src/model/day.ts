/** Whole days from one day to another, both `YYYY-MM-DD`; negative if the second comes first. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** Days since 1 March of the year 0, in the Gregorian calendar: March starts the year, so that a leap day comes last. */
function dayNumber(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const shifted = month < 3 ? year - 1 : year;
  const months = (month + 9) % 12;
  return (
    365 * shifted +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    Math.floor((153 * months + 2) / 5) +
    date -
    1
  );
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2025-04-30` as people read it: `30 Apr 2025`. */
export function shownDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  const name = months[(month ?? 0) - 1];
  return name === undefined || date === undefined ? day : `${date} ${name} ${year}`;
}
