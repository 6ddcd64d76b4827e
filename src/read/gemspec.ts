import type { Dependency, Scope } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Sign } from '../model/project.ts';
import { type Reading, reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { rubygems } from '../versions/rubygems.ts';
import type { Reader } from './reader.ts';
import { rubyCall, rubyName, rubyValue } from './ruby-calls.ts';
import { rubyStatements } from './ruby-tokens.ts';

export const gemspec: Reader = {
  name: 'gemspec',
  specifications: ['https://guides.rubygems.org/specification-reference/'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/*.gemspec'],
  read,
};

const adders: Readonly<Record<string, Scope>> = {
  add_dependency: 'runtime',
  add_runtime_dependency: 'runtime',
  add_development_dependency: 'development',
};

function read(path: string, text: string): Reading {
  const dependencies: Dependency[] = [];
  const diagnostics: Diagnostic[] = [];
  const runtimes: RuntimeRequirement[] = [];
  const fields = new Map<string, { text: string; line: number }>();
  for (const statement of rubyStatements(text)) {
    const assigned = rubyName(statement, 0);
    const field = assigned?.name.split('.').at(-1) ?? '';
    if (
      assigned !== undefined &&
      assigned.name.includes('.') &&
      statement[assigned.end]?.text === '=' &&
      statement[assigned.end]?.kind === 'mark'
    ) {
      const value = rubyValue(statement, assigned.end + 1, statement.length);
      const known = value.open ? undefined : value.texts.join(', ');
      if (known !== undefined) fields.set(field, { text: known, line: value.line });
      if (known !== undefined && field === 'required_ruby_version')
        runtimes.push({ technology: 'ruby', requirement: known, strength: 'minimum', at: { path, line: value.line } });
      continue;
    }
    const call = rubyCall(statement);
    const adder = call?.name.split('.').at(-1) ?? '';
    const scope = Object.hasOwn(adders, adder) ? adders[adder] : undefined;
    if (call === undefined || scope === undefined) continue;
    const [named, ...versions] = call.positional;
    const name = named?.open === false ? named.texts[0] : undefined;
    if (named === undefined || name === undefined) {
      diagnostics.push({ message: 'a gem is named by something computed', at: { path, line: call.line } });
      continue;
    }
    const requirement = versions.some(({ open }) => open)
      ? undefined
      : versions.flatMap(({ texts }) => texts).join(', ');
    // A gem that asks for its sisters in its own version says nothing that is missed.
    const own = statement.some(({ kind, text: word }) => kind === 'name' && /^version$|VERSION/.test(word));
    if (requirement === undefined && !own)
      diagnostics.push({ message: `the version of ${name.slice(0, 100)} is computed`, at: { path, line: call.line } });
    const resolved = requirement === undefined || requirement === '' ? undefined : rubygems.exact(requirement);
    dependencies.push({
      ecosystem: 'rubygems',
      name,
      ...(requirement !== undefined && requirement !== '' && { requirement }),
      ...(resolved !== undefined && { resolved }),
      scope,
      at: { path, line: versions[0]?.line ?? named.line },
    });
  }
  const name = fields.get('name');
  const signs: Sign[] = [{ for: 'library', reason: 'is described as a gem', at: { path, line: name?.line ?? 1 } }];
  const executables = fields.get('executables');
  if (executables) signs.push({ for: 'tool', reason: 'installs a command', at: { path, line: executables.line } });
  return reading(path, gemspec.name, {
    project: {
      ecosystem: 'rubygems',
      name: name?.text,
      version: fields.get('version')?.text,
      at: { path, line: name?.line ?? 1 },
      languages: ['ruby'],
      signs,
    },
    dependencies,
    runtimes,
    diagnostics,
  });
}
