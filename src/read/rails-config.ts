import { type Reading, reading } from '../model/reading.ts';
import type { Setting } from '../model/setting.ts';
import { profileOf } from './profile.ts';
import type { Reader } from './reader.ts';
import { opensBlock, opensDo, rubyCall, rubyName, rubyValue } from './ruby-calls.ts';
import { type RubyStatement, rubyStatements } from './ruby-tokens.ts';

/** `config.x = literal` of Rails' environments and initializers. Keys begin with `config.`; what a condition guards has no value. */
export const railsConfig: Reader = {
  name: 'rails-config',
  specifications: ['https://guides.rubyonrails.org/configuring.html'],
  takes: ['settings'],
  files: ['**/config/environments/*.rb', '**/config/application.rb', '**/config/initializers/*.rb'],
  read,
};

function read(path: string, text: string): Reading {
  const settings: Setting[] = [];
  if (!/\bconfig\b/.test(text)) return reading(path, railsConfig.name, {});
  const profile = profileOf(path);
  const blocks: boolean[] = [];
  for (const statement of rubyStatements(text)) {
    const [first] = statement;
    if (first?.kind === 'name' && first.text === 'end') blocks.pop();
    const guarded =
      blocks.includes(true) ||
      statement.some(({ kind, text: word }) => kind === 'name' && (word === 'if' || word === 'unless'));
    if (opensBlock(statement)) blocks.push(/^(?:if|unless|case|while|until)$/.test(first?.text ?? ''));
    else {
      const setting = settingOf(statement, guarded);
      if (setting) settings.push({ ...setting.found, format: 'rails', profile, at: { path, line: setting.line } });
      if (opensDo(statement)) blocks.push(false);
    }
  }
  return reading(path, railsConfig.name, { settings });
}

interface Found {
  readonly found: Pick<Setting, 'key' | 'value' | 'values' | 'fallback'>;
  readonly line: number;
}

function settingOf(statement: RubyStatement, guarded: boolean): Found | undefined {
  const named = rubyName(statement, 0);
  const key = /(?:^|\.)(config\..+)$/.exec(named?.name ?? '')?.[1];
  if (named === undefined || key === undefined) return undefined;
  const operator = statement[named.end];
  if (operator?.kind !== 'mark' || operator.text !== '=') {
    // `config.session_store :cookie_store, secure: true`
    const call = key === 'config.session_store' ? rubyCall(statement) : undefined;
    const secure = call?.keywords.get('secure');
    return call && secure && !guarded
      ? { found: { key: `${key}.secure`, value: secure.open ? undefined : secure.texts[0] }, line: secure.line }
      : undefined;
  }
  const line = statement[named.end + 1]?.line ?? operator.line;
  if (guarded) return { found: { key, value: undefined }, line };
  const value = rubyValue(statement, named.end + 1, statement.length);
  if (value.kind === 'list' && !value.open) return { found: { key, value: undefined, values: value.texts }, line };
  if (!value.open) return { found: { key, value: value.texts[0] }, line };
  const fetched = rubyCall(statement.slice(named.end + 1));
  const fallback =
    fetched?.name === 'ENV.fetch' && fetched.positional[1]?.open === false ? fetched.positional[1].texts[0] : undefined;
  return { found: { key, value: undefined, ...(fallback !== undefined && { fallback }) }, line };
}
