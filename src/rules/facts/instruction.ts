import type { Instruction, Stage } from '../../model/dockerfile.ts';
import { ignoredSources } from '../questions/copied-sources.ts';
import type { FactType } from '../fact-type.ts';
import { isPlaceholder, isSecretLiteral, isSecretName } from '../../read/secret-names.ts';
import { uncheckedTls } from '../questions/unchecked-tls.ts';
import { listed } from './listed.ts';
import { type StageSubject, isFinal } from './stage.ts';

export interface InstructionSubject extends StageSubject {
  readonly instruction: Instruction;
}

/** Official images that tools are copied from by their bare name. */
const officialImages: ReadonlySet<string> = new Set([
  'busybox',
  'alpine',
  'debian',
  'ubuntu',
  'golang',
  'node',
  'python',
  'composer',
  'php',
  'ruby',
  'rust',
  'caddy',
  'nginx',
  'docker',
  'maven',
  'gradle',
  'redis',
  'postgres',
  'mysql',
  'perl',
  'gcc',
  'hashicorp',
  'tianon',
  'bash',
]);

function secrets(
  { keyword, pairs }: Instruction,
  counts: (name: string, value: string | undefined) => boolean,
): string {
  if (keyword !== 'ENV' && keyword !== 'ARG') return '';
  return pairs
    .filter(({ name, value }) => counts(name, value))
    .map(({ name }) => name)
    .join(', ');
}

function isRelativeDirectory({ instruction, stage, image }: InstructionSubject): boolean {
  const absolute = (words: readonly string[]): boolean => /^(?:["']?[/$\\]|["']?[A-Za-z]:)/.test(words.join(' '));
  if (instruction.keyword !== 'WORKDIR' || absolute(instruction.words)) return false;
  const before: Instruction[] = [];
  for (
    let at: Stage | undefined = stage;
    at !== undefined;
    at = at.parent === undefined ? undefined : image.dockerfile.stages[at.parent]
  ) {
    before.push(...(at === stage ? at.instructions.slice(0, at.instructions.indexOf(instruction)) : at.instructions));
  }
  return !before.some(({ keyword, words }) => keyword === 'WORKDIR' && absolute(words));
}

export const instructionFacts: FactType<InstructionSubject> = {
  name: 'Instruction',
  doc: 'One instruction of a Dockerfile, in a stage that is built for the image.',
  fields: {
    keyword: { type: 'string', doc: 'In upper case: RUN, COPY, ENV …', of: ({ instruction }) => instruction.keyword },
    text: {
      type: 'string',
      doc: 'Its arguments without flags, continuations joined.',
      of: ({ instruction }) => instruction.text,
    },
    words: {
      type: 'list<string>',
      doc: 'The strings of the exec form; the words of the line otherwise.',
      of: ({ instruction }) => instruction.words,
    },
    exec_form: { type: 'bool', doc: 'It is in exec form.', of: ({ instruction }) => instruction.form === 'json' },
    names: {
      type: 'list<string>',
      doc: 'The variables that ENV or ARG sets.',
      of: ({ instruction }) => instruction.pairs.map(({ name }) => name),
    },
    from_unknown: {
      type: 'bool',
      doc: 'Its --from is neither a stage nor a number, nor does it look like an image: no slash, tag or digest, and no official image of that name.',
      of: ({ instruction, stage, image }) => {
        const from = instruction.flags.find(({ name }) => name === 'from')?.value ?? '';
        if (from === '' || /[/:@.$]/.test(from) || instruction.fromStage !== undefined || officialImages.has(from))
          return false;
        return /^\d+$/.test(from)
          ? Number(from) >= stage.index
          : !image.dockerfile.stages.some(({ name }) => name === from.toLowerCase());
      },
    },
    overridden: {
      type: 'bool',
      doc: 'A later instruction of the same keyword in the same stage takes its place.',
      of: ({ instruction, stage }) =>
        stage.instructions
          .slice(stage.instructions.indexOf(instruction) + 1)
          .some(({ keyword }) => keyword === instruction.keyword),
    },
    relative_directory: {
      type: 'bool',
      doc: 'It is a WORKDIR whose path is relative, and no absolute one stands before it in the chain of stages.',
      of: (subject) => isRelativeDirectory(subject),
    },
    literal_secrets: {
      type: 'string',
      doc: 'The names of variables that hold a secret and get a literal value here, comma-separated.',
      of: ({ instruction }) =>
        secrets(instruction, (name, value) => value !== undefined && isSecretLiteral(name, value)),
    },
    secret_arguments: {
      type: 'string',
      doc: 'The names of build arguments that hold a secret and get no value here, comma-separated.',
      of: ({ instruction }) =>
        instruction.keyword === 'ARG'
          ? secrets(instruction, (name, value) => isSecretName(name) && (value === undefined || isPlaceholder(value)))
          : '',
    },
    ignored_sources: {
      type: 'string',
      doc: 'What a COPY names and the .dockerignore keeps out of the context: "`dist`"; empty if nothing.',
      of: ({ instruction, image }, context) => listed(ignoredSources(instruction.at, image, context)),
    },
    unchecked_tls: {
      type: 'string',
      doc: 'What switches the check of certificates off in it, as it is written: `GIT_SSL_NO_VERIFY`, `--insecure`; empty if nothing does.',
      of: ({ instruction }) => uncheckedTls(instruction) ?? '',
    },
    commands: {
      type: 'list<Step>',
      doc: 'The commands of RUN.',
      of: (subject) =>
        subject.instruction.keyword === 'RUN'
          ? subject.instruction.commands.map((command) => ({ ...subject, command }))
          : [],
    },
    final: { type: 'bool', doc: 'It acts on what ends up in the image.', of: isFinal },
    stage: {
      type: 'Stage',
      doc: 'The stage it stands in.',
      of: ({ stage, image, component }) => ({ stage, image, component }),
    },
    at: { type: 'Location', doc: 'Where it stands.', of: ({ instruction }) => instruction.at },
  },
  methods: {
    flag: {
      parameters: ['string'],
      returns: 'string',
      doc: 'The value of a flag such as `from` or `chmod`; empty if it is not set.',
      of: ({ instruction }, _context, name: string) =>
        instruction.flags.find((flag) => flag.name === name)?.value ?? '',
    },
    value: {
      parameters: ['string'],
      returns: 'string',
      doc: 'The value that ENV or ARG gives a variable; empty if it gives none.',
      of: ({ instruction }, _context, name: string) =>
        instruction.pairs.find((pair) => pair.name === name)?.value ?? '',
    },
  },
};
