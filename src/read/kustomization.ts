import { reading } from '../model/reading.ts';
import type { Workload } from '../model/workload.ts';
import { type Document, fieldOf, textOf } from './document.ts';
import { itemsOf, silent } from './kubernetes-manifest.ts';
import { isController, podWorkloads } from './kubernetes-pod.ts';
import { profileOf } from './profile.ts';
import type { Reader } from './reader.ts';
import { parseYaml } from './yaml.ts';

const mostPatches = 500;

/** The images that a kustomization puts in place of others, and the patches written out in it. */
export const kustomization: Reader = {
  name: 'kustomization.yaml',
  specifications: ['https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/'],
  takes: ['workloads'],
  files: ['**/kustomization.yaml', '**/kustomization.yml', '**/Kustomization'],
  read(path, text) {
    const documents = parseYaml(path, text);
    return reading(path, this.name, {
      workloads: documents.flatMap((document) => [...imagesIn(path, document), ...patchesIn(path, document)]),
      diagnostics: documents.flatMap(({ diagnostics }) => diagnostics),
    });
  },
};

/** `images:` entries, as workloads of no pod: whoever runs an image of that name runs this one. */
function imagesIn(path: string, document: Document): Workload[] {
  const images = fieldOf(document.value, 'images');
  if (!Array.isArray(images)) return [];
  return images.slice(0, mostPatches).flatMap((entry, index): Workload[] => {
    const name = textOf(fieldOf(entry, 'name'));
    if (name === undefined) return [];
    const tag = textOf(fieldOf(entry, 'newTag'));
    const digest = textOf(fieldOf(entry, 'digest'));
    const ending = digest === undefined ? (tag === undefined ? '' : `:${tag}`) : `@${digest}`;
    const image = `${textOf(fieldOf(entry, 'newName')) ?? name}${ending}`;
    const at = { path, line: document.lineOf('images', index) };
    return [{ ...silent, controller: 'Kustomization', name, image, partial: true, profile: profileOf(path), at }];
  });
}

/** Strategic merge patches in place; those in files are manifests of their own. JSON patches start with a dash. */
function patchesIn(path: string, document: Document): Workload[] {
  const found: Workload[] = [];
  for (const [key, field] of [
    ['patches', 'patch'],
    ['patchesStrategicMerge', undefined],
  ] as const) {
    const patches = fieldOf(document.value, key);
    if (!Array.isArray(patches)) continue;
    for (const [index, patch] of patches.slice(0, mostPatches).entries()) {
      const text = textOf(field === undefined ? patch : fieldOf(patch, field));
      if (text === undefined || !/^kind:/m.test(text)) continue;
      const line = document.lineOf(key, index, ...(field === undefined ? [] : [field]));
      for (const inner of parseYaml(path, text)) {
        const objects = itemsOf(path, inner, line).filter(isController);
        found.push(...objects.flatMap(podWorkloads).map((workload) => ({ ...workload, partial: true })));
      }
    }
  }
  return found;
}
