import type { Dependency, Variable } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { isGroup, isSymbol, isWord, statementsOf } from './code-statements.ts';
import { type Token, tokensOf } from './code-tokens.ts';
import { textOfExpression } from './gradle-expressions.ts';
import type { Reader } from './reader.ts';

/** Mill's build file: `ivy"g::a:v"` or `mvn"g::a:v"` in the dependencies of modules. */
export const buildMill: Reader = {
  name: 'build.mill',
  specifications: ['https://mill-build.org/mill/scalalib/dependencies.html'],
  takes: ['project', 'dependencies', 'variables', 'runtimes'],
  files: ['**/build.mill', '**/build.sc', '**/package.mill', '**/build.mill.scala'],
  maxBytes: 512 * 1024,
  read(path, text) {
    const dependencies: Dependency[] = [];
    const variables: Variable[] = [];
    const runtimes: RuntimeRequirement[] = [];
    const signs: Sign[] = [];
    const walk = (tokens: readonly Token[], test: boolean): void => {
      for (const statement of statementsOf(tokens)) {
        const object = statement.findIndex((token) => isWord(token, 'object') || isWord(token, 'trait'));
        const inTest = test || (object >= 0 && /test/i.test(statement[object + 1]?.text ?? ''));
        const equals = statement.findIndex((token) => isSymbol(token, '='));
        const name = equals < 1 ? '' : (statement[equals - 1]?.text ?? '');
        const published = statement.find((token) => isWord(token, 'PublishModule'));
        if (published && signs.length === 0)
          signs.push({ for: 'library', reason: 'is published (PublishModule)', at: { path, line: published.line } });
        const value = equals < 1 ? undefined : textOfExpression(statement.slice(equals + 1), 'scala');
        const at = { path, line: statement[equals + 1]?.line ?? 1 };
        if (value !== undefined && name === 'scalaVersion')
          runtimes.push({ technology: 'scala', requirement: value, strength: 'pin', at });
        else if (value !== undefined) variables.push({ name, value, at });
        const provided = statement.some((token) => isWord(token) && /^compile(?:Ivy|Mvn)Deps$/.test(token.text));
        collect(statement, inTest ? 'test' : provided ? 'provided' : 'runtime');
        for (const token of statement) if (isGroup(token, '{')) walk(token.children, inTest);
      }
    };
    const collect = (tokens: readonly Token[], scope: Dependency['scope']): void => {
      for (const [index, token] of tokens.entries()) {
        if (isGroup(token, '(')) collect(token.children, scope);
        const string = tokens[index + 1];
        if (!isWord(token) || !/^(?:ivy|mvn)$/.test(token.text) || string?.kind !== 'string') continue;
        const [group = '', artifact = '', version] = string.text.slice(0, 300).split(/:+(?![^{]*\})/);
        const requirement = version?.split(';', 1)[0];
        dependencies.push({
          ecosystem: 'maven',
          name: `${group}:${artifact}`,
          requirement,
          scope,
          at: { path, line: string.line },
        });
      }
    };
    walk(tokensOf(text, 'scala'), false);
    return reading(path, this.name, {
      project: { ecosystem: 'maven', at: { path, line: 1 }, languages: ['scala'], signs },
      dependencies,
      variables,
      runtimes,
    });
  },
};
