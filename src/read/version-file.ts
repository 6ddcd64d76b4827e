// Files that hold the version of one tool: .nvmrc (https://github.com/nvm-sh/nvm#nvmrc), .python-version (https://github.com/pyenv/pyenv#usage),
// .ruby-version (https://github.com/rbenv/rbenv#how-it-works), .java-version (https://www.jenv.be) and their like.
import { type Reading, reading } from '../model/reading.ts';
import { fileNameOf } from './directory.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';
import { collected, toolVersion } from './tool-version.ts';

const name = 'version file';
const technologies: Readonly<Record<string, string>> = {
  '.nvmrc': 'node',
  '.node-version': 'node',
  '.python-version': 'python',
  '.ruby-version': 'ruby',
  '.java-version': 'java',
  '.go-version': 'go',
  '.bun-version': 'bun',
  '.deno-version': 'deno',
  '.dvmrc': 'deno',
  '.zigversion': 'zig',
  '.zig-version': 'zig',
  '.elixir-version': 'elixir',
  '.erlang-version': 'beam',
  '.exenv-version': 'elixir',
  '.php-version': 'php',
  '.phpenv-version': 'php',
  '.perl-version': 'perl',
  '.crystal-version': 'crystal',
  '.swift-version': 'swift',
  '.terraform-version': 'terraform',
  '.opentofu-version': 'opentofu',
};

/** The first line that is neither empty nor a comment counts; others are fall-backs of it. */
export const versionFile: Reader = {
  name,
  specifications: [
    'https://github.com/nvm-sh/nvm#nvmrc',
    'https://github.com/pyenv/pyenv#usage',
    'https://github.com/rbenv/rbenv#how-it-works',
    'https://www.jenv.be',
  ],
  takes: ['runtimes'],
  files: Object.keys(technologies).map((file) => `**/${file}`),
  maxBytes: 64 * 1024,
  read(path, text): Reading {
    const technology = technologies[fileNameOf(path)] ?? '';
    const lines = linesOf(text).map((line) => line.replace(/(?:^|\s)#.*$/, '').trim());
    const first = lines.findIndex((line) => line !== '');
    const at = { path, line: Math.max(first, 0) + 1 };
    if (first < 0) return reading(path, name, { diagnostics: [{ message: 'holds no version', at }] });
    return reading(path, name, collected([toolVersion(technology, lines[first] ?? '', at)]));
  },
};
