import type { Report } from '../model/report.ts';
import type { RecipeContext } from '../recipe/ground.ts';
import { recipeFor } from '../recipe/recipes.ts';

/** More would bury the report. */
const most = 3;

/** A Dockerfile for each service that is new without one, as far as there is a recipe. */
export function withRecipes(report: Report, context: RecipeContext): Report {
  const lacking = report.findings.filter(
    ({ rule, status, waiver }) => rule === 'container/image-missing' && status === 'new' && waiver === null,
  );
  const recipes = lacking.slice(0, most).flatMap(({ component: path }) => {
    const component = context.components.find((one) => one.path === path);
    const recipe = component && recipeFor(component, context);
    if (recipe === undefined || 'cannot' in recipe) return [];
    const { dockerfile, dockerignore, notes, context: from = null } = recipe;
    return [{ component: path, context: from, dockerfile, dockerignore, notes: [...notes] }];
  });
  return recipes.length === 0 ? report : { ...report, recipes };
}
