import { factTypes } from '../src/rules/facts/index.ts';

/** docs/facts.md: everything that an expression can ask, made of the tables that the checker uses. */
export function factsPage(): string {
  const sections = factTypes.map(({ name, doc, fields, methods }) => {
    const rows = Object.entries(fields).map(
      ([field, fact]) => `| \`${field}\` | ${code(fact.type)} | ${cell(fact.doc)} |`,
    );
    const calls = Object.entries(methods ?? {}).map(
      ([method, { parameters, returns, doc: words }]) =>
        `| \`${method}(${parameters.join(', ')})\` | ${code(returns)} | ${cell(words)} |`,
    );
    return `## ${name}\n\n${doc}\n\n| field | type | meaning |\n|---|---|---|\n${[...rows, ...calls].join('\n')}`;
  });
  const functions = [
    '| `regex(text, "pattern")` | `bool` | The pattern (RE2 syntax) is found in the text. |',
    '| `text.lower()` | `string` | The text in lower case. |',
    '| `text.contains(…)`, `startsWith`, `endsWith`, `size()`, `in`, `exists`, `all`, `filter`, `map` | | as in CEL |',
  ];
  return `<!-- made of src/rules/facts by npm run docs -->\n\n# What rules can ask\n\n${sections.join('\n\n')}\n\n## Functions\n\n| function | type | meaning |\n|---|---|---|\n${functions.join('\n')}\n`;
}

function code(type: string): string {
  return `\`${type}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
