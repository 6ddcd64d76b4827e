import { reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { propertiesOf } from './java-properties.ts';
import type { Reader } from './reader.ts';

/** The key that names the distribution, and the version in what it names. */
const tools: readonly { file: string; technology: string; key: string; version: RegExp }[] = [
  {
    file: 'gradle-wrapper.properties',
    technology: 'gradle',
    key: 'distributionUrl',
    version: /gradle-(\d[\w.+-]*?)-(?:bin|all|src)\.zip/,
  },
  {
    file: 'maven-wrapper.properties',
    technology: 'maven',
    key: 'distributionUrl',
    version: /maven(?:-mvnd|d)?-(\d[\w.+-]*?)-(?:bin|\w+-amd64)\.(?:zip|tar\.gz)/,
  },
  { file: 'build.properties', technology: 'sbt', key: 'sbt.version', version: /^(\S{1,50})$/ },
];

/** Which version of the build tool a project pins. */
export const buildWrapper: Reader = {
  name: 'build-wrapper',
  specifications: [
    'https://docs.gradle.org/current/userguide/gradle_wrapper.html',
    'https://maven.apache.org/tools/wrapper/',
    'https://www.scala-sbt.org/1.x/docs/Basic-Def.html#Specifying+the+sbt+version',
  ],
  takes: ['runtimes'],
  files: [
    '**/gradle/wrapper/gradle-wrapper.properties',
    '**/.mvn/wrapper/maven-wrapper.properties',
    '**/project/build.properties',
  ],
  read(path, text) {
    const runtimes: RuntimeRequirement[] = [];
    for (const { file, technology, key, version } of tools) {
      if (!path.endsWith(`/${file}`) && path !== file) continue;
      for (const property of propertiesOf(text)) {
        const found = property.key === key ? version.exec(property.value.slice(0, 500))?.[1] : undefined;
        if (found !== undefined)
          runtimes.push({ technology, requirement: found, strength: 'pin', at: { path, line: property.line } });
      }
    }
    return reading(path, this.name, { runtimes });
  },
};
