import type { Instruction } from '../../model/dockerfile.ts';
import type { FactType } from '../fact-type.ts';
import { type StageSubject, isFinal } from './stage.ts';

export interface InstructionSubject extends StageSubject {
  readonly instruction: Instruction;
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
