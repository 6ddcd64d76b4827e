import { buildToolsKept } from '../build-tools.ts';
import type { FactType } from '../fact-type.ts';
import type { ImageSubject } from './image.ts';

/** What of a build stays in an image that its process has no use for. */
export const weightFields: FactType<ImageSubject>['fields'] = {
  build_tools: {
    type: 'string',
    doc: 'The compilers, build systems and headers that the final chain installs and keeps; empty if none.',
    of: ({ image, component }) => listed(buildToolsKept(image, component)?.names ?? []),
  },
  build_tools_at: {
    type: 'Location',
    doc: 'The first installation of them.',
    of: ({ image, component }) => buildToolsKept(image, component)?.at ?? image.at,
  },
};

const mostNames = 5;

/** Names in one line: the first few, and how many there are beside them. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
