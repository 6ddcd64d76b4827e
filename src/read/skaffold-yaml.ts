import type { ImageBuild } from '../model/image-build.ts';
import { reading } from '../model/reading.ts';
import { directoryOf } from './directory.ts';
import { entriesOf, fieldOf, isRecord, textOf } from './document.ts';
import { literal, literalPath } from './docker-build-command.ts';
import type { Reader } from './reader.ts';
import { type YamlDocument, parseYaml } from './yaml.ts';

/** The artifacts that Skaffold builds. */
export const skaffoldYaml: Reader = {
  name: 'skaffold.yaml',
  specifications: ['https://skaffold.dev/docs/references/yaml/'],
  takes: ['builds'],
  files: ['**/skaffold.yaml', '**/skaffold.yml'],
  recognises: (text) => /^apiVersion:[ \t]*["']?skaffold\//m.test(text),
  read(path, text) {
    const documents = parseYaml(path, text);
    return reading(path, this.name, {
      builds: documents.flatMap((document) => artifactsOf(path, document)),
      diagnostics: documents.flatMap(({ diagnostics }) => diagnostics),
    });
  },
};

function artifactsOf(path: string, document: YamlDocument): ImageBuild[] {
  const artifacts = fieldOf(document.value, 'build', 'artifacts');
  if (!Array.isArray(artifacts)) return [];
  return artifacts.flatMap((artifact, index): ImageBuild[] => {
    const image = textOf(fieldOf(artifact, 'image'));
    if (image === undefined) return [];
    const docker = fieldOf(artifact, 'docker');
    const byTool =
      isRecord(artifact) && Object.keys(artifact).some((key) => /^(?:jib|buildpacks|ko|bazel|custom)$/.test(key));
    const context = literalPath(directoryOf(path), textOf(fieldOf(artifact, 'context')) ?? '.');
    const dockerfile =
      context === undefined || byTool
        ? undefined
        : literalPath(context, textOf(fieldOf(docker, 'dockerfile')) ?? 'Dockerfile');
    const target = literal(textOf(fieldOf(docker, 'target')));
    const given = entriesOf(fieldOf(docker, 'buildArgs')).flatMap(([name, value]): [string, string][] => {
      const text = literal(textOf(value));
      return text === undefined ? [] : [[name, text]];
    });
    return [
      {
        by: 'skaffold',
        ...(context !== undefined && { context }),
        ...(dockerfile !== undefined && { dockerfile }),
        ...(target !== undefined && { target }),
        arguments: Object.fromEntries(given),
        secretArguments: [],
        tags: [image],
        tagsKnown: false,
        pushes: false,
        at: { path, line: document.lineOf('build', 'artifacts', index) },
      },
    ];
  });
}
