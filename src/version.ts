import manifest from '../package.json' with { type: 'json' };

/** The version of this tool, as package.json has it. */
export const version: string = manifest.version;
