import { reading } from '../model/reading.ts';
import { directoryOf } from './directory.ts';
import type { Reader } from './reader.ts';

/** A chart's templates are not rendered: that its workloads are not judged is said once. */
export const helmChart: Reader = {
  name: 'Chart.yaml',
  specifications: ['https://helm.sh/docs/topics/charts/#the-chartyaml-file'],
  takes: [],
  files: ['**/Chart.yaml'],
  recognises: (text) => /^apiVersion:/m.test(text) && !/^type:[ \t]*["']?library\b/m.test(text),
  read(path) {
    const vendored = directoryOf(path).split('/').slice(1, -1).includes('charts');
    const message = 'the templates of this Helm chart are not rendered: its workloads are not judged';
    return reading(path, this.name, { diagnostics: vendored ? [] : [{ message, at: { path, line: 1 } }] });
  },
};
