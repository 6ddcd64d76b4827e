import type { ImageBuild } from '../model/image-build.ts';
import type { Location } from '../model/location.ts';
import { fieldOf, textOf } from './document.ts';
import { argumentsIn, literal, literalPath } from './docker-build-command.ts';
import { linesOf } from './lines.ts';

/** What is needed of a step. */
export interface ActionStep {
  readonly value: Record<string, unknown>;
  readonly secrets: ReadonlyMap<string, string>;
  fill(text: string): string;
  at(...keys: readonly string[]): Location;
  lineIn(index: number, ...keys: readonly string[]): Location;
}

/** What `docker/build-push-action` and its like build. https://github.com/docker/build-push-action#inputs */
export function actionBuild(step: ActionStep): ImageBuild[] {
  const uses = textOf(step.value['uses'])?.split('@', 1)[0] ?? '';
  if (!/^(?:docker|depot|useblacksmith)\/build-push-action$/.test(uses)) return [];
  const input = (name: string): string | undefined => {
    const text = textOf(fieldOf(step.value['with'], name));
    return text === undefined || text === '' ? undefined : step.fill(text);
  };
  const context = literalPath('', (input('context') ?? '.').replace(/^\{\{ *defaultContext *\}\}:?/, './'));
  const file = input('file');
  const dockerfile = file === undefined ? context && literalPath(context, 'Dockerfile') : literalPath('', file);
  const named = context === '' && file === undefined ? 'Dockerfile' : dockerfile;
  const target = literal(input('target'));
  const tags = itemsOf(input('tags') ?? '');
  const written = textOf(fieldOf(step.value['with'], 'build-args')) ?? '';
  const rows = linesOf(written).map((row, index) => ({ row: row.trim(), index }));
  const given = rows.filter(({ row }) => row !== '');
  const place = (index: number): Location => step.lineIn(given[index]?.index ?? 0, 'with', 'build-args');
  return [
    {
      by: 'workflow',
      ...(context !== undefined && { context }),
      ...(named !== undefined && { dockerfile: named }),
      ...(target !== undefined && { target }),
      ...argumentsIn(
        given.map(({ row }) => step.fill(row).replace(/\$\{\{ *env\.(\w+) *\}\}/g, '$$$1')),
        step.secrets,
        place,
      ),
      tags: tags.filter((tag) => literal(tag) !== undefined),
      tagsKnown: tags.length > 0 && tags.every((tag) => literal(tag) !== undefined),
      pushes: input('push') === 'true',
      at: step.at('uses'),
    },
  ];
}

/** The items of an input that takes a list: one a line, or between commas. */
function itemsOf(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((row) => row.trim())
    .filter((row) => row !== '');
}
