// Rebar3's configuration.
import type { Dependency, Scope } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { type Reading, reading } from '../model/reading.ts';
import { directoryOf, fileNameOf } from './directory.ts';
import { rebarDependency } from './erlang-deps.ts';
import { erlangTerms, propertyOf } from './erlang.ts';
import type { Reader } from './reader.ts';
import type { Term } from './terms.ts';

const name = 'rebar.config';

/** The manifest of Erlang projects: property lists as plain terms. */
export const rebarConfig: Reader = {
  name,
  specifications: ['https://rebar3.org/docs/configuration/configuration/'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/rebar.config'],
  read,
};

function read(path: string, text: string): Reading {
  const { terms } = erlangTerms(text);
  const dependencies = listed(path, propertyOf(terms, 'deps'), 'runtime');
  for (const key of ['plugins', 'project_plugins']) dependencies.push(...listed(path, propertyOf(terms, key), 'build'));
  for (const profile of propertyOf(terms, 'profiles')?.items ?? []) {
    const environment = profile.items[0]?.text ?? '';
    const scope = environment === 'test' ? 'test' : environment === 'prod' ? 'runtime' : 'development';
    dependencies.push(...listed(path, propertyOf(profile.items[1]?.items ?? [], 'deps'), scope, environment));
  }
  const minimum = propertyOf(terms, 'minimum_otp_vsn');
  const signs: Sign[] = [];
  const sign = (key: string, kind: Sign['for'], reason: string): void => {
    const term = terms.find(({ items }) => items[0]?.text === key);
    if (term) signs.push({ for: kind, reason, at: { path, line: term.line } });
  };
  sign('relx', 'service', 'defines a release (relx)');
  sign('escript_main_app', 'tool', 'builds an escript');
  const directory = directoryOf(path);
  return reading(path, name, {
    project: {
      ecosystem: 'hex',
      name: directory === '' ? undefined : fileNameOf(directory),
      at: { path, line: 1 },
      languages: ['erlang'],
      signs,
    },
    dependencies,
    runtimes:
      minimum?.kind === 'text'
        ? [
            {
              technology: 'beam',
              requirement: minimum.text,
              strength: 'minimum',
              at: { path, line: minimum.line },
            },
          ]
        : [],
    diagnostics:
      terms.length === 0 && text.trim() !== '' ? [{ message: 'no Erlang terms found', at: { path, line: 1 } }] : [],
  });
}

function listed(path: string, list: Term | undefined, scope: Scope, group?: string): Dependency[] {
  const entries = list?.kind === 'list' ? list.items : [];
  return entries.flatMap((entry) => rebarDependency(path, entry, scope, group) ?? []);
}
