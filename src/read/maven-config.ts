import type { Variable } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';

/** Maven's standing command line, one argument a line or several: `-Drevision=1.2.3` sets a property above those of the poms. */
export const mavenConfig: Reader = {
  name: '.mvn/maven.config',
  specifications: ['https://maven.apache.org/configure.html#mvn-maven-config-file'],
  takes: ['variables'],
  files: ['**/.mvn/maven.config'],
  read(path, text) {
    const variables = linesOf(text).flatMap((line, index): Variable[] => {
      const words = line.trim().startsWith('#') ? [] : line.trim().split(/\s+/);
      return words.flatMap((word): Variable[] => {
        const equals = word.indexOf('=');
        if (!word.startsWith('-D') || equals < 0) return [];
        return [{ name: word.slice(2, equals), value: word.slice(equals + 1), at: { path, line: index + 1 } }];
      });
    });
    return reading(path, this.name, { variables });
  },
};
