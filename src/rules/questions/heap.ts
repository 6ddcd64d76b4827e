import type { Image } from '../../model/image.ts';
import type { Location } from '../../model/location.ts';
import type { Workload } from '../../model/workload.ts';

/** A heap that alone fills the memory which its container may use. */
export interface LargeHeap {
  /** As written: `-Xmx2g`. */
  readonly option: string;
  readonly at: Location;
}

const units: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4, p: 5 };

/**
 * The `-Xmx` that reaches the memory limit of its workload: what the workload says, else what its image does. The JVM takes memory besides its heap,
 * so that the kernel ends it before it is full. Undefined where either is not literal.
 */
export function largeHeap(workload: Workload, image: Image | undefined): LargeHeap | undefined {
  const limit = quantityOf(workload.memoryLimit ?? '');
  if (limit === undefined) return undefined;
  const { command } = workload;
  const said = [
    ...(command === undefined ? [] : [{ text: command.argv.join(' '), at: command.at }]),
    ...workload.environment.map(({ value, at }) => ({ text: value ?? '', at })),
    ...(image === undefined
      ? []
      : [{ text: image.process.join(' '), at: image.command?.at ?? image.entrypoint?.at ?? image.at }]),
    ...[...(image?.environment.values() ?? [])].map(({ value, at }) => ({ text: value ?? '', at })),
  ];
  for (const { text, at } of said) {
    // The last one counts.
    const [option, number = '', unit = ''] =
      [...text.slice(0, 4000).matchAll(/-(?:Xmx|XX:MaxHeapSize=)(\d{1,15})([kmgt]?)(?![\w.])/gi)].at(-1) ?? [];
    if (option === undefined) continue;
    return Number(number) * 1024 ** (units[unit.toLowerCase()] ?? 0) >= limit ? { option, at } : undefined;
  }
  return undefined;
}

/** Bytes of a quantity of Kubernetes (`512Mi`, `1G`, `1.5Gi`) or of compose, whose letters all count by 1024 (`512m`, `1gb`). */
function quantityOf(text: string): number | undefined {
  const [, number, unit = '', binary] = /^(\d+(?:\.\d+)?)\s*([kmgtp]?)(i?)b?$/i.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  // Kubernetes' own decimal units are in capitals; its `m` would be thousandths of a byte.
  const base = binary === '' && /^[MGTP]$/.test(unit) && !/b$/i.test(text) ? 1000 : 1024;
  return Number(number) * base ** (units[unit.toLowerCase()] ?? 0);
}
