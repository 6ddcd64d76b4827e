import { ApiError, page, type Call, type Route } from './api-answer.ts';
import { commentJson } from './api-resources.ts';
import type { Comment } from './api-store.ts';

/** Issue comments: https://docs.github.com/rest/issues/comments */
export const commentRoutes: Record<string, Route> = {
  'issues/list-comments': (call) => {
    const issue = issueNumber(call);
    const since = call.query['since'] ?? '';
    const comments = call.repository.comments.filter(
      (comment) => comment.issue === issue && comment.updatedAt >= since,
    );
    return page(call, comments, (comment) => commentJson(call.world, call.repository, comment));
  },
  'issues/create-comment': (call) => {
    const body = checkedBody(call);
    const comment = call.repository.comment(issueNumber(call), body, call.world.viewer);
    const json = commentJson(call.world, call.repository, comment);
    return { status: 201, body: json, headers: { location: String(json['url']) } };
  },
  'issues/get-comment': (call) => ({ status: 200, body: commentJson(call.world, call.repository, existing(call)) }),
  'issues/update-comment': (call) => {
    const comment = existing(call);
    comment.body = checkedBody(call);
    comment.updatedAt = call.world.store.now();
    return { status: 200, body: commentJson(call.world, call.repository, comment) };
  },
  'issues/delete-comment': (call) => {
    const comments = call.repository.comments;
    comments.splice(comments.indexOf(existing(call)), 1);
    return { status: 204 };
  },
};

function issueNumber({ parameters, repository }: Call): number {
  const number = Number(parameters['issue_number']);
  const known = repository.pullRequests.has(number) || repository.comments.some((comment) => comment.issue === number);
  if (!known) throw new ApiError(404, 'Not Found');
  return number;
}

function existing({ parameters, repository }: Call): Comment {
  const comment = repository.comments.find(({ id }) => id === Number(parameters['comment_id']));
  if (!comment) throw new ApiError(404, 'Not Found');
  return comment;
}

function checkedBody({ body }: Call): string {
  const text = typeof body['body'] === 'string' ? body['body'] : '';
  const refuse = (code: string, field: string, message: string) =>
    new ApiError(422, 'Validation Failed', { errors: [{ resource: 'IssueComment', code, field, message }] });
  if ([...text].length > 65_536)
    throw refuse('unprocessable', 'data', 'Body is too long (maximum is 65536 characters)');
  if (text.trim() === '') throw refuse('unprocessable', 'data', 'Body cannot be blank');
  return text;
}
