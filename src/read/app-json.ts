// Heroku's description of an application.
import { type Reading, reading } from '../model/reading.ts';
import { fieldOf, isRecord } from './document.ts';
import { parseJson } from './json.ts';
import type { Reader } from './reader.ts';

const name = 'app.json';
/** Keys that Heroku's file has and those of Expo, React Native and mini programs of the same name do not. */
const herokuKeys = ['buildpacks', 'formation', 'addons', 'stack', 'success_url'];

/** Tells that Heroku builds the application with buildpacks, unless its stack is `container`. */
export const appJson: Reader = {
  name,
  specifications: ['https://devcenter.heroku.com/articles/app-json-schema'],
  takes: ['imageBuilders'],
  files: ['**/app.json'],
  read(path, text): Reading {
    const { value, lineOf } = parseJson(path, text);
    const key = isRecord(value) ? herokuKeys.find((one) => Object.hasOwn(value, one)) : undefined;
    if (key === undefined || fieldOf(value, 'expo') !== undefined || fieldOf(value, 'stack') === 'container')
      return reading(path, name, {});
    return reading(path, name, {
      imageBuilders: [{ tool: 'buildpacks', configured: true, at: { path, line: lineOf(key) } }],
    });
  },
};
