// ko, which builds images of Go programs.
import { type Reading, reading } from '../model/reading.ts';
import type { Reader } from './reader.ts';

const name = '.ko.yaml';

/** Tells that ko makes the image. */
export const koYaml: Reader = {
  name,
  specifications: ['https://ko.build/configuration/'],
  takes: ['imageBuilders'],
  files: ['**/.ko.yaml', '**/.ko.yml'],
  read: (path): Reading =>
    reading(path, name, { imageBuilders: [{ tool: 'ko', configured: true, at: { path, line: 1 } }] }),
};
