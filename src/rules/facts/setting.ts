import type { Component } from '../../model/component.ts';
import type { Setting } from '../../model/setting.ts';
import { fileNameOf } from '../../read/directory.ts';
import type { FactType } from '../fact-type.ts';

export interface SettingSubject {
  readonly setting: Setting;
  readonly component: Component;
}

export const settingFacts: FactType<SettingSubject> = {
  name: 'Setting',
  doc: "One value of a framework's configuration file.",
  fields: {
    key: { type: 'string', doc: 'Dotted, as the framework documents it.', of: ({ setting }) => setting.key },
    value: {
      type: 'string',
      doc: 'The literal value; empty if it is computed or comes from the environment.',
      of: ({ setting }) => setting.value ?? '',
    },
    literal: {
      type: 'bool',
      doc: 'The value stands in the file itself.',
      of: ({ setting }) => setting.value !== undefined || setting.values !== undefined,
    },
    values: {
      type: 'list<string>',
      doc: 'The elements of a list; the value alone otherwise.',
      of: ({ setting }) => setting.values ?? (setting.value === undefined ? [] : [setting.value]),
    },
    fallback: {
      type: 'string',
      doc: 'The literal default of a look-up in the environment.',
      of: ({ setting }) => setting.fallback ?? '',
    },
    format: {
      type: 'string',
      doc: 'django, jvm-application, elixir-config, tsconfig, npmrc …',
      of: ({ setting }) => setting.format,
    },
    profile: {
      type: 'string',
      doc: 'base, production, development, test or example',
      of: ({ setting }) => setting.profile,
    },
    deployed: {
      type: 'bool',
      doc: 'It stands in a file for production or for every environment.',
      of: ({ setting }) => setting.profile === 'production' || setting.profile === 'base',
    },
    replaced: {
      type: 'bool',
      doc: 'A file for production, or one that is read when the release starts, computes the value of the same key.',
      of: ({ setting, component }) =>
        component.settings.some(
          (other) =>
            other !== setting &&
            other.key === setting.key &&
            other.format === setting.format &&
            other.value === undefined &&
            (other.profile === 'production' ||
              (other.profile === 'base' && fileNameOf(other.at.path) === 'runtime.exs')),
        ),
    },
    at: { type: 'Location', doc: 'Where the value stands.', of: ({ setting }) => setting.at },
  },
};
