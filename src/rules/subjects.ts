import type { Component } from '../model/component.ts';
import type { Location } from '../model/location.ts';
import type { Subject } from '../model/rule.ts';
import type { CommandSubject } from './facts/command.ts';
import type { DependencySubject } from './facts/dependency.ts';
import type { RuntimeSubject } from './facts/runtime.ts';
import type { SettingSubject } from './facts/setting.ts';
import type { TechnologySubject } from './facts/technology.ts';
import { directoryOf, fileNameOf } from '../read/directory.ts';

/** One item that rules judge: what expressions see of it, where it stands, and what stays the same about it when lines move. */
export interface Item {
  readonly value: object;
  readonly at: Location;
  readonly identity: string;
  readonly technology?: string;
}

/** Where a subject is found in a component, and as which fact type rules see it. */
export interface SubjectKind {
  /** Name of its fact type. */
  readonly type: string;
  itemsOf(component: Component): Item[];
}

const whole = (component: Component): Location =>
  component.manifests[0] ?? component.images[0]?.at ?? { path: component.path };

/** Where each subject is found in a component. The repository is judged once, beside them. */
export const subjectKinds: Readonly<Record<Exclude<Subject, 'repository'>, SubjectKind>> = {
  component: { type: 'Component', itemsOf: (component) => [{ value: component, at: whole(component), identity: '' }] },
  technology: {
    type: 'Technology',
    itemsOf: (component) =>
      component.technologies
        .filter((use) => use.strength !== 'weak')
        .map((use): Item => {
          const value: TechnologySubject = { use, component };
          return { value, at: use.at, identity: use.technology.id, technology: use.technology.id };
        }),
  },
  dependency: {
    type: 'Dependency',
    itemsOf: (component) =>
      component.dependencies.map((dependency): Item => {
        const value: DependencySubject = { dependency, component };
        return { value, at: dependency.at, identity: `${dependency.ecosystem}:${dependency.name}` };
      }),
  },
  runtime: {
    type: 'Runtime',
    itemsOf: (component) =>
      component.runtimes.map((runtime): Item => {
        const value: RuntimeSubject = { runtime, component };
        return {
          value,
          at: runtime.at,
          identity: `${runtime.technology} ${runtime.strength}`,
          technology: runtime.technology,
        };
      }),
  },
  setting: {
    type: 'Setting',
    itemsOf: (component) =>
      component.settings.map((setting): Item => {
        const value: SettingSubject = { setting, component };
        return {
          value,
          at: setting.at,
          identity: `${withinComponent(setting.at.path, component)} ${setting.profile} ${setting.key}`,
        };
      }),
  },
  command: {
    type: 'Command',
    itemsOf: (component) =>
      component.commands.map((command): Item => {
        const value: CommandSubject = { command, component };
        return { value, at: command.at, identity: `${command.origin} ${command.name} ${command.argv.join(' ')}` };
      }),
  },
};

/** The path of a file below its component, so that renaming the component's directory does not change it. */
export function withinComponent(path: string, component: Component): string {
  const prefix = component.path === '.' ? '' : `${component.path}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : `${fileNameOf(directoryOf(path))}/${fileNameOf(path)}`;
}
