import { reading } from '../model/reading.ts';
import { catalogsIn } from './npm-constraints.ts';
import type { Reader } from './reader.ts';
import { hiddenValue, isSecretKey } from './secret-key.ts';
import { settingsIn } from './settings-in.ts';
import { parseYaml } from './yaml.ts';

/** https://yarnpkg.com/configuration/yarnrc. Credentials become `***`. */
export const yarnrcYml: Reader = {
  name: '.yarnrc.yml',
  specifications: ['https://yarnpkg.com/configuration/yarnrc'],
  takes: ['constraints', 'settings'],
  files: ['**/.yarnrc.yml'],
  read(path, text) {
    const document = parseYaml(path, text)[0];
    if (document === undefined) return reading(path, yarnrcYml.name, {});
    const settings = settingsIn(path, document, 'yarnrc', 'base').filter(
      ({ key }) => !/^(?:catalogs?|packageExtensions)\./.test(key),
    );
    return reading(path, yarnrcYml.name, {
      constraints: catalogsIn(path, document),
      settings: settings.map((one) =>
        isSecretKey(one.key) ? { ...one, value: one.value?.includes('${') ? undefined : hiddenValue } : one,
      ),
      diagnostics: document.diagnostics,
    });
  },
};
