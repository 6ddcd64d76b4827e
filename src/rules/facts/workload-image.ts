import type { Image } from '../../model/image.ts';
import { imageOfWorkload } from '../../stack/image-of-workload.ts';
import type { FactType } from '../fact-type.ts';
import { largeHeap } from '../questions/heap.ts';
import { unservedPorts } from '../questions/ports.ts';
import type { WorkloadSubject } from './workload.ts';

function imageOf({ workload, component }: WorkloadSubject): Image | undefined {
  return imageOfWorkload(component, workload);
}

/** What is asked of a workload about the image of this repository that it runs. */
export const imageFields: FactType<WorkloadSubject>['fields'] = {
  image_runs_as_root: {
    type: 'bool',
    doc: 'The image of this repository that it runs starts as root for certain.',
    of: (subject) => imageOf(subject)?.runsAsRoot === true,
  },
  image_runs_as_user: {
    type: 'bool',
    doc: 'The image of this repository that it runs starts as another user than root for certain.',
    of: (subject) => imageOf(subject)?.runsAsRoot === false,
  },
  image_user: {
    type: 'string',
    doc: 'The user of the image of this repository that it runs; empty if it cannot be told.',
    of: (subject) => imageOf(subject)?.user ?? '',
  },
  image_path: {
    type: 'string',
    doc: 'The Dockerfile of the image that it runs; empty if that is not of this repository.',
    of: (subject) => imageOf(subject)?.dockerfile.path ?? '',
  },
  image_at: {
    type: 'Location',
    doc: 'Where the image that it runs says its user; its own place if that is not of this repository.',
    of: (subject) => imageOf(subject)?.userAt ?? imageOf(subject)?.at ?? subject.workload.at,
  },
  image_ports: {
    type: 'string',
    doc: 'The ports that the image of this repository exposes: "3000, 9229".',
    of: (subject) =>
      imageOf(subject)
        ?.ports.map(({ port }) => port)
        .join(', ') ?? '',
  },
  image_ports_at: {
    type: 'Location',
    doc: 'Where the image of this repository exposes its first port; its own place otherwise.',
    of: (subject) => imageOf(subject)?.ports[0]?.at ?? subject.workload.at,
  },
  image_healthcheck: {
    type: 'bool',
    doc: 'The image of this repository that it runs has a HEALTHCHECK.',
    of: (subject) => imageOf(subject)?.healthcheck === true,
  },
  large_heap: {
    type: 'string',
    doc: 'The heap of Java that alone reaches its memory limit, "-Xmx2g", as the workload or the image of this repository that it runs sets it; empty if it does not, or if either cannot be told.',
    of: (subject) => largeHeap(subject.workload, imageOf(subject))?.option ?? '',
  },
  large_heap_at: {
    type: 'Location',
    doc: 'Where that stands; its own place otherwise.',
    of: (subject) => largeHeap(subject.workload, imageOf(subject))?.at ?? subject.workload.at,
  },
  unserved_ports: {
    type: 'string',
    doc: 'Its ports, "8080, 9090", if the image of this repository that it runs serves none of them.',
    of: (subject) => {
      const image = imageOf(subject);
      return image === undefined ? '' : unservedPorts(subject.workload, image, subject.component).join(', ');
    },
  },
};
