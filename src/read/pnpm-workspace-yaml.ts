import { reading } from '../model/reading.ts';
import { fieldOf, textsOf } from './document.ts';
import { catalogsIn, overridesIn } from './npm-constraints.ts';
import { membersAndExcluded } from './npm-workspaces.ts';
import type { Reader } from './reader.ts';
import { settingsIn } from './settings-in.ts';
import { parseYaml } from './yaml.ts';

/** The members of a workspace, catalogues of versions, and since pnpm 10 all settings. */
export const pnpmWorkspaceYaml: Reader = {
  name: 'pnpm-workspace.yaml',
  specifications: ['https://pnpm.io/pnpm-workspace_yaml'],
  takes: ['project', 'constraints', 'settings'],
  files: ['**/pnpm-workspace.yaml'],
  read(path, text) {
    const document = parseYaml(path, text)[0];
    if (document === undefined) return reading(path, pnpmWorkspaceYaml.name, {});
    const globs = textsOf(fieldOf(document.value, 'packages'));
    const at = { path, line: document.lineOf('packages') };
    const workspace = globs.length > 0 ? { ...membersAndExcluded(globs), at } : undefined;
    const settings = settingsIn(path, document, 'pnpm', 'base').filter(
      ({ key }) => !/^(?:packages$|catalogs?\.|overrides\.)/.test(key),
    );
    return reading(path, pnpmWorkspaceYaml.name, {
      project: { ecosystem: 'npm', at, languages: [], signs: [], workspace, aggregator: true },
      constraints: [...catalogsIn(path, document), ...overridesIn(path, document, 'overrides')],
      settings,
      diagnostics: document.diagnostics,
    });
  },
};
