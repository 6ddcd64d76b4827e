// Cloud Native Buildpacks' project descriptor.
import { type Reading, reading } from '../model/reading.ts';
import { fieldOf } from './document.ts';
import type { Reader } from './reader.ts';
import { parseToml } from './toml.ts';

const name = 'project.toml';
const places = [
  ['_', 'schema-version'],
  ['io', 'buildpacks'],
  ['build', 'buildpacks'],
  ['build', 'builder'],
  ['build', 'env'],
];

/** Tells that buildpacks make the image. */
export const projectToml: Reader = {
  name,
  specifications: ['https://buildpacks.io/docs/reference/config/project-descriptor/'],
  takes: ['imageBuilders'],
  files: ['**/project.toml'],
  read(path, text): Reading {
    const { value, lineOf } = parseToml(path, text);
    const place = places.find((keys) => fieldOf(value, ...keys) !== undefined);
    if (!place) return reading(path, name, {});
    return reading(path, name, {
      imageBuilders: [{ tool: 'buildpacks', configured: true, at: { path, line: lineOf(...place) } }],
    });
  },
};
