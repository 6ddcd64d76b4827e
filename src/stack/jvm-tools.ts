import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { ancestors, pathIn } from '../read/directory.ts';
import type { Readings } from './readings.ts';

const files: Readonly<Record<string, string>> = {
  gradle: 'gradle/wrapper/gradle-wrapper.properties',
  maven: '.mvn/wrapper/maven-wrapper.properties',
  sbt: 'project/build.properties',
};

/** The version of the build tool that the nearest wrapper pins. */
export function toolRuntimes(directory: string, readings: Readings, tools: readonly string[]): RuntimeRequirement[] {
  return tools.flatMap((tool) => {
    for (const above of ancestors(directory)) {
      const found = readings.at(`${pathIn(above, '')}${files[tool] ?? ''}`);
      if (found !== undefined) return found.runtimes;
    }
    return [];
  });
}
