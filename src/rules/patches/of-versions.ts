import { cycleOf } from '../../versions/cycle.ts';
import { successorOf } from '../../versions/successor.ts';
import type { FactContext } from '../fact-type.ts';
import type { Mended, Patched } from './index.ts';

/** Images whose tags begin with the release cycle, the technology of the version and its lifecycle. */
const images: Readonly<Record<string, readonly [technology: string, lifecycle: string]>> = {
  node: ['node', 'nodejs'],
  python: ['python', 'python'],
  golang: ['go', 'go'],
  ruby: ['ruby', 'ruby'],
  php: ['php', 'php'],
  'eclipse-temurin': ['java', 'eclipse-temurin'],
};

/** Endings that every cycle of these images is published with. Those that name a release of a distribution may be missing for a newer one. */
const endings = /^(?:-(?:slim|alpine|jre|jdk|jre-alpine|jdk-alpine|cli|fpm|apache|cli-alpine|fpm-alpine))?$/;

/** Languages in which only the next major version breaks what is written for the one before. */
const byMajor = new Set(['python', 'ruby', 'php']);

/** The newest supported cycle in the place of `latest` or of one that has ended, the tag's ending kept. */
export function currentTag({ stage, line, component, context }: Patched): Mended {
  const { base } = stage ?? {};
  const known = base?.registry === undefined && base !== undefined && Object.hasOwn(images, base.repository);
  if (!known || base.tag === undefined || base.digest !== undefined) return undefined;
  const [technology, id] = images[base.repository] ?? ['', ''];
  const match = /^(?:latest|(\d+(?:\.\d+){0,2}))(.*)$/.exec(base.tag);
  const newest = newestOf(context, id);
  if (match === null || newest === undefined || !endings.test(match[2] ?? '')) return undefined;
  if (match[1] !== undefined && !compatible(technology, match[1], newest)) return undefined;
  const asked = component?.runtimes.filter((one) => one.technology === technology) ?? [];
  // A pin elsewhere would disagree, and so would a bound above.
  const refused = asked.some(
    ({ requirement, strength }) =>
      cycleOf(requirement, [newest]) === undefined &&
      !(strength === 'minimum' && (technology === 'go' || /^\s*>=?\s*[\d.]+\s*$/.test(requirement.slice(0, 100)))),
  );
  if (refused) return undefined;
  const written = `${base.repository}:${base.tag}`;
  const parts = line.split(written);
  return parts.length === 2 && /^(?:\s|$)/.test(parts[1] ?? '') && /\s$/.test(parts[0] ?? '')
    ? [parts.join(`${base.repository}:${newest}${match[2]}`)]
    : undefined;
}

const versionFiles: Readonly<Record<string, string>> = {
  '.nvmrc': 'nodejs',
  '.node-version': 'nodejs',
  '.python-version': 'python',
  '.ruby-version': 'ruby',
};

/** The newest supported cycle in a file that holds a version and nothing else. */
export function currentVersion({ at, line, runtime, context }: Patched): Mended {
  const id = versionFiles[at.path.slice(at.path.lastIndexOf('/') + 1)];
  const match = /^(v?)(\d+(?:\.\d+){0,2})$/.exec(line.trim());
  const newest = id === undefined ? undefined : newestOf(context, id);
  if (match === null || newest === undefined || !compatible(runtime?.technology ?? '', match[2] ?? '', newest))
    return undefined;
  return id === 'ruby' ? undefined : [`${match[1]}${newest}`];
}

function newestOf({ lifecycle, today }: FactContext, id: string): string | undefined {
  const found = lifecycle(id);
  return found && successorOf(found, today)?.name;
}

function compatible(technology: string, before: string, after: string): boolean {
  return !byMajor.has(technology) || before.split('.')[0] === after.split('.')[0];
}
