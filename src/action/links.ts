import type { Event, Surroundings } from '../github/event.ts';
import type { Links } from '../output/markdown-links.ts';
import { version } from '../version.ts';
import type { States } from './states.ts';

/** Where the comment and the summary lead: always to a commit, never to a branch, on the server of this run. */
export function linksOf(event: Event, at: Surroundings, states?: Pick<States, 'base' | 'changed'>): Links {
  return {
    repository: `${at.serverUrl}/${at.repository}`,
    head: event.pullRequest?.headSha ?? at.sha,
    ...(states?.base?.commit !== undefined && { base: states.base.commit }),
    ...(event.baseName !== undefined && { baseName: event.baseName }),
    ...(event.pullRequest !== undefined && { pullRequest: event.pullRequest.number }),
    ...(at.runUrl !== undefined && { run: at.runUrl }),
    ...(at.actionRepository !== undefined && { rulePage: rulePages(at) }),
    ...(states?.changed !== undefined && { changedPaths: states.changed }),
  };
}

function rulePages({ serverUrl, actionRepository, actionRef }: Surroundings): string {
  return `${serverUrl}/${actionRepository}/blob/${actionRef ?? `v${version}`}/docs/rules/{rule}.md`;
}
