import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../src/model/rule.ts';
import { parseToml } from '../src/read/toml.ts';
import { root, tomlFiles } from './rule-files.ts';

/** What the article claims that backend developers look for in 2026, in our words, and what the audit asks because of it. */
const claims: Readonly<Record<Rule['article'], { claim: string; asks: string }>> = {
  security: {
    claim: 'Access control, input validation and sandboxed dependencies are built in, or looked for first.',
    asks: 'Are the layers there that keep attackers out, are dependencies locked and permissions limited, and is nothing left open that development needed?',
  },
  scalability: {
    claim: 'Services scale out, in containers, on cloud-native infrastructure.',
    asks: 'Can any copy of the process answer any request, and does the platform learn whether it is well?',
  },
  performance: {
    claim: 'Low latency matters most.',
    asks: 'Is what runs in production built and started for production?',
  },
  modularity: {
    claim: 'Lightweight and modular: only what is needed.',
    asks: 'Are there two frameworks where one would do, or tools of development in what ships?',
  },
  containers: {
    claim: 'Container-ready: made for containers and CI/CD.',
    asks: 'Can each service be built into an image, and is that image small, pinned, reproducible and not root?',
  },
  delivery: {
    claim: 'Straightforward, cloud-agnostic delivery.',
    asks: 'Does CI build, test and build the image, without depending on one vendor unasked?',
  },
  typed: {
    claim: 'TypeScript, Rust and WebAssembly are first-class.',
    asks: 'Are services typed, and is the type checker strict?',
  },
  maturity: {
    claim: 'Battle-tested against early days.',
    asks: 'Is anything past its end of life, a prerelease, below 1.0, or left by its maintainers?',
  },
  familiarity: {
    claim: 'No new language for the sake of hype.',
    asks: 'Does a change bring a language or framework that the repository has not used?',
  },
  community: {
    claim: 'Documentation and active communities make a stack maintainable.',
    asks: 'How do the technologies stand: maintained, documented, released?',
  },
};

interface Row {
  readonly id: string;
  readonly name: string;
  readonly word: string;
  readonly standing?: string;
  readonly note?: string;
}

/** docs/article.md: each claim with its rules, each technology that the article names with its standing today. */
export function articlePage(rules: readonly Rule[]): string {
  const sections = Object.entries(claims).map(([key, { claim, asks }]) => {
    const serving = rules.filter(({ article }) => article === key);
    const list = serving.map(({ id }) => `[${id}](rules/${id}.md)`).join(' · ');
    return `## ${key}\n\n${claim}\n\n*The audit asks:* ${asks}\n\n${list === '' ? 'No rule yet.' : list}`;
  });
  const rows = technologies().map(
    ({ id, name, word, standing, note }) =>
      `| ${name} | \`${id}\` | ${word} | ${[standing, note].filter(Boolean).join(': ')} |`,
  );
  return `<!-- made of the rule files by npm run docs -->\n\n# The article's claims\n\nThe rules are drawn from an article on what backend developers prioritise in 2026.\n\n${sections.join('\n\n')}\n\n## Technologies that it names\n\n| technology | id | the article's name | standing |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function technologies(): Row[] {
  return tomlFiles('rules/technologies')
    .map((path) => parseToml(path, readFileSync(join(root, path), 'utf8')).value as Record<string, string>)
    .filter(({ article }) => article !== undefined)
    .map((data) => ({
      id: data['id'] ?? '',
      name: data['name'] ?? '',
      word: data['article'] ?? '',
      standing: data['standing'],
      note: data['standing-note'],
    }))
    .sort((one, other) => (one.word < other.word ? -1 : one.word > other.word ? 1 : one.id < other.id ? -1 : 1));
}
