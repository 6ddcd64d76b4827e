import type { Mended, Patched } from './index.ts';
import { pathIn } from '../../read/directory.ts';

/** By manager: what to replace, by what, and the lock file that has to be in the image by then. */
const installs: Readonly<Record<string, readonly [RegExp, string, RegExp]>> = {
  npm: [/\bnpm (?:install|i)(?=\s|$)/g, 'npm ci', /^package-lock\.json$|^package\*\.json$|^\*\.json$/],
  yarn: [/\byarn(?: install)?(?=\s*(?:$|[&;|]|\s-))/g, 'yarn install --frozen-lockfile', /^yarn\.lock$|^\*\.lock$/],
  pnpm: [/(?<=\s)--no-frozen-lockfile(?=\s|$)/g, '--frozen-lockfile', /^pnpm-lock\.yaml$/],
  bun: [/\bbun (?:install|i)(?=\s|$)/g, 'bun install --frozen-lockfile', /^bun\.lockb?$|^bun\.lock\*$|^\*\.lock$/],
  uv: [/\buv sync(?=\s|$)/g, 'uv sync --locked', /^uv\.lock$|^\*\.lock$/],
};

/** The command that keeps to the lock file, where that has been copied before. */
export function frozenInstall({ line, command, component, image, stage, at }: Patched): Mended {
  const manager = command?.argv[0] ?? '';
  const install = Object.hasOwn(installs, manager) ? installs[manager] : undefined;
  if (install === undefined || !component?.lockfiles.some((lock) => lock.manager === manager)) return undefined;
  const [words, instead, lockfile] = install;
  const brings = image?.copies.some(
    (copy) =>
      copy.stage === stage &&
      copy.from === undefined &&
      (copy.at.line ?? 0) < (at.line ?? 0) &&
      copy.sources.some((source) => /^\.?\/?$/.test(source) || lockfile.test(source.replace(/^\.?\//, ''))),
  );
  return brings === true ? once(line, words, instead) : undefined;
}

/** `apt-get install` asks unless it is answered beforehand. */
export function answered({ line }: Patched): Mended {
  return once(line, /\b((?:apt-get|apt|yum|dnf|microdnf)(?: +-[\w-]+)* +install)(?=\s|$)/g, '$1 -y');
}

/** `sudo` goes where the step runs as root anyway. */
export function withoutSudo({ line, stage, image, at }: Patched): Mended {
  const base = stage && image?.facts.get(stage);
  const asRoot = base?.user === 'root' || base?.user === '0';
  const switched = stage?.instructions.some((one) => one.keyword === 'USER' && (one.at.line ?? 0) < (at.line ?? 0));
  if (!asRoot || stage?.parent !== undefined || switched === true) return undefined;
  return once(line, /(^\s*(?:RUN\s+)?|&& *|; *)sudo +(?=[\w./])/gi, '$1');
}

/** ADD → COPY for directories and files that are no archives: those would be unpacked. */
export function copied({ line, instruction, image, context }: Patched): Mended {
  const sources = instruction?.words.slice(0, -1) ?? [];
  const root = image?.context === undefined ? '' : pathIn(image.context, '');
  const plain = (source: string): boolean => {
    const path = source.replace(/^\.?\/|\/$/g, '');
    return (
      !/[*?[\]$]/.test(source) &&
      (path === '' ||
        path === '.' ||
        (/\.(?:[cm]?[jt]s|json|py|go|rs|rb|php|java|toml|ya?ml|txt|sh|conf|cfg|ini|md|html|css|xml|lock)$/.test(path) &&
          context.paths.has(root + path)) ||
        [...context.paths].some((one) => one.startsWith(`${root}${path}/`)))
    );
  };
  if (sources.length === 0 || (instruction?.flags.some(({ name }) => name !== 'chown' && name !== 'chmod') ?? true))
    return undefined;
  return sources.every(plain) ? once(line, /^(\s*)ADD(?=\s)/gi, '$1COPY') : undefined;
}

/** The line with its one match replaced; undefined if it has none, or more than one. */
function once(line: string, pattern: RegExp, instead: string): Mended {
  return (line.match(pattern) ?? []).length === 1 ? [line.replace(pattern, instead)] : undefined;
}
