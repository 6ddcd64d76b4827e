import type { PolicyReference } from '../model/policy-reference.ts';

const form = /^([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/([A-Za-z0-9._-]{1,100})\/\/([^@\s]{1,400})@(\S{1,250})$/;
const howTo = 'Write owner/repo//path/file.yml@ref, for example acme/.github//stack-audit.yml@v3.';

/** Reads a reference; the error says what to write. Only repositories of the same server can be named, never addresses. */
export function parseReference(text: string): PolicyReference | { error: string } {
  const [, owner = '', repo = '', path = '', ref = ''] = form.exec(text) ?? [];
  if (owner === '') {
    const hint = /^[\w-]+\/[\w.-]+\/\/[^@]+$/.test(text)
      ? ' It names no ref: add @ and a tag, a branch or a commit.'
      : ` ${howTo}`;
    return { error: `"${text.slice(0, 100)}" is not a policy reference.${hint}` };
  }
  const segments = path.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..') || /[\\?#%*]/.test(path))
    return { error: `"${path}" is not a path inside of ${owner}/${repo}. ${howTo}` };
  if (/^-|\.\.|[~^:?*[\\]|@\{|\/$|^\/|\/\/|\.lock$/.test(ref))
    return { error: `"${ref}" is not a branch, tag or commit. ${howTo}` };
  if (repo === '.' || repo === '..') return { error: `"${owner}/${repo}" is not a repository. ${howTo}` };
  return { owner, repo, path, ref, text };
}

/** Whether the reference names one commit, which nobody can move. */
export function isPinned({ ref }: Pick<PolicyReference, 'ref'>): boolean {
  return /^[0-9a-f]{40}$/.test(ref);
}

/** One name for one file, however its owner and repository are spelt. */
export function referenceKey({ owner, repo, path, ref }: PolicyReference): string {
  return `${owner.toLowerCase()}/${repo.toLowerCase()}//${path}@${ref}`;
}
