import { listed } from './listed.ts';
import { buildToolsKept, debugToolsKept } from '../questions/build-tools.ts';
import { foreignBinary } from '../questions/foreign-binary.ts';
import type { FactType } from '../fact-type.ts';
import type { ImageSubject } from './image.ts';

/** What of its build is in an image: what stays without use, and what cannot start there. */
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
  debug_tools: {
    type: 'string',
    doc: 'The editors, debuggers and network tools that the final chain installs and keeps; empty if none.',
    of: ({ image }) => listed(debugToolsKept(image)?.names ?? []),
  },
  debug_tools_at: {
    type: 'Location',
    doc: 'The first installation of them.',
    of: ({ image }) => debugToolsKept(image)?.at ?? image.at,
  },
  foreign_binary: {
    type: 'string',
    doc: 'Why a program that is copied out of a build stage cannot start in the final image: it was linked for a C library that is not there. Empty if it can, or if that cannot be told.',
    of: ({ image, component }, { text }) => foreignBinary(image, component, text)?.reason ?? '',
  },
  foreign_binary_cgo: {
    type: 'bool',
    doc: 'That program is one of Go, which needs a C library only because of cgo.',
    of: ({ image, component }, { text }) => foreignBinary(image, component, text)?.cgo === true,
  },
  foreign_binary_certain: {
    type: 'bool',
    doc: 'It cannot start whatever it does; otherwise only if it takes functions that the older library lacks.',
    of: ({ image, component }, { text }) => foreignBinary(image, component, text)?.certain === true,
  },
  foreign_binary_built_at: {
    type: 'Location',
    doc: 'The command that builds it.',
    of: ({ image, component }, { text }) => foreignBinary(image, component, text)?.builtAt ?? image.at,
  },
  foreign_binary_copied_at: {
    type: 'Location',
    doc: 'The COPY that puts it into the image.',
    of: ({ image, component }, { text }) => foreignBinary(image, component, text)?.copiedAt ?? image.at,
  },
};
