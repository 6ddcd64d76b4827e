import { reading } from '../model/reading.ts';
import { propertiesOf } from './java-properties.ts';
import type { Reader } from './reader.ts';

/** Values that every script of a Gradle build may refer to. */
export const gradleProperties: Reader = {
  name: 'gradle.properties',
  specifications: [
    'https://docs.gradle.org/current/userguide/build_environment.html#sec:gradle_configuration_properties',
  ],
  takes: ['variables'],
  files: ['**/gradle.properties'],
  read(path, text) {
    const variables = propertiesOf(text).map(({ key, value, line }) => ({ name: key, value, at: { path, line } }));
    return reading(path, this.name, { variables });
  },
};
