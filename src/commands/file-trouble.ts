/** What the system says when the machine, not this tool, is in the way. */
const words: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EDQUOT: 'the quota of the disk is used up',
  EEXIST: 'there is a file of this name where a directory is needed',
  EISDIR: 'it is a directory',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'it does not exist',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'there is a file of this name where a directory is needed',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
};

/** Why a file cannot be read or written, in plain words; undefined for errors that are not about files. */
export function fileTrouble(error: unknown): string | undefined {
  const { code = '', syscall, path } = error as NodeJS.ErrnoException;
  if (syscall === undefined || !Object.hasOwn(words, code)) return undefined;
  return path === undefined ? words[code] : `${path}: ${words[code]}`;
}
