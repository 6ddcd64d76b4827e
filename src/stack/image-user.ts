import type { BaseFacts } from '../model/base-image.ts';
import type { ImageReference } from '../model/dockerfile.ts';
import type { Image } from '../model/image.ts';
import type { Configuration } from './image-configuration.ts';

type User = Pick<Image, 'user' | 'userAt' | 'runsAsRoot' | 'userReason' | 'changesUser'>;

/** Programs that an entry point started as root uses to go on as somebody else. */
const dropping =
  /^(?:gosu|su-exec|setpriv|chpst|setuidgid|s6-setuidgid|s6-applyuidgid|runuser|su|sudo|chroot|capsh|fixuid|s6-overlay|s6-svscan)$/;

/** Who the container runs as: the last USER of the chain, else the base image's user. Undefined where that cannot be told. */
export function userOf(
  configuration: Configuration,
  base: ImageReference | undefined,
  facts: BaseFacts | undefined,
  programs: readonly string[],
  keepsEntrypoint: boolean,
): User {
  const { user } = configuration;
  const drops =
    programs.find((program) => dropping.test(program)) ??
    (configuration.entrypoint?.words[0] === '/init' || configuration.command?.words[0] === '/init' ? 's6' : undefined);
  const baseDrops = facts?.['drops-privileges'] === true && keepsEntrypoint;
  if (user !== undefined) {
    if (!user.known) return { userAt: user.at, userReason: `USER ${user.text} needs a value that cannot be told` };
    const known = { user: user.text, userAt: user.at };
    if (!isRoot(user.text)) return { ...known, runsAsRoot: false, userReason: `USER ${user.text}` };
    if (drops !== undefined)
      return { ...known, userReason: `it starts as root and ${drops} changes the user`, changesUser: true };
    if (baseDrops)
      return {
        ...known,
        userReason: `it starts as root and the entry point of ${named(base)} changes the user`,
        changesUser: true,
      };
    return { ...known, runsAsRoot: true, userReason: `USER ${user.text}` };
  }
  if (base?.text === 'scratch') return { user: '0', runsAsRoot: true, userReason: 'scratch has only root' };
  if (facts?.platform === 'windows') return { userReason: 'an image of Windows' };
  if (facts?.user === undefined) {
    const reason = base ? `the user of ${named(base)} is not known` : 'the base image cannot be told';
    return { userReason: reason };
  }
  if (!isRoot(facts.user))
    return { user: facts.user, runsAsRoot: false, userReason: `${named(base)} runs as ${facts.user}` };
  if (drops !== undefined)
    return { user: facts.user, userReason: `it starts as root and ${drops} changes the user`, changesUser: true };
  if (baseDrops)
    return { user: facts.user, userReason: `the entry point of ${named(base)} changes the user`, changesUser: true };
  return { user: facts.user, runsAsRoot: true, userReason: `${named(base)} starts as root` };
}

/** As people name it: a digest says nothing to them. */
function named(base: ImageReference | undefined): string {
  return base?.text.split('@', 1)[0] ?? 'the base image';
}

/** `root`, `0`, `0:1000`, `root:app`, and a group without a user. */
export function isRoot(user: string): boolean {
  const [name = ''] = user.trim().split(':');
  return name === '' || name === 'root' || /^0+$/.test(name);
}
