import { expect, test } from 'vitest';
import { appsettingsJson } from '../../src/read/appsettings-json.ts';

test('appsettings: dotted keys, the environment by the name of the file, passwords hidden', () => {
  const text = `{
  // comments are allowed
  "Logging": { "LogLevel": { "Default": "Debug" } },
  "AllowedHosts": "*",
  "ConnectionStrings": { "Main": "Server=db;Password=hunter2;Encrypt=true" },
  "Jwt": { "Secret": "abc" },
  "Origins": ["https://a", "https://b"],
}`;
  const { settings } = appsettingsJson.read('src/appsettings.Development.json', text);
  expect(settings.map(({ key, value, values, at }) => `${at.line} ${key}=${value ?? values?.join('|')}`)).toEqual([
    '3 Logging.LogLevel.Default=Debug',
    '4 AllowedHosts=*',
    '5 ConnectionStrings.Main=Server=db;Password=***;Encrypt=true',
    '6 Jwt.Secret=***',
    '7 Origins=https://a|https://b',
  ]);
  expect(settings[0]).toMatchObject({ format: 'aspnetcore', profile: 'development' });
  expect(appsettingsJson.read('appsettings.json', '{"A":1}').settings[0]?.profile).toBe('base');
});
