import type { CopiedSecret } from '../../model/image.ts';
import { isWholeContext } from '../questions/build-context.ts';
import { endsUp } from '../../stack/copied-files.ts';
import type { FactType } from '../fact-type.ts';
import { missingLines } from '../questions/ignore-lines.ts';
import { missingSources } from '../questions/copied-sources.ts';
import type { ImageSubject } from './image.ts';
import { listed } from './listed.ts';

const mostNamed = 3;

/** "`.env` (`APP_SECRET`), `tls.key` (a private key)" */
function secretsInWords(copied: readonly CopiedSecret[]): string {
  const named = copied.slice(0, mostNamed).map(({ path, secrets }) => {
    const what = [...new Set(secrets.map((secret) => secret.what))];
    const more = what.length > mostNamed ? ', …' : '';
    return `\`${path}\` (${what.slice(0, mostNamed).join(', ')}${more})`;
  });
  const left = copied.length - named.length;
  return named.join(', ') + (left > 0 ? ` and ${left} more` : '');
}

/** What is asked of an image about its build context: what it copies, and what is kept out. */
export const contextFields: FactType<ImageSubject>['fields'] = {
  copies_context: {
    type: 'bool',
    doc: 'It copies its whole build context in.',
    of: ({ image }) => image.copies.some((copy) => isWholeContext(copy)),
  },
  copies_context_at: {
    type: 'Location',
    doc: 'The COPY that does.',
    of: ({ image }) => image.copies.find((copy) => isWholeContext(copy))?.at ?? image.at,
  },
  ships_context: {
    type: 'bool',
    doc: 'What it copies of its whole build context ends up in the final image, not only in a stage that builds.',
    of: ({ image }) => image.copies.some((copy) => isWholeContext(copy) && endsUp('file', copy, image)),
  },
  missing_sources: {
    type: 'string',
    doc: 'What its COPYs name and the repository does not hold, nor anything that may be made before the build: "`server.py`"; empty if nothing.',
    of: ({ image }, context) => listed([...new Set(missingSources(image, context).map(({ source }) => source))]),
  },
  missing_sources_at: {
    type: 'Location',
    doc: 'The first COPY that names one of these.',
    of: ({ image }, context) => missingSources(image, context)[0]?.at ?? image.at,
  },
  missing_sources_besides: {
    type: 'list<Location>',
    doc: 'The other COPYs that name one of these.',
    of: ({ image }, context) => [...new Set(missingSources(image, context).map(({ at }) => at))].slice(1),
  },
  dockerignore: {
    type: 'bool',
    doc: 'A .dockerignore keeps files out of its build context.',
    of: ({ image }) => image.ignoreFile !== undefined,
  },
  dockerignore_lacks: {
    type: 'string',
    doc: 'What its .dockerignore leaves in the context and its tools make anew, or nobody should ship: "`.git`, `node_modules`"; empty if nothing.',
    of: ({ image }, context) => listed(missingLines(image, context)),
  },
  dockerignore_at: {
    type: 'Location',
    doc: 'Its .dockerignore; the final FROM if it has none.',
    of: ({ image }) => (image.ignoreFile === undefined ? image.at : { path: image.ignoreFile.path, line: 1 }),
  },
  copied_secrets: {
    type: 'string',
    doc: 'Files of the repository that hold secrets and end up in it, and what they hold: "`.env` (`APP_SECRET`)"; empty if none.',
    of: ({ image }) => secretsInWords(image.copiedSecrets),
  },
  copied_secrets_certain: {
    type: 'bool',
    doc: 'One of these is a secret for certain, by its form or its value, not by a name alone.',
    of: ({ image }) => image.copiedSecrets.some(({ secrets }) => secrets.some(({ certain }) => certain)),
  },
  copied_secrets_at: {
    type: 'Location',
    doc: 'The COPY that takes the first of these.',
    of: ({ image }) => image.copiedSecrets[0]?.copy.at ?? image.at,
  },
  copied_secret_files: {
    type: 'list<Location>',
    doc: 'Where these secrets stand.',
    of: ({ image }) => image.copiedSecrets.flatMap(({ secrets }) => secrets.slice(0, 1).map(({ at }) => at)),
  },
};
