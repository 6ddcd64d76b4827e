// Nim's configuration.
import { type Reading, reading } from '../model/reading.ts';
import type { Setting } from '../model/setting.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';

const name = 'nim.cfg';
const short: Readonly<Record<string, string>> = { d: 'define', p: 'path', u: 'undef' };

/** Compiler switches of nim.cfg and config.nims: `--define:ssl`, `-d:release`, `threads = on`, `switch("define", "ssl")`. */
export const nimCfg: Reader = {
  name,
  specifications: ['https://nim-lang.org/docs/nimc.html#compiler-usage-configuration-files'],
  takes: ['settings'],
  files: ['**/nim.cfg', '**/*.nim.cfg', '**/config.nims'],
  read(path, text): Reading {
    const settings: Setting[] = [];
    linesOf(text).forEach((content, index) => {
      const line = content
        .slice(0, 500)
        .replace(/(?:^|\s)#.*$/, '')
        .trim();
      const [, call, callValue] = /^switch\s*\(?\s*"([\w.-]+)"\s*(?:,\s*"([^"]*)")?/.exec(line) ?? [];
      const [, dashes, key, value] = /^(-{0,2})([A-Za-z][\w.]*)(?:\s*[:=]\s*"?([^"]*)"?)?$/.exec(line) ?? [];
      const isSwitch = dashes !== undefined && (dashes !== '' || (value !== undefined && path.endsWith('.cfg')));
      const written = call ?? (isSwitch ? key : undefined);
      if (written === undefined) return;
      const setting = Object.hasOwn(short, written) ? (short[written] ?? written) : written;
      settings.push({
        key: setting,
        value: (call === undefined ? value : callValue) ?? 'on',
        format: 'nim',
        profile: 'base',
        at: { path, line: index + 1 },
      });
    });
    return reading(path, name, { settings });
  },
};
