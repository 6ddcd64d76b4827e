import type { Scope } from '../model/dependency.ts';
import { directoryOf } from './directory.ts';
import { scopeOfGroup } from './python-scopes.ts';

/** What the path of a requirements file says about it. */
export interface RequirementsName {
  /** The directory that it describes: a file in `requirements/` describes the directory above. */
  readonly directory: string;
  readonly scope: Scope;
  /** The word that tells it from its siblings: `dev` of `requirements-dev.txt`, `base` of `requirements/base.in`; undefined for the plain one. */
  readonly group?: string;
  /** It only limits what other files ask for. */
  readonly constraints: boolean;
}

const folders = /^(?:requirements?|reqs?|pip[-_]requirements)$/i;

/** Reads the path of a requirements file. */
export function requirementsName(path: string): RequirementsName {
  const parts = path.split('/');
  const file = (parts.pop() ?? '').replace(/\.(?:txt|in|pip)$/i, '');
  const folder = parts.findLastIndex((part) => folders.test(part));
  const inside = folder < 0 ? [] : parts.slice(folder + 1);
  const own = file.replace(/requirements?|reqs?(?![a-z])/i, '').replace(/^[-_.\s]+|[-_.\s]+$/g, '');
  const group = [...inside, ...(own === '' ? [] : [own])].join('/');
  return {
    directory: folder < 0 ? directoryOf(path) : parts.slice(0, folder).join('/'),
    scope: scopeOfGroup(group, 'runtime'),
    ...(group !== '' && { group }),
    constraints: /constraint/i.test(file),
  };
}
