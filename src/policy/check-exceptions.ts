import { fieldOf } from '../read/document.ts';
import { type Mistake, type Places, nameOf, shortened } from '../rules/mistakes.ts';
import { checkGlobs } from './check-globs.ts';
import { dayMistake } from './days.ts';
import { type IdCheck, atValue } from './known-ids.ts';

/** What is wrong with an exception beyond its form. Whether it is in force depends on the day and on the organisation's limits. */
export function checkExceptions(exception: unknown, places: Places, ids: IdCheck, index: number): Mistake[] {
  const keys = ['exceptions', index];
  const text = (key: string): string | undefined => {
    const value = fieldOf(exception, key);
    return typeof value === 'string' ? value : undefined;
  };
  const [rule, framework] = [text('rule'), text('framework')];
  return [
    ...atValue(places, keys, targetMistake(exception, nameOf(keys))),
    ...atValue(places, [...keys, 'rule'], rule && ids.rule(rule)),
    ...atValue(places, [...keys, 'framework'], framework && ids.technology(framework)),
    ...atValue(places, [...keys, 'fingerprint'], fingerprintMistake(text('fingerprint'))),
    ...atValue(places, [...keys, 'owner'], ownerMistake(text('owner'))),
    ...atValue(places, [...keys, 'expires'], dayMistake(text('expires'))),
    ...atValue(places, [...keys, 'reason'], reasonMistake(text('reason'), nameOf([...keys, 'reason']))),
    ...checkGlobs(exception, places, ['paths'], keys),
  ];
}

function targetMistake(exception: unknown, name: string): string | undefined {
  const [rule, framework, fingerprint] = ['rule', 'framework', 'fingerprint'].map(
    (key) => fieldOf(exception, key) !== undefined,
  );
  if (rule && framework) return `${name} names a rule and a framework; write two exceptions`;
  if (!rule && !framework && !fingerprint) return `${name} must name a rule, a framework or a fingerprint`;
  return undefined;
}

function fingerprintMistake(text: string | undefined): string | undefined {
  if (text === undefined || /^[0-9a-f]{8,16}$/.test(text)) return undefined;
  return `"${shortened(text)}" is not a fingerprint: 8 to 16 hexadecimal digits, as reports show them`;
}

function reasonMistake(text: string | undefined, name: string): string | undefined {
  return text !== undefined && text.length >= 10 && text.trim().length < 10
    ? `${name} is too short: at least 10 characters`
    : undefined;
}

function ownerMistake(text: string | undefined): string | undefined {
  if (text === undefined || isOwner(text)) return undefined;
  return `owner "${shortened(text)}" is nobody who can be asked. Write "@user", "@org/team" or a mail address`;
}

/** Someone who can be asked: a user or team of GitHub, or a mail address. */
export function isOwner(text: string): boolean {
  return (
    /^@[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\/[A-Za-z0-9._-]{1,100})?$/.test(text) ||
    /^[^\s@<>"]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/.test(text)
  );
}
