import { readers } from '../src/read/index.ts';
import type { Part, Reader } from '../src/read/reader.ts';

/** What a reader takes, in the words of those who ask what is read of their files. */
const words: Readonly<Record<Part, string>> = {
  project: 'name and role',
  dependencies: 'dependencies',
  constraints: 'versions for others',
  variables: 'variables',
  links: 'links to other files',
  lockfile: 'resolved versions',
  runtimes: 'runtime versions',
  settings: 'settings',
  commands: 'commands',
  dockerfile: 'image build',
  script: 'shell commands',
  workloads: 'workloads',
  builds: 'image builds',
  imageBuilders: 'image builders',
  patterns: 'patterns',
  secrets: 'written-out secrets',
};

/** docs/formats.md: every file that is read, made of what the readers declare. */
export function formatsPage(): string {
  const rows = [...readers].sort(byName).map((reader) => {
    const [first, ...others] = reader.specifications;
    const more = others.map((link, at) => ` [${at + 2}](${link})`).join('');
    const name = `${first === undefined ? reader.name : `[${cell(reader.name)}](${first})`}${more}`;
    const takes = reader.takes.map((part) => words[part]).join(', ') || 'that it is there';
    return `| ${name} | ${patterns(reader)} | ${takes} | ${size(reader.maxBytes)} |`;
  });
  return `<!-- made of src/read by npm run docs -->

# Which files are read

${readers.length} formats. A file is read by its name, wherever it lies; what git ignores is not read, nor what is vendored, generated or installed. None of it is run,
templates are not rendered, and nothing is fetched. A file over its limit is skipped, and the report says so.

*Versions for others* are those of catalogues, platforms and overrides, for the packages that other files name; *links* are parents, members, included files;\n*image builders* make an image without a Dockerfile.

| format | files | what is taken | limit |
|---|---|---|---|
${rows.join('\n')}
`;
}

function byName(one: Reader, other: Reader): number {
  const [a, b] = [one.name.toLowerCase(), other.name.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `[Dd][Oo]` is any case: it is shown in one. */
function patterns({ files }: Reader): string {
  const shown = files.map((glob) =>
    glob
      .replace(/^\*\*\//, '')
      .replace(
        /\[([A-Z])[a-z]\]((?:\[[A-Z][a-z]\])*)/g,
        (_, first: string, rest: string) => first + rest.replace(/\[[A-Z]([a-z])\]/g, '$1'),
      ),
  );
  return shown.map((glob) => `\`${cell(glob)}\``).join(' ');
}

function size(bytes = 1024 * 1024): string {
  return bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MiB` : `${bytes / 1024} KiB`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
