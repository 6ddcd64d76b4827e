/** The lowest severity that fails the check, or none. */
export const failOnLevels = ['error', 'warning', 'note', 'never'] as const;
export type FailOn = (typeof failOnLevels)[number];
