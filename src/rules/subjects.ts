import type { Component } from '../model/component.ts';
import type { Dockerfile, Stage } from '../model/dockerfile.ts';
import type { Location } from '../model/location.ts';
import type { Subject } from '../model/rule.ts';
import type { BuildSubject } from './facts/build.ts';
import type { CommandSubject } from './facts/command.ts';
import type { DependencySubject } from './facts/dependency.ts';
import type { ImageSubject } from './facts/image.ts';
import type { InstructionSubject } from './facts/instruction.ts';
import type { RuntimeSubject } from './facts/runtime.ts';
import type { SecretSubject } from './facts/secret.ts';
import type { SettingSubject } from './facts/setting.ts';
import type { StageSubject } from './facts/stage.ts';
import type { StepSubject } from './facts/step.ts';
import type { TechnologySubject } from './facts/technology.ts';
import type { WorkloadSubject } from './facts/workload.ts';
import type { Workload } from '../model/workload.ts';
import { directoryOf, fileNameOf } from '../read/directory.ts';

/** One item that rules judge: what expressions see of it, where it stands, and what stays the same about it when lines move. */
export interface Item {
  readonly value: object;
  readonly at: Location;
  readonly identity: string;
  readonly technology?: string;
  /** Findings of one rule, of one cause and in the same words are one finding with several places: a workload in several manifests, one image in several workloads. */
  readonly cause?: string;
  /** The Dockerfile that it stands in: comments of other tools there may accept findings. */
  readonly dockerfile?: Dockerfile;
  /** Annotations of its manifest may accept findings, too. */
  readonly workload?: Workload;
}

/** Where a subject is found in a component, and as which fact type rules see it. */
export interface SubjectKind {
  /** Name of its fact type. */
  readonly type: string;
  itemsOf(component: Component): Item[];
}

const whole = (component: Component): Location =>
  component.manifests[0] ?? component.images[0]?.at ?? { path: component.path };

/** Where each subject is found in a component. The repository is judged once, beside them. */
export const subjectKinds: Readonly<Record<Exclude<Subject, 'repository'>, SubjectKind>> = {
  component: { type: 'Component', itemsOf: (component) => [{ value: component, at: whole(component), identity: '' }] },
  technology: {
    type: 'Technology',
    itemsOf: (component) =>
      component.technologies
        .filter((use) => use.strength !== 'weak')
        .map((use): Item => {
          const value: TechnologySubject = { use, component };
          return { value, at: use.at, identity: use.technology.id, technology: use.technology.id };
        }),
  },
  dependency: {
    type: 'Dependency',
    itemsOf: (component) =>
      component.dependencies.map((dependency): Item => {
        const value: DependencySubject = { dependency, component };
        return { value, at: dependency.at, identity: `${dependency.ecosystem}:${dependency.name}` };
      }),
  },
  runtime: {
    type: 'Runtime',
    itemsOf: (component) =>
      component.runtimes.map((runtime): Item => {
        const value: RuntimeSubject = { runtime, component };
        return {
          value,
          at: runtime.at,
          identity: `${runtime.technology} ${runtime.strength}`,
          technology: runtime.technology,
        };
      }),
  },
  setting: {
    type: 'Setting',
    itemsOf: (component) =>
      component.settings.map((setting): Item => {
        const value: SettingSubject = { setting, component };
        return {
          value,
          at: setting.at,
          identity: `${withinComponent(setting.at.path, component)} ${setting.profile} ${setting.key}`,
        };
      }),
  },
  command: {
    type: 'Command',
    itemsOf: (component) =>
      component.commands.map((command): Item => {
        const value: CommandSubject = { command, component };
        return { value, at: command.at, identity: `${command.origin} ${command.name} ${command.argv.join(' ')}` };
      }),
  },
  image: {
    type: 'Image',
    itemsOf: (component) =>
      servedImages(component).map((value) => ({
        value,
        at: value.image.at,
        identity: imageIdentity(value),
        dockerfile: value.image.dockerfile,
      })),
  },
  stage: {
    type: 'Stage',
    itemsOf: (component) =>
      stagesOf(component).map((value) => ({
        value,
        at: value.stage.at,
        identity: `${imageIdentity(value)} ${value.stage.from}`,
        dockerfile: value.image.dockerfile,
      })),
  },
  instruction: {
    type: 'Instruction',
    itemsOf: (component) =>
      instructionsOf(component).map((value) => ({
        value,
        at: value.instruction.at,
        identity: instructionIdentity(value),
        dockerfile: value.image.dockerfile,
      })),
  },
  step: {
    type: 'Step',
    itemsOf: (component) =>
      instructionsOf(component).flatMap((subject) =>
        (subject.instruction.keyword === 'RUN' ? subject.instruction.commands : []).map((command): Item => {
          const value: StepSubject = { ...subject, command };
          const at = { path: subject.instruction.at.path, line: command.line };
          const identity = `${imageIdentity(subject)} RUN ${command.argv.join(' ')}`;
          return { value, at, identity, dockerfile: subject.image.dockerfile };
        }),
      ),
  },
  build: {
    type: 'Build',
    itemsOf: (component) =>
      component.builds.map((build): Item => {
        const value: BuildSubject = { build, component };
        const identity = `${build.at.path} ${build.dockerfile ?? ''} ${build.target ?? ''}`.trimEnd();
        return { value, at: build.at, identity };
      }),
  },
  secret: {
    type: 'Secret',
    itemsOf: (component) =>
      component.secrets.map((secret): Item => {
        const value: SecretSubject = { secret, component };
        return { value, at: secret.at, identity: `${withinComponent(secret.at.path, component)} ${secret.what}` };
      }),
  },
  workload: {
    type: 'Workload',
    itemsOf: (component) =>
      component.workloads.map((workload): Item => {
        const value: WorkloadSubject = { workload, component };
        const { container } = workload;
        const name =
          container === undefined || container === workload.name ? workload.name : `${workload.name} ${container}`;
        const identity = `${withinComponent(workload.at.path, component)} ${name}`;
        return { value, at: workload.at, identity, cause: workload.kind, workload };
      }),
  },
};

/** Only images that are deployed are judged: those of tools, tests and development are listed. */
function servedImages(component: Component): ImageSubject[] {
  return component.images.filter(({ role }) => role === 'service').map((image) => ({ image, component }));
}

/** A stage that several targets share is judged once, where its content ends up in an image if it does. */
function stagesOf(component: Component): StageSubject[] {
  const subjects = new Map<Stage, StageSubject>();
  for (const { image } of servedImages(component)) {
    for (const stage of image.built) {
      if (!subjects.has(stage) || image.chain.includes(stage)) subjects.set(stage, { stage, image, component });
    }
  }
  return [...subjects.values()];
}

function instructionsOf(component: Component): InstructionSubject[] {
  return stagesOf(component).flatMap((subject) =>
    subject.stage.instructions.map((instruction) => ({ ...subject, instruction })),
  );
}

function imageIdentity({ image, component }: ImageSubject): string {
  return `${withinComponent(image.dockerfile.path, component)} ${image.target ?? ''}`.trimEnd();
}

function instructionIdentity(subject: InstructionSubject): string {
  return `${imageIdentity(subject)} ${subject.instruction.keyword} ${subject.instruction.text}`;
}

/** The path of a file below its component, so that renaming the component's directory does not change it. */
export function withinComponent(path: string, component: Component): string {
  const prefix = component.path === '.' ? '' : `${component.path}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : `${fileNameOf(directoryOf(path))}/${fileNameOf(path)}`;
}
