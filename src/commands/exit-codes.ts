/** What a shell learns from a run. */
export const exitCodes = { pass: 0, findings: 1, usage: 2, bug: 70 } as const;
