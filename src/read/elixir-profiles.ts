import type { Profile } from '../model/setting.ts';
import { profileOf } from './profile.ts';
import { isMark, type Tokens } from './terms.ts';

interface Region {
  readonly from: number;
  readonly to: number;
  readonly profile: Profile;
}

/**
 * Tells for which environment the word at a position is evaluated: `if config_env() == :prod do … else … end`, `unless`,
 * and `case Mix.env() do :prod -> … end` are understood, everything else takes the profile around it.
 * Positions have to be asked in ascending order.
 */
export function profileRegions(tokens: Tokens, base: Profile): (position: number) => Profile {
  const open: Region[] = [];
  const regions = regionsIn(tokens);
  let next = 0;
  return (position) => {
    while (next < regions.length && (regions[next] as Region).from <= position) open.push(regions[next++] as Region);
    while (open.length > 0 && (open.at(-1) as Region).to <= position) open.pop();
    return open.at(-1)?.profile ?? base;
  };
}

function regionsIn(tokens: Tokens): Region[] {
  const regions: Region[] = [];
  for (let position = 0; position < tokens.all.length; position++) {
    const token = tokens.all[position];
    if (token?.kind !== 'name') continue;
    const isCase = token.text === 'case';
    if (!isCase && token.text !== 'if' && token.text !== 'unless') continue;
    const block = blockAfter(tokens, position + 1);
    if (block === undefined || !asksEnvironment(tokens, position + 1, block)) continue;
    const end = tokens.closer(block) ?? tokens.all.length;
    if (isCase) regions.push(...clauses(tokens, block + 1, end));
    else regions.push(...branches(tokens, position + 1, block, end, token.text === 'unless'));
  }
  return regions.sort((a, b) => a.from - b.from);
}

/** Conditions stand on few words: a `do` that is farther away belongs to something else. */
const longestCondition = 40;

function blockAfter(tokens: Tokens, from: number): number | undefined {
  for (let position = from; position < Math.min(from + longestCondition, tokens.all.length); position++) {
    const token = tokens.all[position];
    if (token?.text === 'do' && token.kind === 'name') return position;
  }
  return undefined;
}

function asksEnvironment(tokens: Tokens, from: number, to: number): boolean {
  for (let position = from; position < to; position++) {
    const token = tokens.all[position];
    if (token?.kind === 'name' && (token.text === 'config_env' || token.text === 'Mix.env')) return true;
  }
  return false;
}

function branches(tokens: Tokens, from: number, block: number, end: number, negated: boolean): Region[] {
  const words = tokens.all.slice(from, block);
  const profiles = words.filter(({ kind }) => kind === 'atom').map(({ text }) => profileOf(text));
  const denied =
    words.some(({ text }) => text === '!=' || text === '!==' || text === 'not' || text === '!') !== negated;
  const [when, otherwise] = denied ? [without(profiles), only(profiles)] : [only(profiles), without(profiles)];
  let middle = end;
  for (let position = block + 1; position < end; position++) {
    if (tokens.all[position]?.text === 'else' && tokens.all[position]?.kind === 'name') {
      middle = position;
      break;
    }
    position = tokens.closer(position) ?? position;
  }
  return [
    { from: block + 1, to: middle, profile: when },
    { from: middle, to: end, profile: otherwise },
  ];
}

function clauses(tokens: Tokens, from: number, end: number): Region[] {
  const starts: { at: number; profile: Profile }[] = [];
  for (let position = from; position < end; position++) {
    if (isMark(tokens, position, '->')) {
      const pattern = tokens.all[position - 1];
      starts.push({ at: position, profile: pattern?.kind === 'atom' ? profileOf(pattern.text) : 'base' });
    }
    position = tokens.closer(position) ?? position;
  }
  return starts.map(({ at, profile }, index) => ({ from: at, to: starts[index + 1]?.at ?? end, profile }));
}

/** The profile of a branch that is taken in these environments. */
function only(profiles: readonly Profile[]): Profile {
  if (profiles.length === 0 || profiles.includes('base')) return 'base';
  if (profiles.includes('production'))
    return profiles.every((profile) => profile === 'production') ? 'production' : 'base';
  return profiles.every((profile) => profile === 'test') ? 'test' : 'development';
}

/** The profile of a branch that is taken in all others. */
function without(profiles: readonly Profile[]): Profile {
  if (profiles.includes('production')) return 'development';
  return profiles.includes('development') && profiles.includes('test') ? 'production' : 'base';
}
