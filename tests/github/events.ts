import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Json, JsonObject } from './api-description.ts';
import { goneSha } from './git-history.ts';

export type Urls = { apiUrl: string; serverUrl: string };
type Examples = { name: string; examples: JsonObject[] }[];

const require = createRequire(import.meta.url);
let examples: Examples | undefined;

/** GitHub's own example of a webhook's payload, moved to our repository and server. Each call gives a fresh copy. */
export function examplePayload(
  name: string,
  matches: (example: JsonObject) => boolean,
  repository: string,
  urls: Urls,
): JsonObject {
  if (!examples) {
    const file = require.resolve('@octokit/webhooks-examples/api.github.com/index.json');
    examples = JSON.parse(readFileSync(file, 'utf8')) as Examples;
  }
  const example = examples.find((event) => event.name === name)?.examples.find(matches);
  if (!example) throw new Error(`@octokit/webhooks-examples has no such ${name} event`);
  const { full_name } = example['repository'] as { full_name: string };
  const text = JSON.stringify(example)
    .replaceAll('https://api.github.com', urls.apiUrl)
    .replaceAll('https://github.com', urls.serverUrl)
    .replaceAll(full_name, repository);
  const payload = JSON.parse(text) as JsonObject;
  rename(payload, repository);
  return payload;
}

/** In the repository itself, owner and name stand alone, too. */
function rename(value: Json | undefined, fullName: string): void {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value) && value['full_name'] === fullName) {
    const [login, name] = fullName.split('/') as [string, string];
    value['name'] = name;
    value['owner'] = { ...(value['owner'] as JsonObject), login };
  }
  for (const inner of Object.values(value)) rename(inner, fullName);
}

/** What of a pull request is ours. */
export type PullRequestFacts = {
  number: number;
  branch: string;
  source: string;
  author: string;
  said: string;
  headSha: string;
  mergeSha: string;
};

/** A pull request's payload, with the numbers, refs and hashes of ours. */
export function pullRequestPayload(
  action: string,
  repository: string,
  urls: Urls,
  facts: PullRequestFacts,
): JsonObject {
  const event = examplePayload('pull_request', (example) => example['action'] === action, repository, urls);
  const pull = event['pull_request'] as { [key: string]: JsonObject };
  const { base, head } = pull as { base: JsonObject; head: JsonObject };
  const [owner, name] = facts.source.split('/') as [string, string];
  const fork = facts.source !== repository;
  const moved = JSON.parse(JSON.stringify(head['repo']).replaceAll(repository, facts.source)) as JsonObject;
  const person = (login: string) => ({
    ...(pull['user'] as JsonObject),
    login,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
  });
  const number = facts.number;
  const old = String(pull['number']);
  const relinked = JSON.parse(
    JSON.stringify(pull)
      .replaceAll(`/pulls/${old}`, `/pulls/${number}`)
      .replaceAll(`/pull/${old}`, `/pull/${number}`)
      .replaceAll(`/issues/${old}`, `/issues/${number}`),
  ) as JsonObject;
  return {
    ...event,
    number,
    ...(action === 'synchronize' ? { before: goneSha, after: facts.headSha } : {}),
    pull_request: {
      ...relinked,
      ...{ number, user: person(facts.author), title: 'Change something', merge_commit_sha: facts.mergeSha },
      base: { ...base, label: `${repository.split('/')[0]}:main`, ref: 'main', sha: facts.said },
      head: {
        ...{ ...head, label: `${owner}:${facts.branch}`, ref: facts.branch, sha: facts.headSha, user: person(owner) },
        repo: fork ? { ...moved, id: 999_482, name, fork: true, owner: person(owner) } : head['repo']!,
      },
    },
    repository: { ...(event['repository'] as JsonObject), default_branch: 'main' },
    sender: person(facts.author),
  };
}
