import { prose } from './safe.ts';

/** The job summary of a run that could not begin: what was wrong, all of it. */
export function nothingAudited(mistakes: readonly string[]): string {
  const lines = mistakes.map((mistake) => `- ${prose(mistake)}`);
  return `## ❌ Stack Audit: nothing was audited\n\n${lines.join('\n')}\n`;
}
