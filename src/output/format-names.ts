/** The formats that `--format` takes, the usual one first. */
export const formatNames = ['text', 'json', 'markdown', 'annotations', 'sarif', 'html'] as const;
export type FormatName = (typeof formatNames)[number];
