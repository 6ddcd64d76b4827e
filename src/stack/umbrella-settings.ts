import { type Reading, reading as readingOf } from '../model/reading.ts';
import { relativeTo } from '../read/directory.ts';
import type { Readings } from './readings.ts';

/**
 * Tells which application of an umbrella each setting of its `config/` is about: they begin with its name, `forum_web.ForumWeb.Endpoint.url`.
 * What is about none of them stays behind.
 */
export function settingsByApplication(
  directories: readonly string[],
  readings: Readings,
): (reading: Reading, above: string) => ReadonlyMap<string, Reading> {
  const applications = new Map<string, string>();
  for (const directory of directories) {
    const manifest = readings.in(directory).find(({ format }) => format === 'mix.exs');
    if (manifest?.project?.name !== undefined) applications.set(manifest.project.name, directory);
  }
  return (reading, above) => {
    const found = new Map<string, Reading & { settings: Reading['settings'][number][] }>();
    if (reading.format !== 'elixir-config' || applications.size === 0) return found;
    for (const setting of reading.settings) {
      const directory = applications.get(setting.key.split('.', 1)[0] ?? '');
      if (directory === undefined || relativeTo(above, directory) === undefined) continue;
      const known = found.get(directory);
      if (known === undefined)
        found.set(directory, { ...readingOf(reading.path, reading.format, {}), settings: [setting] });
      else known.settings.push(setting);
    }
    return found;
  };
}
