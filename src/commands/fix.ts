import type { Report } from '../model/report.ts';
import { forLog } from '../output/safe.ts';
import { applyPatches } from '../tree/apply.ts';

/** More rounds than one line can need: the fix of one finding may make room for that of another, and equal findings are told and mended one by one. */
const mostRounds = 20;

/** Applies the patches of all findings that count, audits again, and tells what was changed. The report of the last audit. */
export function fixed(directory: string, auditNow: () => Report, tell: (text: string) => void): Report {
  let report = auditNow();
  for (let round = 0; round < mostRounds; round++) {
    const patches = report.findings.flatMap(({ patch, status, waiver }) =>
      patch !== null && status !== 'fixed' && waiver === null ? [patch] : [],
    );
    const { applied, left } = applyPatches(directory, patches);
    for (const { path, line, removed, insert, create } of applied) {
      const lines = [...removed.map((text) => `-${text}`), ...insert.map((text) => `+${text}`)];
      const what = create === true ? `made ${path}` : `fixed ${path}:${line}`;
      tell(forLog([what, ...lines.map((text) => `  ${text.replace(/\r$/, '')}`)].join('\n')));
    }
    if (applied.length === 0) {
      for (const { patch, why } of left)
        tell(forLog(`not fixed ${patch.path}${patch.create === true ? '' : `:${patch.line}`}: ${why}`));
      break;
    }
    report = auditNow();
  }
  return report;
}
