import { fileURLToPath } from 'node:url';

/** What ships: the action and the command line as `npm run build` made them. */
export const action = fileURLToPath(new URL('../../dist/action.js', import.meta.url));
export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
