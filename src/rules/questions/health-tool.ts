import type { BaseFacts } from '../../model/base-image.ts';
import type { Image } from '../../model/image.ts';

/** The HEALTHCHECK that calls a tool which the image does not have. */
export function missingHealthTool(image: Image, base: BaseFacts | undefined): string | undefined {
  const check = image.chain
    .flatMap(({ instructions }) => instructions)
    .findLast(({ keyword }) => keyword === 'HEALTHCHECK');
  if (check === undefined || base === undefined) return undefined;
  const installed = image.chain.some(({ instructions }) =>
    instructions.some(({ keyword, text }) => keyword === 'RUN' && /\b(?:curl|wget)\b/.test(text)),
  );
  if (installed || image.copies.some(({ sources }) => sources.some((source) => /curl|wget|busybox/.test(source))))
    return undefined;
  for (const { argv } of check.commands) {
    const program = argv[0]?.replace(/^.*\//, '');
    if ((program === 'curl' && base.curl === false) || (program === 'wget' && base.wget === false)) return program;
  }
  return undefined;
}
