import type { Diagnostic } from '../model/diagnostic.ts';
import { type Reading, reading } from '../model/reading.ts';
import type { Setting } from '../model/setting.ts';
import type { Workload } from '../model/workload.ts';
import { directoryOf } from './directory.ts';
import { autoscaled, itemsOf, textAt } from './kubernetes-manifest.ts';
import { isController, podWorkloads } from './kubernetes-pod.ts';
import { secretSettings } from './kubernetes-secret.ts';
import type { Reader } from './reader.ts';
import { parseYaml } from './yaml.ts';
import { secretsByForm } from './secret-forms.ts';

/** Kinds of which something is asked; documents of other kinds are not even parsed. */
const wanted =
  /^["']?kind["']?[ \t]*:[ \t]*["']?(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|ReplicationController|Job|CronJob|Pod|Rollout|DeploymentConfig|HorizontalPodAutoscaler|ScaledObject|Secret|(?:[A-Z][A-Za-z]+)?List)\b/m;
const knative = /^apiVersion:[ \t]*["']?serving\.knative\.dev\//m;

const mostDocuments = 2000;

/** Workloads of Kubernetes manifests: one for each container of a pod. */
export const kubernetes: Reader = {
  name: 'kubernetes',
  specifications: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/'],
  takes: ['settings', 'workloads', 'secrets'],
  files: ['**/*.yaml', '**/*.yml'],
  maxBytes: 8 * 1024 * 1024,
  recognises: (text) => isWanted(text) && /^["']?apiVersion["']?[ \t]*:/m.test(text),
  read(path, text) {
    const found: Pick<Reading, 'workloads' | 'settings' | 'diagnostics'>[] = [];
    for (const chunk of documentsIn(text)) {
      if (!isWanted(chunk.text)) continue;
      const template = templateLine(chunk.text);
      if (template === undefined) found.push(documentOf(path, chunk));
      else if (!isOfChart(path)) {
        const message = 'a template of a manifest: it is not judged';
        found.push({ ...none, diagnostics: [{ message, at: { path, line: chunk.before + template } }] });
        break;
      }
    }
    const settings = found.flatMap((one) => one.settings);
    const written = secretsByForm(path, text);
    // Values of a Secret are in base64 in the file.
    const encoded = settings.flatMap(({ value = '', at }) => secretsByForm(path, value).map((one) => ({ ...one, at })));
    return reading(path, this.name, {
      workloads: found.flatMap(({ workloads }) => workloads),
      settings,
      diagnostics: found.flatMap(({ diagnostics }) => diagnostics),
      secrets: [
        ...written,
        ...encoded.filter(({ at }) => !written.some((one) => Math.abs((one.at.line ?? 0) - (at.line ?? 0)) <= 1)),
      ],
    });
  },
};

const none = { workloads: [], settings: [], diagnostics: [] };

function isWanted(text: string): boolean {
  return wanted.test(text) || knative.test(text);
}

/** One document of a file, as text, and the number of lines before it. */
interface Chunk {
  readonly text: string;
  readonly before: number;
}

/** Splits at `---`, which begins a document wherever it stands at the start of a line. https://yaml.org/spec/1.2.2/#912-document-markers */
function documentsIn(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let before = 0;
  for (const mark of text.matchAll(/^---(?=[ \t\r\n]|$)/gm)) {
    if (chunks.length >= mostDocuments) break;
    const chunk = text.slice(start, mark.index);
    chunks.push({ text: chunk, before });
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', at + 1)) before++;
    start = mark.index;
  }
  chunks.push({ text: text.slice(start), before });
  return chunks;
}

/** The line of a template's `{{ … }}` where YAML has no place for it: alone, or as a value without quotes. Inside of a text it is one. */
function templateLine(text: string): number | undefined {
  const found = /^[ \t]*(?:\{\{|\{%)|^[^#\n"'|>]*[:-][ \t]+\{[{%]/m.exec(text);
  return found === null ? undefined : text.slice(0, found.index).split('\n').length;
}

/** Templates of a Helm chart, of which its Chart.yaml speaks once. */
function isOfChart(path: string): boolean {
  return directoryOf(path).split('/').includes('templates');
}

function documentOf(path: string, { text, before }: Chunk): typeof none | Pick<Reading, keyof typeof none> {
  const workloads: Workload[] = [];
  const settings: Setting[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const document of parseYaml(path, text)) {
    for (const { message, at } of document.diagnostics)
      diagnostics.push({ message, at: { path, line: before + (at.line ?? 1) } });
    for (const manifest of itemsOf(path, document, before)) {
      const kind = textAt(manifest, 'kind') ?? '';
      if (kind === 'Secret') settings.push(...secretSettings(manifest));
      else if (kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject') workloads.push(...autoscaled(manifest));
      else if (isController(manifest)) workloads.push(...podWorkloads(manifest));
    }
  }
  return { workloads, settings, diagnostics };
}
