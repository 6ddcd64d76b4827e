import type { ImageReference } from '../model/dockerfile.ts';

/** Takes an image reference apart; undefined if it is none. https://pkg.go.dev/github.com/distribution/reference */
export function parseImageReference(text: string): ImageReference | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 1024) return undefined;
  const match = /^([^@:]*(?::\d+(?=\/))?[^@:]*)(?::([\w][\w.-]{0,127}))?(?:@([a-z0-9+._-]+:[0-9a-fA-F]{32,}))?$/.exec(
    trimmed,
  );
  if (!match) return undefined;
  const [, name = '', tag, digest] = match;
  const { registry, repository } = splitRegistry(name) ?? { repository: '' };
  if (!/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/.test(repository))
    return undefined;
  return {
    text: trimmed,
    ...(registry !== undefined && { registry }),
    repository,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

function splitRegistry(name: string): { registry?: string; repository: string } | undefined {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isRegistry = /[.:A-Z]/.test(first) || first === 'localhost';
  // No host is called so: it is a word that something puts another in the place of.
  if (isRegistry && first.includes('_')) return undefined;
  const registry = isRegistry ? first.toLowerCase() : undefined;
  const repository = isRegistry ? name.slice(slash + 1) : name;
  if (registry === undefined || /^(?:(?:index|registry-1)\.)?docker\.io$/.test(registry))
    return { repository: repository.startsWith('library/') ? repository.slice('library/'.length) : repository };
  return { registry, repository };
}
