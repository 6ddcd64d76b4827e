import { ApiError, page, type Answer, type Call, type Route } from './api-answer.ts';
import type { JsonObject } from './api-description.ts';
import { commitJson } from './api-git.ts';
import { checkRunJson, ownExample, pullRequestJson, repositoryJson, userJson, isBot } from './api-resources.ts';
import type { PullRequest } from './api-store.ts';
import { git } from './git.ts';

/** Repositories, pull requests, comparisons, check runs and who the token is: https://docs.github.com/rest */
export const pullRoutes: Record<string, Route> = {
  'repos/get': ({ world, repository }) => ({ status: 200, body: repositoryJson(world, repository, true) }),
  'pulls/get': (call) => ({ status: 200, body: pullRequestJson(call.world, call.repository, pull(call)) }),
  'pulls/list': (call) => {
    const { state = 'open', head, base } = call.query;
    const asked = [...call.repository.pullRequests.values()].filter((candidate) => {
      const label = `${candidate.head.repository.split('/')[0]}:${candidate.head.ref}`;
      return (
        (state === 'all' || candidate.state === state) &&
        (!head || head === label) &&
        (!base || base === candidate.base.ref)
      );
    });
    return page(call, asked, (candidate) => pullRequestJson(call.world, call.repository, candidate, false));
  },
  'repos/list-pull-requests-associated-with-commit': (call) => {
    const sha = call.parameters['commit_sha'];
    const own = [...call.repository.pullRequests.values()].filter(
      ({ head, mergeSha }) => head.sha === sha || mergeSha === sha,
    );
    return page(call, own, (candidate) => pullRequestJson(call.world, call.repository, candidate, false));
  },
  'pulls/list-files': async (call) => {
    const { base, head } = pull(call);
    const files = await changedFiles(call, `${base.sha}...${head.sha}`);
    return page(call, files.slice(0, 3000), (file) => file);
  },
  'repos/compare-commits-with-basehead': compare,
  'repos/compare-commits': compare,
  'checks/create': (call) => {
    const { output, ...fields } = call.body;
    const run = { id: call.world.store.nextId(), createdAt: call.world.store.now(), fields: {}, annotations: [] };
    call.repository.checkRuns.push(run);
    return { status: 201, body: changed(call, run, { ...fields, ...(output ? { output } : {}) }) };
  },
  'checks/update': (call) => {
    const run = call.repository.checkRuns.find(({ id }) => id === Number(call.parameters['check_run_id']));
    if (!run) throw new ApiError(404, 'Not Found');
    return { status: 200, body: changed(call, run, call.body) };
  },
  'users/get-authenticated': ({ world }) => {
    if (isBot(world.viewer)) throw new ApiError(403, 'Resource not accessible by integration');
    const { plan: _, ...example } = ownExample(
      world,
      'private-user-response-with-public-and-private-profile-information',
      'a/b',
    );
    return { status: 200, body: { ...example, ...userJson(world, world.viewer) } };
  },
  'rate-limit/get': ({ world }) => ({ status: 200, body: ownExample(world, 'rate-limit-overview', 'a/b') }),
};

/** The pull request that a path names. */
export function pull({ parameters, repository }: Call): PullRequest {
  const found = repository.pullRequests.get(Number(parameters['pull_number']));
  if (!found) throw new ApiError(404, 'Not Found');
  return found;
}

function changed(
  { world, repository }: Call,
  run: (typeof repository.checkRuns)[number],
  fields: JsonObject,
): JsonObject {
  const annotations = ((fields['output'] as JsonObject | undefined)?.['annotations'] ?? []) as unknown[];
  Object.assign(run.fields, fields);
  run.annotations.push(...annotations); // an update adds to them, it does not replace them
  return checkRunJson(world, repository, run);
}

async function compare(call: Call): Promise<Answer> {
  const range = call.parameters['basehead'] ?? `${call.parameters['base']}...${call.parameters['head']}`;
  // another repository of the network is named `owner:ref`; here they share one object store
  const [base, head] = range.split('...').map((side) => side.replace(/^[^:]*:/, '')) as [string, string | undefined];
  const objects = call.repository.objects();
  const [baseCommit, headCommit] = await Promise.all([
    objects.read(`${base}^{commit}`),
    objects.read(`${head}^{commit}`),
  ]);
  if (!baseCommit || !headCommit) throw new ApiError(404, 'Not Found');
  const directory = call.repository.git!;
  const merge = await git(directory, ['merge-base', baseCommit.oid, headCommit.oid]).catch(() => '');
  const mergeBase = await objects.read(merge.split('\n')[0]!);
  if (!mergeBase) throw new ApiError(404, `No common ancestor between ${base} and ${head}.`);
  const revisions = async (from: string, to: string) => {
    return (await git(directory, ['rev-list', '--reverse', `${from}..${to}`])).split('\n').filter(Boolean);
  };
  const [ahead, behind] = await Promise.all([
    revisions(baseCommit.oid, headCommit.oid),
    revisions(headCommit.oid, baseCommit.oid),
  ]);
  const commits = await Promise.all(ahead.slice(-250).map((oid) => objects.read(oid)));
  const files = await changedFiles(call, `${mergeBase.oid}..${headCommit.oid}`);
  const status =
    ahead.length === 0 ? (behind.length === 0 ? 'identical' : 'behind') : behind.length === 0 ? 'ahead' : 'diverged';
  const body = {
    ...ownExample(call.world, 'commit-comparison', call.repository.fullName),
    url: `${call.world.apiUrl}/repos/${call.repository.fullName}/compare/${range}`,
    base_commit: commitJson(call, baseCommit),
    merge_base_commit: commitJson(call, mergeBase),
    status,
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: commits.map((commit) => commitJson(call, commit!)),
    files: files.slice(0, 300),
  };
  return { status: 200, body };
}

/** Longer patches are left out. GitHub's own limit is not published. */
const longestPatch = 20_000;

/** The files of a diff as GitHub lists them. */
export async function changedFiles(call: Call, range: string): Promise<JsonObject[]> {
  const head = range.split(/\.{2,3}/)[1]!;
  const diff = (format: string) =>
    git(call.repository.git!, ['diff', '--no-ext-diff', '-M', '-z', '--abbrev=40', format, range]);
  const [raw, counts, patches] = await Promise.all([diff('--raw'), diff('--numstat'), diff('--patch')]);
  const hunks = patches
    .split(/^diff --git /m)
    .slice(1)
    .map((text) => /^@@ [^]*/m.exec(text)?.[0].replace(/\n$/, ''));
  const numbers = new Map(counted(counts));
  const fields = raw.split('\0');
  const files: JsonObject[] = [];
  for (let index = 0; index + 1 < fields.length;) {
    const [, , oldSha, newSha, letter] = fields[index]!.split(' ') as [string, string, string, string, string];
    const renamed = /^[RC]/.test(letter);
    const before = fields[index + 1]!;
    const name = renamed ? fields[index + 2]! : before;
    index += renamed ? 3 : 2;
    const [additions, deletions] = numbers.get(name) ?? [0, 0];
    const status = { A: 'added', D: 'removed', R: 'renamed', C: 'copied', T: 'changed' }[letter[0]!] ?? 'modified';
    const sha = /^0+$/.test(newSha) ? oldSha : newSha;
    const escaped = name.split('/').map(encodeURIComponent).join('/');
    const page = `${call.world.serverUrl}/${call.repository.fullName}`;
    files.push({
      sha,
      filename: name,
      status,
      additions,
      deletions,
      changes: additions + deletions,
      blob_url: `${page}/blob/${head}/${escaped}`,
      raw_url: `${page}/raw/${head}/${escaped}`,
      contents_url: `${call.world.apiUrl}/repos/${call.repository.fullName}/contents/${escaped}?ref=${head}`,
      ...patchOf(hunks[files.length]),
      ...(renamed ? { previous_filename: before } : {}),
    });
  }
  return files;
}

/** Binary files have no patch, nor do files that were renamed only. */
function patchOf(patch: string | undefined): JsonObject {
  return patch === undefined || patch.length > longestPatch ? {} : { patch };
}

function counted(text: string): [string, [number, number]][] {
  const fields = text.split('\0');
  const result: [string, [number, number]][] = [];
  for (let index = 0; index < fields.length && fields[index];) {
    const [added, deleted, path] = fields[index]!.split('\t') as [string, string, string];
    const renamed = path === '';
    result.push([renamed ? fields[index + 2]! : path, [Number(added) || 0, Number(deleted) || 0]]);
    index += renamed ? 3 : 1;
  }
  return result;
}
