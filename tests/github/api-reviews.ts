import { ApiError, type Call, type Route } from './api-answer.ts';
import type { JsonObject } from './api-description.ts';
import { changedFiles, pull } from './api-pulls.ts';
import { reviewJson } from './api-resources.ts';
import type { ReviewComment } from './api-store.ts';

const states = { COMMENT: 'COMMENTED', APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED' } as const;

/** Reviews: https://docs.github.com/rest/pulls/reviews */
export const reviewRoutes: Record<string, Route> = {
  'pulls/create-review': async (call) => {
    const { world, repository } = call;
    const { number, head } = pull(call);
    const { event = 'PENDING', body = '', commit_id: commit = head.sha, comments = [] } = call.body;
    const state = states[event as keyof typeof states] ?? 'PENDING';
    if (state !== 'APPROVED' && String(body).trim() === '') throw unprocessable('Body cannot be blank');
    if (commit !== head.sha) throw unprocessable('The commit_id is not part of the pull request');
    const review = {
      ...{ id: world.store.nextId(), pull: number, body: String(body), author: world.viewer, state },
      ...{ commit: String(commit), submittedAt: world.store.now() },
      comments: await lineComments(call, comments as JsonObject[]),
    };
    repository.reviews.push(review);
    return { status: 200, body: reviewJson(world, repository, review) };
  },
};

/** The comments of a review; GitHub refuses all of it if one is not on the diff. */
async function lineComments(call: Call, comments: JsonObject[]): Promise<ReviewComment[]> {
  const { base, head } = pull(call);
  const files = await changedFiles(call, `${base.sha}...${head.sha}`);
  return comments.map(({ path, body, line, side, start_line: start, start_side: startSide }) => {
    const patch = files.find(({ filename }) => filename === path)?.['patch'];
    if (patch === undefined) throw unprocessable('Pull request review thread path is invalid');
    if (side !== 'RIGHT' || (startSide ?? 'RIGHT') !== 'RIGHT')
      throw unprocessable('the double plays the right side only');
    const hunks = rightHunks(String(patch));
    const [from, to] = [Number(start ?? line), Number(line)];
    const inside = hunks.some(([first, last]) => first <= from && to <= last);
    if (!inside || from > to) throw unprocessable('Pull request review thread line must be part of the diff');
    if (start !== undefined && from === to)
      throw unprocessable('Pull request review thread start line must precede the end line.');
    if ([...String(body)].length > 65_536) throw unprocessable('Body is too long (maximum is 65536 characters)');
    return { path: String(path), body: String(body), line: to, ...(start === undefined ? {} : { startLine: from }) };
  });
}

/** First and last line of each hunk's right side. */
function rightHunks(patch: string): [number, number][] {
  return [...patch.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].map(([, start, count]) => [
    Number(start),
    Number(start) + Number(count ?? 1) - 1,
  ]);
}

function unprocessable(message: string): ApiError {
  return new ApiError(422, 'Unprocessable Entity', { errors: [message] });
}
