// Render's blueprints.
import { type Reading, reading } from '../model/reading.ts';
import { fieldOf, isRecord, textOf } from './document.ts';
import type { Reader } from './reader.ts';
import { scriptCommands } from './script-commands.ts';
import { parseYaml } from './yaml.ts';

const name = 'render.yaml';
/** Runtimes for which Render makes no image of its own from the source. */
const without = new Set(['docker', 'image', 'static']);

/** The start commands of its services, and whether Render itself makes their images. */
export const renderYaml: Reader = {
  name,
  specifications: ['https://render.com/docs/blueprint-spec'],
  takes: ['commands', 'imageBuilders'],
  files: ['**/render.yaml', '**/render.yml'],
  read(path, text): Reading {
    const [document] = parseYaml(path, text);
    if (!document) return reading(path, name, {});
    const { value, lineOf, diagnostics } = document;
    const services = fieldOf(value, 'services');
    const parts = (Array.isArray(services) ? services : []).filter(isRecord).map((service, index) => {
      const runtime = textOf(service.runtime) ?? textOf(service.env);
      const key = service.runtime === undefined ? 'env' : 'runtime';
      const start = textOf(service.startCommand) ?? textOf(service.dockerCommand) ?? '';
      const at = {
        path,
        line: lineOf('services', index, service.startCommand === undefined ? 'dockerCommand' : 'startCommand'),
      };
      const builds = runtime !== undefined && !without.has(runtime);
      return {
        commands: scriptCommands(start, 'procfile', textOf(service.name) ?? '', at),
        imageBuilders: builds
          ? [{ tool: 'render', configured: true, at: { path, line: lineOf('services', index, key) } }]
          : [],
      };
    });
    return reading(path, name, {
      commands: parts.flatMap(({ commands }) => commands),
      imageBuilders: parts.flatMap(({ imageBuilders }) => imageBuilders),
      diagnostics,
    });
  },
};
