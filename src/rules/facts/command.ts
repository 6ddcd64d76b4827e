import type { Command } from '../../model/command.ts';
import type { Component } from '../../model/component.ts';
import type { FactType } from '../fact-type.ts';

export interface CommandSubject {
  readonly command: Command;
  readonly component: Component;
}

export const commandFacts: FactType<CommandSubject> = {
  name: 'Command',
  doc: 'A command line that starts, builds or installs something.',
  fields: {
    program: {
      type: 'string',
      doc: 'The program without its path.',
      of: ({ command }) => command.argv[0]?.replace(/^.*\//, '') ?? '',
    },
    argv: { type: 'list<string>', doc: 'All words.', of: ({ command }) => command.argv },
    text: { type: 'string', doc: 'All words joined by spaces.', of: ({ command }) => command.argv.join(' ') },
    origin: {
      type: 'string',
      doc: 'script, procfile, image, compose, workload, task or workflow',
      of: ({ command }) => command.origin,
    },
    name: {
      type: 'string',
      doc: 'Name of the script, process type, service or task.',
      of: ({ command }) => command.name,
    },
    environment: {
      type: 'map<string, string>',
      doc: 'Environment set for it.',
      of: ({ command }) => command.environment,
    },
    at: { type: 'Location', doc: 'Where it stands.', of: ({ command }) => command.at },
  },
  methods: {
    has: {
      parameters: ['string'],
      returns: 'bool',
      doc: 'One of its words is this one.',
      of: ({ command }, _context, word: string) => command.argv.includes(word),
    },
  },
};
