// Cargo's manifest.
import type { Link } from '../model/link.ts';
import type { Sign, Workspace } from '../model/project.ts';
import { type Reading, reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import type { Setting } from '../model/setting.ts';
import { cargoConstraints, cargoDependencies } from './cargo-dependencies.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { type Document, entriesOf, fieldOf, isRecord, textOf, textsOf } from './document.ts';
import type { Reader } from './reader.ts';
import { parseToml } from './toml.ts';

const name = 'Cargo.toml';

/** The manifest of a crate, of a workspace, or of both. What it inherits with `workspace = true` is left for src/stack to join. */
export const cargoToml: Reader = {
  name,
  specifications: ['https://doc.rust-lang.org/cargo/reference/manifest.html'],
  takes: ['project', 'dependencies', 'constraints', 'variables', 'links', 'runtimes', 'settings'],
  files: ['**/Cargo.toml'],
  read,
};

function read(path: string, text: string): Reading {
  const document = parseToml(path, text);
  const { value, lineOf, diagnostics } = document;
  if (value === undefined) return reading(path, name, { diagnostics });
  const isPackage = isRecord(fieldOf(value, 'package'));
  const rootVersion = textOf(fieldOf(value, 'workspace', 'package', 'rust-version'));
  return reading(path, name, {
    project: {
      ecosystem: 'cargo',
      name: textOf(fieldOf(value, 'package', 'name')),
      version: textOf(fieldOf(value, 'package', 'version')),
      ...programsOf(value),
      at: { path, line: lineOf('package', 'name') },
      languages: ['rust'],
      signs: signsOf(path, document),
      workspace: workspaceOf(path, document),
      aggregator: isPackage ? undefined : true,
    },
    dependencies: cargoDependencies(path, document),
    constraints: cargoConstraints(path, document),
    variables:
      rootVersion === undefined
        ? []
        : [
            {
              name: 'workspace.rust-version',
              value: rootVersion,
              at: { path, line: lineOf('workspace', 'package', 'rust-version') },
            },
          ],
    links: linksOf(path, document),
    runtimes: runtimesOf(path, document),
    settings: settingsOf(path, document),
    diagnostics:
      isPackage || isRecord(fieldOf(value, 'workspace'))
        ? diagnostics
        : [{ message: 'neither a package nor a workspace', at: { path, line: 1 } }],
  });
}

function workspaceOf(path: string, { value, lineOf }: Document): Workspace | undefined {
  if (!isRecord(fieldOf(value, 'workspace'))) return undefined;
  return {
    members: textsOf(fieldOf(value, 'workspace', 'members')),
    excluded: textsOf(fieldOf(value, 'workspace', 'exclude')),
    at: { path, line: lineOf('workspace', 'members') },
  };
}

/** Inherited, the requirement is a reference that src/stack replaces by the workspace's. */
function runtimesOf(path: string, { value, lineOf }: Document): RuntimeRequirement[] {
  const version = fieldOf(value, 'package', 'rust-version');
  const requirement =
    textOf(version) ?? (fieldOf(version, 'workspace') === true ? '${workspace.rust-version}' : undefined);
  if (requirement === undefined) return [];
  return [
    { technology: 'rust', requirement, strength: 'minimum', at: { path, line: lineOf('package', 'rust-version') } },
  ];
}

function linksOf(path: string, { value, lineOf }: Document): Link[] {
  const links: Link[] = [];
  const add = (kind: Link['kind'], directory: unknown, ...keys: string[]): void => {
    const target =
      typeof directory === 'string' ? resolvePath(directoryOf(path), `${directory}/Cargo.toml`) : undefined;
    if (target !== undefined) links.push({ kind, path: target, at: { path, line: lineOf(...keys) } });
  };
  add('parent', fieldOf(value, 'package', 'workspace'), 'package', 'workspace');
  for (const table of ['dependencies', 'dev-dependencies', 'build-dependencies']) {
    for (const [key, entry] of entriesOf(fieldOf(value, table)))
      add('reference', fieldOf(entry, 'path'), table, key, 'path');
  }
  return links;
}

function programsOf(value: unknown): { programs?: readonly string[] } {
  const targets = fieldOf(value, 'bin');
  const names = Array.isArray(targets) ? targets.flatMap((one) => textOf(fieldOf(one, 'name')) ?? []) : [];
  return names.length > 0 ? { programs: names } : {};
}

function signsOf(path: string, { value, lineOf }: Document): Sign[] {
  const signs: Sign[] = [];
  const sign = (kind: Sign['for'], reason: string, ...keys: string[]): void => {
    signs.push({ for: kind, reason, at: { path, line: lineOf(...keys) } });
  };
  if (Array.isArray(fieldOf(value, 'bin'))) sign('program', 'declares a binary target', 'bin');
  else if (fieldOf(value, 'package', 'default-run') !== undefined)
    sign('program', 'has a binary to run', 'package', 'default-run');
  const plugin = textOf(fieldOf(value, 'package', 'name'))?.startsWith('tauri-plugin-') === true;
  if (fieldOf(value, 'dependencies', 'tauri') !== undefined && !plugin)
    signs.push({
      for: 'frontend',
      reason: 'is an application for the desktop (tauri)',
      at: { path, line: lineOf('dependencies', 'tauri') },
      sure: true,
    });
  const isMacro = fieldOf(value, 'lib', 'proc-macro') === true || fieldOf(value, 'lib', 'proc_macro') === true;
  const types = textsOf(fieldOf(value, 'lib', 'crate-type') ?? fieldOf(value, 'lib', 'crate_type'));
  if (isMacro) sign('library', 'is a procedural macro', 'lib', 'proc-macro');
  else if (types.length > 0) sign('library', `is built as ${types.join(', ')}`, 'lib', 'crate-type');
  return signs;
}

/** The edition and the literal values of build profiles. */
function settingsOf(path: string, { value, lineOf }: Document): Setting[] {
  const settings: Setting[] = [];
  const add = (profile: Setting['profile'], ...keys: string[]): void => {
    const text = textOf(fieldOf(value, ...keys));
    if (text !== undefined)
      settings.push({
        key: keys.join('.'),
        value: text,
        format: 'cargo',
        profile,
        at: { path, line: lineOf(...keys) },
      });
  };
  add('base', 'package', 'edition');
  add('base', 'workspace', 'package', 'edition');
  for (const [profile, options] of entriesOf(fieldOf(value, 'profile'))) {
    const environment =
      profile === 'dev' || profile === 'test'
        ? profile === 'dev'
          ? 'development'
          : 'test'
        : profile === 'release'
          ? 'production'
          : 'base';
    for (const [option] of entriesOf(options)) add(environment, 'profile', profile, option);
  }
  return settings;
}
