import type { Dependency } from '../model/dependency.ts';
import type { Image } from '../model/image.ts';
import type { Location } from '../model/location.ts';
import { pythonDependency } from '../read/pep508.ts';
import { commandNameOf } from '../read/shell-prefixes.ts';

type Packages = (words: readonly string[], at: Location) => Dependency[];

/** Options of pip whose next word is their value, a requirements file among them. */
const pipOptions =
  /^(?:-[rcetiufdC]|--(?:requirement|constraint|editable|target|index-url|extra-index-url|find-links|prefix|root|platform|python-version|trusted-host|timeout|retries|upgrade-strategy|proxy|cert|python))$/;

/** Packages that the images of a component install by name: small programs have no other manifest, and servers often stand there alone. */
export function installedPackages(images: readonly Image[]): Dependency[] {
  const found: Dependency[] = [];
  for (const { role, built, dockerfile } of images) {
    if (role !== 'service') continue;
    for (const { keyword, commands } of built.flatMap(({ instructions }) => instructions)) {
      if (keyword !== 'RUN') continue;
      for (const { argv, line } of commands) found.push(...installed(argv, { path: dockerfile.path, line }));
    }
  }
  return found;
}

function installed(argv: readonly string[], at: Location): Dependency[] {
  const [first = '', ...rest] = argv;
  const name = commandNameOf(first);
  if (/^python3?(?:\.\d+)?$/.test(name) && rest[0] === '-m') return installed(rest.slice(1), at);
  if (name === 'uv' && rest[0] === 'pip') return installed(rest, at);
  if (/^pip3?(?:\.\d+)?$/.test(name) && rest[0] === 'install') return python(rest.slice(1), at);
  if (name === 'cpanm') return modules(rest, at);
  if (name === 'cpm' && rest[0] === 'install') return modules(rest.slice(1), at);
  if (name === 'luarocks' && rest[0] === 'install') return rock(rest.slice(1), at);
  if (name === 'gem' && rest[0] === 'install') return gems(rest.slice(1), at);
  return [];
}

/** `pip install gunicorn==23.0.0 "uvicorn[standard]>=0.30"`. https://pip.pypa.io/en/stable/cli/pip_install/ */
const python: Packages = (words, at) => {
  const found: Dependency[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (pipOptions.test(word)) index++;
    else if (/^[A-Za-z][\w.-]*(?:\[[\w,.-]*\])?(?:[=<>!~].*)?$/.test(word)) {
      const made = pythonDependency(word, 'runtime', at);
      if (made) found.push(made);
    }
  }
  return found;
};

const modules: Packages = (words, at) =>
  words.flatMap((word) => {
    const match = /^([A-Z]\w*(?:::\w+)*)(?:[@~](.+))?$/.exec(word);
    if (match?.[1] === undefined) return [];
    const version = match[2] === undefined ? {} : { requirement: match[2] };
    return [{ ecosystem: 'cpan', name: match[1], scope: 'runtime', at, ...version }];
  });

const rock: Packages = (words, at) => {
  const [name, version] = words.filter((word) => /^\w[\w.-]*$/.test(word));
  const requirement = /^\d/.test(version ?? '') ? { requirement: version } : {};
  return name === undefined ? [] : [{ ecosystem: 'luarocks', name, scope: 'runtime', at, ...requirement }];
};

/** `gem install puma -v 7.0.0`, `gem install puma:7.0.0`. */
const gems: Packages = (words, at) => {
  const given = words.findIndex((word) => word === '-v' || word === '--version');
  return words.flatMap((word, index) => {
    const match = /^([a-z][\w-]*)(?::(\d[\w.]*))?$/.exec(word);
    if (match?.[1] === undefined || (given >= 0 && index === given + 1)) return [];
    const requirement = match[2] ?? (given >= 0 ? words[given + 1] : undefined);
    const version = requirement !== undefined && /^\d[\w.]*$/.test(requirement) ? { requirement } : {};
    return [{ ecosystem: 'rubygems', name: match[1], scope: 'runtime', at, ...version }];
  });
};
