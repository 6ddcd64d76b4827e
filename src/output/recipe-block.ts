import type { Report } from '../model/report.ts';
import { details, fenced } from './markdown-blocks.ts';
import { buildCommand, ignoreFileOf } from '../recipe/recipe.ts';
import { asCode, forHtml, prose } from './safe.ts';

/** The files that a service without an image lacks, ready to copy; one line that names the command where there is no room. */
export function recipeBlocks({ recipes = [] }: Report, room: boolean): string[] {
  return recipes.map((recipe) => {
    const { component, context, dockerfile, dockerignore, notes } = recipe;
    // A path that a shell would take for more than a path is not put into a line to copy.
    const named = /^[\w@./-]+$/.test(component) ? ` ${component}` : '';
    const command = asCode(`stack-audit dockerfile${named} --write`);
    if (!room) return `${command} writes the Dockerfile that is missing there.`;
    const build = context === null ? undefined : buildCommand(component, context);
    const built = build === undefined ? '' : ` It is built from the directory above: ${asCode(build)}.`;
    const blocks = [
      `${command} writes both files into ${asCode(component)}.${built}${notes.length === 0 ? '' : ' Look at these first:'}`,
      ...(notes.length === 0 ? [] : [notes.map((note) => `- ${prose(note)}`).join('\n')]),
      fenced('dockerfile', dockerfile.trimEnd().split('\n')),
      asCode(ignoreFileOf(recipe)),
      fenced('', dockerignore.trimEnd().split('\n')),
    ];
    return details(`<b>A Dockerfile for <code>${forHtml(component)}</code></b>`, blocks.join('\n\n'));
  });
}
