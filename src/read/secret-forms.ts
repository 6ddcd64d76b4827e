import type { SecretText } from '../model/secret-text.ts';
import { lineCounter } from './lines.ts';

/** What a token of a service looks like: a text that must be there, the whole form, and whose it is. Services document these prefixes so that they can be found. */
const forms: readonly (readonly [hint: string, form: RegExp, what: string])[] = [
  [
    'PRIVATE KEY',
    /-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n)*[A-Za-z\d+/]{40}/g,
    'a private key',
  ],
  ['AGE-SECRET-KEY-1', /\bAGE-SECRET-KEY-1[A-Z\d]{58}\b/g, 'a private key'],
  ['gh', /\bgh[pousr]_[A-Za-z\d]{36,100}\b/g, 'a token of GitHub'],
  ['github_pat_', /\bgithub_pat_[A-Za-z\d]{22}_[A-Za-z\d]{59}\b/g, 'a token of GitHub'],
  ['glpat-', /\bglpat-[\w-]{20,50}/g, 'a token of GitLab'],
  ['A', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g, 'an access key of AWS'],
  ['xox', /\bxox[abeoprs]-\d{8,14}-[\w-]{20,150}/g, 'a token of Slack'],
  [
    'hooks.slack.com',
    /\bhooks\.slack\.com\/services\/T[A-Z\d]{6,12}\/B[A-Z\d]{6,12}\/[A-Za-z\d]{20,30}\b/g,
    'a webhook of Slack',
  ],
  ['k_live_', /\b[rs]k_live_[A-Za-z\d]{20,120}\b/g, 'a key of Stripe'],
  ['npm_', /\bnpm_[A-Za-z\d]{36}\b/g, 'a token of npm'],
  ['pypi-AgE', /\bpypi-AgE[\w-]{60,300}/g, 'a token of PyPI'],
  ['dckr_', /\bdckr_[a-z]{3}_[\w-]{27,60}/g, 'a token of Docker Hub'],
  ['dop_v1_', /\bdop_v1_[\da-f]{64}\b/g, 'a token of DigitalOcean'],
  ['SG.', /\bSG\.[\w-]{22}\.[\w-]{43}\b/g, 'a key of SendGrid'],
  ['T3BlbkFJ', /\bsk-[\w-]{20,100}T3BlbkFJ[\w-]{20,100}/g, 'a key of OpenAI'],
  ['sk-ant-', /\bsk-ant-[a-z]{3,6}\d\d-[\w-]{80,120}/g, 'a key of Anthropic'],
  ['hf_', /\bhf_[A-Za-z]{34}\b/g, 'a token of Hugging Face'],
];

/** More than these in one file are a list of examples. */
const most = 20;

/** The secrets in a text that their form tells, whatever they are called: tokens of services and private keys. Those of documentation are none. */
export function secretsByForm(path: string, text: string): SecretText[] {
  const found: SecretText[] = [];
  let lineAt: ((offset: number) => number) | undefined;
  for (const [hint, form, what] of forms) {
    if (!text.includes(hint)) continue;
    for (const { 0: match, index } of text.matchAll(form)) {
      if (isMadeUp(match.replace(/^-----[^-]*-----/, ''))) continue;
      lineAt ??= lineCounter(text);
      found.push({ what, certain: true, at: { path, line: lineAt(index) } });
      if (found.length >= most) return found;
    }
  }
  return found;
}

/** Keys that documentation prints, and what somebody typed to fill the place. */
function isMadeUp(token: string): boolean {
  const end = token.slice(token.search(/[-_/.]?[^-_/.]*$/));
  return (
    /example|sample|dummy|fake|placeholder|your|redacted|changeme|0123456|1234567|abcdef/i.test(token) ||
    new Set(end).size < 8
  );
}
