import { dockerfile } from '../../read/dockerfile.ts';
import { directoryOf, relativeTo } from '../../read/directory.ts';
import { readersOf } from '../../read/files.ts';
import { subjectOf } from '../../stack/attach-images.ts';
import type { FactContext } from '../fact-type.ts';

const isDockerfile = readersOf([dockerfile]);
const known = new WeakMap<FactContext, readonly string[]>();

/** Whether a Dockerfile that was not analysed stands where it may well build what is in this directory: nobody knows then that nothing does. */
export function mayBeBuiltUnread(directory: string, context: FactContext): boolean {
  const subjects = known.get(context) ?? unreadSubjects(context);
  known.set(context, subjects);
  return subjects.some((subject) => relativeTo(subject, directory) !== undefined);
}

function unreadSubjects({ paths, components, text }: FactContext): string[] {
  const built = new Set(components.flatMap(({ images }) => images.map((image) => image.dockerfile.path)));
  return [...paths]
    .filter((path) => isDockerfile(path).length > 0 && !built.has(path) && isUnread(path, text(path)))
    .map((path) => subjectOf(directoryOf(path)));
}

function isUnread(path: string, text: string | undefined): boolean {
  return text === undefined || dockerfile.read(path, text).diagnostics.length > 0;
}
