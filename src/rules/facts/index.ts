import type { FactType } from '../fact-type.ts';
import { buildFacts } from './build.ts';
import { commandFacts } from './command.ts';
import { componentFacts } from './component.ts';
import { dependencyFacts } from './dependency.ts';
import { imageFacts } from './image.ts';
import { instructionFacts } from './instruction.ts';
import { locationFacts } from './location.ts';
import { repositoryFacts } from './repository.ts';
import { runtimeFacts } from './runtime.ts';
import { secretFacts } from './secret.ts';
import { settingFacts } from './setting.ts';
import { stageFacts } from './stage.ts';
import { stepFacts } from './step.ts';
import { supportFacts } from './support.ts';
import { technologyFacts } from './technology.ts';
import { variableFacts } from './variable.ts';
import { workloadFacts } from './workload.ts';

/** All that rules can speak of. */
export const factTypes: readonly FactType<never>[] = [
  repositoryFacts,
  componentFacts,
  technologyFacts,
  dependencyFacts,
  runtimeFacts,
  settingFacts,
  commandFacts,
  imageFacts,
  stageFacts,
  instructionFacts,
  stepFacts,
  workloadFacts,
  buildFacts,
  secretFacts,
  variableFacts,
  supportFacts,
  locationFacts,
];
