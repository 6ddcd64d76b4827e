import type { ShellCommand } from '../../model/shell-command.ts';
import { devDependenciesAsked, devDependenciesKept } from '../questions/dev-dependencies.ts';
import type { FactType } from '../fact-type.ts';
import { chainOf } from '../../stack/image-chain.ts';
import type { InstructionSubject } from './instruction.ts';
import { isFinal } from './stage.ts';

export interface StepSubject extends InstructionSubject {
  readonly command: ShellCommand;
}

const program = (command: ShellCommand | undefined): string => command?.argv[0]?.replace(/^.*\//, '') ?? '';

/** The last SHELL before it, in its stage or in those that the stage stands on. */
function shellOf({ stage, instruction, image }: StepSubject): readonly string[] {
  const before = stage.instructions.slice(0, stage.instructions.indexOf(instruction));
  const below = chainOf(image.dockerfile, stage).slice(0, -1);
  const all = [...below.flatMap(({ instructions }) => instructions), ...before];
  return all.findLast(({ keyword }) => keyword === 'SHELL')?.words ?? [];
}

export const stepFacts: FactType<StepSubject> = {
  name: 'Step',
  doc: 'One command of a RUN instruction.',
  fields: {
    opens_to_all: {
      type: 'bool',
      doc: 'It lets every user write to files, `chmod 777`, other than those below /tmp and /run.',
      of: ({ command }) =>
        program(command) === 'chmod' &&
        command.argv.some((word) => /^0?777$|^(?:a|o|ugo)?\+rwx$|^[ao]*\+w$/.test(word)) &&
        !command.argv.some((word) => /^\/(?:tmp|var\/tmp|run)(?:\/|$)/.test(word)),
    },
    program: { type: 'string', doc: 'The program without its path.', of: ({ command }) => program(command) },
    argv: { type: 'list<string>', doc: 'All words, quotes removed.', of: ({ command }) => command.argv },
    text: { type: 'string', doc: 'All words joined by spaces.', of: ({ command }) => command.argv.join(' ') },
    prefixes: {
      type: 'list<string>',
      doc: 'What stood in front: sudo, exec, env …',
      of: ({ command }) => command.prefixes,
    },
    environment: {
      type: 'map<string, string>',
      doc: 'Variables set in front of it.',
      of: ({ command }) => command.environment,
    },
    pipes_into: {
      type: 'string',
      doc: 'The program that reads its output; empty if none does.',
      of: ({ command }) => program(command.pipesInto),
    },
    after: {
      type: 'list<string>',
      doc: 'The commands after it in the same instruction, each as its words joined by spaces: the next 100.',
      of: ({ command, instruction }) => {
        const next = instruction.commands.indexOf(command) + 1;
        return instruction.commands.slice(next, next + 100).map(({ argv }) => argv.join(' ').slice(0, 1000));
      },
    },
    cache_mounted: {
      type: 'bool',
      doc: 'Its RUN keeps a cache in a mount, so that it is in no layer.',
      of: ({ instruction }) => instruction.mounts.some(({ type }) => type === 'cache'),
    },
    shell: {
      type: 'list<string>',
      doc: 'The words of the SHELL that runs it; empty for the one of the system.',
      of: shellOf,
    },
    script: { type: 'string', doc: 'The whole text of the instruction.', of: ({ instruction }) => instruction.text },
    options: {
      type: 'list<string>',
      doc: 'Its words that start with a dash, short options split: `-yq` gives `-y` and `-q`.',
      of: ({ command }) =>
        command.argv
          .slice(1)
          .flatMap((word) =>
            /^-[A-Za-z]{2,}$/.test(word)
              ? [...word.slice(1)].map((letter) => `-${letter}`)
              : word.startsWith('-')
                ? [word.split('=', 1)[0] ?? word]
                : [],
          ),
    },
    operands: {
      type: 'list<string>',
      doc: 'Its words after the program that do not start with a dash.',
      of: ({ command }) => command.argv.slice(1).filter((word) => !word.startsWith('-')),
    },
    leave_out: {
      type: 'string',
      doc: 'The option that leaves development packages out, where it installs them without need and they end up in the image; empty otherwise.',
      of: (subject, { text }) => devDependenciesKept(subject, text),
    },
    asks_for_development: {
      type: 'bool',
      doc: 'It installs, by name, what only developers need, and that ends up in the image: `requirements-dev.txt`, `.[test]`.',
      of: (subject) => devDependenciesAsked(subject),
    },
    final: { type: 'bool', doc: 'It acts on what ends up in the image.', of: isFinal },
    stage: {
      type: 'Stage',
      doc: 'The stage it stands in.',
      of: ({ stage, image, component }) => ({ stage, image, component }),
    },
    at: {
      type: 'Location',
      doc: 'Its line.',
      of: ({ command, instruction }) => ({ path: instruction.at.path, line: command.line }),
    },
  },
  methods: {
    environment_of_image: {
      parameters: ['string'],
      returns: 'string',
      doc: 'The literal value of an environment variable that ENV sets in the stage before it; empty if none does.',
      of: ({ stage, instruction }, _context, name: string) =>
        stage.instructions
          .slice(0, stage.instructions.indexOf(instruction))
          .filter(({ keyword }) => keyword === 'ENV')
          .flatMap(({ pairs }) => pairs)
          .findLast((pair) => pair.name === name)?.value ?? '',
    },
    has: {
      parameters: ['string'],
      returns: 'bool',
      doc: 'One of its words is this one.',
      of: ({ command }, _context, word: string) => command.argv.includes(word),
    },
    has_any: {
      parameters: ['list<string>'],
      returns: 'bool',
      doc: 'One of its words is one of these.',
      of: ({ command }, _context, words: readonly string[]) => command.argv.some((word) => words.includes(word)),
    },
  },
};
