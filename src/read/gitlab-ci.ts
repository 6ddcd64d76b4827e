import type { Command } from '../model/command.ts';
import type { ImageBuild } from '../model/image-build.ts';
import { reading } from '../model/reading.ts';
import { entriesOf, fieldOf, textOf } from './document.ts';
import { dockerBuild, mayBuildImage, literalPath, unknownBuild } from './docker-build-command.ts';
import type { Reader } from './reader.ts';
import { splitCommands } from './shell-words.ts';
import { parseYaml } from './yaml.ts';

const scripts = ['before_script', 'script', 'after_script'];
const mostLines = 5000;

/** Commands of GitLab's jobs and the images they build. */
export const gitlabCi: Reader = {
  name: '.gitlab-ci.yml',
  specifications: ['https://docs.gitlab.com/ci/yaml/'],
  takes: ['commands', 'builds'],
  files: ['.gitlab-ci.yml', '.gitlab-ci.yaml', '.gitlab/**/*.gitlab-ci.yml', '.gitlab/ci/*.yml'],
  read(path, text) {
    const commands: Command[] = [];
    const builds: ImageBuild[] = [];
    const documents = parseYaml(path, text);
    for (const document of documents) {
      for (const [job, value] of entriesOf(document.value)) {
        let directory: string | undefined = '';
        for (const key of scripts) {
          for (const [index, line] of linesOfScript(fieldOf(value, key)).entries()) {
            if (commands.length > mostLines) break;
            const at = { path, line: document.lineOf(job, key, index) };
            for (const { argv, environment } of splitCommands(line)) {
              if (argv.length === 0) continue;
              commands.push({ argv, origin: 'workflow', name: job, environment, at });
              if (argv[0] === 'cd')
                directory = directory === undefined ? undefined : literalPath(directory, argv[1] ?? '');
              const build = dockerBuild(argv, { by: 'gitlab-ci', directory, secrets: new Map(), at });
              if (build) builds.push(build);
            }
          }
        }
      }
    }
    const mayBuild = builds.length === 0 && (mayBuildImage(text) || /^include:/m.test(text));
    return reading(path, this.name, {
      commands,
      builds: mayBuild ? [unknownBuild('gitlab-ci', { path, line: 1 })] : builds,
      diagnostics: documents.flatMap(({ diagnostics }) => diagnostics),
    });
  },
};

/** A script is a text, or a list of texts that may hold lists. */
function linesOfScript(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return value.map((line) =>
    Array.isArray(line) ? line.map((one) => textOf(one) ?? '').join('\n') : (textOf(line) ?? ''),
  );
}
