/** One sign for each severity, the same in every table. */
export const icons = { error: '⛔', warning: '⚠️', note: 'ℹ️' } as const;
