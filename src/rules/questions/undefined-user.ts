import type { Image } from '../../model/image.ts';
import type { Instruction } from '../../model/dockerfile.ts';

/** Users that Debian, Alpine, Ubuntu or Red Hat's images bring, one or the other of them. */
const ofSystems: ReadonlySet<string> = new Set(
  (
    'root daemon bin sys sync adm lp shutdown halt operator games man mail news uucp proxy www-data backup list irc gnats nobody _apt ' +
    'ftp sshd at squid xfs cyrus vpopmail ntp smmsp guest svn postgres dbus tss systemd-coredump systemd-resolve nfsnobody ubuntu nonroot'
  ).split(' '),
);

/** What may create users in ways that text does not tell: their own tools, packages and scripts. */
const mayCreate =
  /passwd|user(?:add|mod)|adduser|sysusers|fixuid|ansible|puppet|\bchef\b|dpkg|\brpm\b|\.(?:deb|rpm|apk|sh|bash|py|run)\b|\bmake\b|\b(?:ba|da|a)?sh\b|setup|install-/i;

/** The user that the image runs as although nothing creates it: not its base image, and nothing in the Dockerfile. Undefined where that cannot be told. */
export function undefinedUser({ user, userAt, chain, facts, base, copies }: Image): string | undefined {
  const name = user?.split(':', 1)[0] ?? '';
  if (userAt === undefined || !/^[A-Za-z_][\w-]*$/.test(name)) return undefined;
  const first = chain[0];
  const ofBase = first && facts.get(first);
  const bare = base?.text === 'scratch';
  // Images of services and tools bring users of their own, as do those that run as another user than root.
  const told = ofBase?.user === 'root' && /^(?:os|sdk|jdk|jre|runtime|static)$/.test(ofBase.role ?? '');
  if (!bare && (!told || ofBase.platform === 'windows' || ofSystems.has(name) || ofBase.users?.includes(name)))
    return undefined;
  if (copies.some((copy) => chain.includes(copy.stage) && mayBringUsers(copy.destination))) return undefined;
  const instructions = chain.flatMap((stage) => stage.instructions);
  return instructions.some((one) => isOpaque(one, name)) ? undefined : name;
}

/** `/`, `/etc` and what lies there: among it may be the list of users. */
function mayBringUsers(destination: string): boolean {
  return /^\/?$|^\/etc(?:\/|$)|\$/.test(destination);
}

function isOpaque({ keyword, text, heredocs, mounts }: Instruction, name: string): boolean {
  if (keyword !== 'RUN') return false;
  const all = [text, ...heredocs.map(({ content }) => content)].join('\n');
  return mayCreate.test(all) || all.includes(name) || mounts.some(({ type }) => type === 'bind');
}
