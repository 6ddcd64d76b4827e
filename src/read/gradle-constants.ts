import { reading } from '../model/reading.ts';
import { tokensOf } from './code-tokens.ts';
import { newScript } from './gradle-script.ts';
import { walkScript } from './gradle-walk.ts';
import type { Reader } from './reader.ts';

/** Constants that the sources of `buildSrc`, or of an included build in its stead, give to build scripts: `object Versions { const val ktor = "3.0.0" }` is `Versions.ktor`. */
export const gradleConstants: Reader = {
  name: 'buildSrc',
  specifications: ['https://docs.gradle.org/current/userguide/sharing_build_logic_between_subprojects.html'],
  takes: ['variables'],
  files: [
    '**/buildSrc/src/main/**/*.{kt,java,groovy}',
    '**/{build-logic,build-plugin,build-plugins,build-conventions,convention-plugins}/**/src/main/**/*.{kt,java,groovy}',
  ],
  maxBytes: 512 * 1024,
  read(path, text) {
    const script = newScript(path.endsWith('.kt') ? `${path}s` : path);
    walkScript(tokensOf(text, script.language), { blocks: [] }, script);
    const names = new Set(script.variables.map(({ name }) => name));
    const variables = script.variables.map(({ name, value, at }) => ({
      name,
      value: qualified(name, value, names),
      at: { path, line: at.line },
    }));
    return reading(path, this.name, { variables });
  },
};

/** A constant may name its siblings without the object around them. */
function qualified(name: string, value: string, names: ReadonlySet<string>): string {
  if (!value.includes('${')) return value;
  const around = name.split('.').slice(0, -1);
  return value.replace(/\$\{([\w.]+)\}/g, (whole, inner: string) => {
    for (let length = around.length; length > 0; length--) {
      const full = [...around.slice(0, length), inner].join('.');
      if (names.has(full)) return `\${${full}}`;
    }
    return whole;
  });
}
