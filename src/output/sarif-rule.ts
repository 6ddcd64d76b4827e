import { oneLine, prose } from './safe.ts';
import { type RuleWords, webReferences, withoutPlaceholders } from './rule-words.ts';

const precisions = { certain: 'very-high', likely: 'high', possible: 'medium' } as const;
const problems = { error: 'error', warning: 'warning', note: 'recommendation' } as const;

/** GitHub reads them as high, medium and low, and of no rule but those about security. */
const securitySeverities = { error: '8.0', warning: '5.5', note: '3.0' } as const;

/** A rule as SARIF describes it, within GitHub's limits. https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support */
export function sarifRule(id: string, words: RuleWords | undefined): object {
  if (words === undefined) return { id: oneLine(id).slice(0, 255) };
  const { severity, why, confidence = 'certain' } = words;
  const family = id.split('/', 1)[0] ?? '';
  const [title, fix] = [withoutPlaceholders(words.title), withoutPlaceholders(words.fix)].map(oneLine) as [
    string,
    string,
  ];
  const references = webReferences(words).slice(0, 20);
  const [reference] = references;
  const cwes = references.flatMap((one) => /^https:\/\/cwe\.mitre\.org\/data\/definitions\/(\d+)/.exec(one)?.[1] ?? []);
  const security = family === 'security';
  return {
    id: oneLine(id).slice(0, 255),
    shortDescription: { text: title.slice(0, 1000) },
    fullDescription: { text: oneLine(why).slice(0, 1000) },
    help: {
      text: [oneLine(why), fix, ...references].join('\n\n'),
      markdown: [prose(why), `**How to mend it:** ${prose(fix)}`, references.map((one) => `- <${one}>`).join('\n')]
        .filter((part) => part !== '')
        .join('\n\n'),
    },
    ...(reference !== undefined && { helpUri: reference }),
    defaultConfiguration: { level: severity },
    properties: {
      tags: [oneLine(family), ...cwes.slice(0, 8).map((number) => `external/cwe/cwe-${number.padStart(3, '0')}`)],
      precision: precisions[confidence],
      'problem.severity': problems[severity],
      ...(security && { 'security-severity': securitySeverities[severity] }),
    },
  };
}
