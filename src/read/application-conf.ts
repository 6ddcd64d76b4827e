import type { Link } from '../model/link.ts';
import type { Setting } from '../model/setting.ts';
import { reading } from '../model/reading.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { listSetting } from './application-config.ts';
import { parseHocon } from './hocon.ts';
import { profileOf } from './profile.ts';
import type { Reader } from './reader.ts';

/** Configuration of Ktor, Play and Akka. `port = 8080` followed by `port = ${?PORT}` is a value from the environment with a fallback. */
export const applicationConf: Reader = {
  name: 'application.conf',
  specifications: [
    'https://ktor.io/docs/server-configuration-file.html',
    'https://www.playframework.com/documentation/latest/ConfigFile',
  ],
  takes: ['links', 'settings'],
  files: ['**/application.conf', '**/application[-._]*.conf'],
  read(path, text) {
    const { entries, includes } = parseHocon(text);
    const profile = profileOf(path);
    const settings = new Map<string, Setting>();
    const elements = new Map<string, (string | undefined)[]>();
    for (const { key, value, line, substitution, element } of entries) {
      const known = settings.get(key);
      const literal = substitution === 'none' ? value : undefined;
      const others = element ? elements.get(key) : undefined;
      others?.push(literal);
      if (others) continue;
      const fallback = known?.value ?? known?.fallback;
      if (substitution === 'optional' && known !== undefined && !element)
        settings.set(key, { ...known, value: undefined, ...(fallback !== undefined && { fallback }) });
      else settings.set(key, { key, value: literal, format: 'hocon', profile, at: { path, line } });
      if (element) elements.set(key, [literal]);
    }
    const links = includes.flatMap(({ path: included, line }): Link[] => {
      const name = /\.\w+$/.test(included) ? included : `${included}.conf`;
      const target = resolvePath(directoryOf(path), name);
      return target === undefined ? [] : [{ kind: 'include', path: target, at: { path, line } }];
    });
    return reading(path, this.name, {
      settings: [...settings.values()].map((one) => listSetting(one, elements.get(one.key))),
      links,
    });
  },
};
