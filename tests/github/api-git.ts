import { ApiError, type Answer, type Call, type Route } from './api-answer.ts';
import type { JsonObject } from './api-description.ts';
import { nodeId, ownExample, userJson } from './api-resources.ts';
import { git, type GitObject } from './git.ts';

/**
 * Git's objects and the files in them: https://docs.github.com/rest/git and
 * https://docs.github.com/rest/repos/contents
 */
export const gitRoutes: Record<string, Route> = {
  'git/get-tree': async (call) => {
    const tree = await object(call, `${call.parameters['tree_sha']}^{tree}`, 'Not Found');
    const entries = await listTree(call, tree.oid, call.query['recursive'] !== undefined);
    const limit = call.repository.treeLimit;
    const url = `${api(call)}/git/trees/${tree.oid}`;
    return {
      status: 200,
      body: { sha: tree.oid, url, tree: entries.slice(0, limit), truncated: entries.length > limit },
    };
  },
  'git/get-blob': async (call) => {
    const sha = call.parameters['file_sha']!;
    const blob = /^[0-9a-f]{40}$/.test(sha) ? await object(call, sha, 'Not Found') : undefined;
    if (blob?.type !== 'blob') throw new ApiError(404, 'Not Found');
    if (wantsRaw(call)) return raw(blob);
    const content = base64(blob.content);
    const url = `${api(call)}/git/blobs/${blob.oid}`;
    return {
      status: 200,
      body: { sha, node_id: nodeId('B', sha), size: blob.content.length, url, content, encoding: 'base64' },
    };
  },
  'repos/get-content': async (call) => {
    const ref = call.query['ref'] ?? call.repository.defaultBranch;
    const path = call.parameters['path']!.replace(/\/+$/, '');
    await object(call, `${ref}^{commit}`, `No commit found for the ref ${ref}`);
    const [entry] = await listTree(call, ref, false, path);
    if (!entry || entry['path'] !== path) throw new ApiError(404, 'Not Found');
    if (entry['type'] === 'tree') return directory(call, ref, path);
    const file = entryJson(call, ref, entry);
    if (entry['type'] === 'commit') return { status: 200, body: { ...file, submodule_git_url: '' } };
    const blob = await object(call, String(entry['sha']), 'Not Found');
    if (entry['mode'] === '120000') return { status: 200, body: { ...file, target: blob.content.toString() } };
    if (blob.content.length > 100_000_000) throw tooLarge();
    if (wantsRaw(call)) return raw(blob);
    const large = blob.content.length > 1_000_000; // GitHub gives no content then; only the raw media type does
    const content = large ? { content: '', encoding: 'none' } : { content: base64(blob.content), encoding: 'base64' };
    return { status: 200, body: { ...file, ...content } };
  },
  'repos/get-commit': async (call) => {
    const ref = call.parameters['ref']!;
    const unknown = new ApiError(422, `No commit found for SHA: ${ref}`);
    const commit = await call.repository.objects().read(`${ref}^{commit}`);
    if (!commit) throw unknown;
    if (call.accept.includes('application/vnd.github.sha')) {
      return { status: 200, text: commit.oid, mediaType: 'application/vnd.github.sha', headers: {} };
    }
    return { status: 200, body: commitJson(call, commit) };
  },
  'git/get-ref': async (call) => {
    const ref = `refs/${call.parameters['ref']}`;
    const { oid, type } = await object(call, ref, 'Not Found');
    const url = `${api(call)}/git/${ref}`;
    const target = { sha: oid, type, url: `${api(call)}/git/${type}s/${oid}` };
    return { status: 200, body: { ref, node_id: nodeId('REF', ref), url, object: target } };
  },
};

/** A commit as the commits and comparison endpoints show it, without its files. */
export function commitJson(call: Call, commit: GitObject): JsonObject {
  const { files: _, stats: __, ...example } = ownExample(call.world, 'commit', call.repository.fullName);
  const text = commit.content.toString();
  const hashes = (key: string) =>
    [...text.matchAll(new RegExp(`^${key} ([0-9a-f]{40})$`, 'gm'))].map((match) => match[1]!);
  const person = (key: string): JsonObject => {
    const match = new RegExp(`^${key} (.*) <(.*)> (\\d+) `, 'm').exec(text)!;
    return {
      name: match[1]!,
      email: match[2]!,
      date: new Date(Number(match[3]) * 1000).toISOString().replace('.000', ''),
    };
  };
  const url = `${api(call)}/commits/${commit.oid}`;
  const inner = example['commit'] as JsonObject;
  return {
    ...example,
    sha: commit.oid,
    node_id: nodeId('C', commit.oid),
    url,
    html_url: `${call.world.serverUrl}/${call.repository.fullName}/commit/${commit.oid}`,
    comments_url: `${url}/comments`,
    author: userJson(call.world, 'octocat'),
    committer: userJson(call.world, 'octocat'),
    commit: {
      ...inner,
      url: `${api(call)}/git/commits/${commit.oid}`,
      author: person('author'),
      committer: person('committer'),
      message: text.slice(text.indexOf('\n\n') + 2).trimEnd(),
      tree: { sha: hashes('tree')[0]!, url: `${api(call)}/git/trees/${hashes('tree')[0]}` },
    },
    parents: hashes('parent').map((sha) => ({
      sha,
      url: `${api(call)}/commits/${sha}`,
      html_url: `${api(call)}/commit/${sha}`,
    })),
  };
}

async function object(call: Call, expression: string, otherwise: string): Promise<GitObject> {
  const found = await call.repository.objects().read(expression);
  if (!found) throw new ApiError(404, otherwise);
  return found;
}

async function listTree(call: Call, revision: string, recursive: boolean, path?: string): Promise<JsonObject[]> {
  const options = recursive ? ['-r', '-t'] : [];
  const args = [
    '--literal-pathspecs',
    'ls-tree',
    '-z',
    '-l',
    '--full-tree',
    ...options,
    revision,
    ...(path ? ['--', path] : []),
  ];
  const listing = await git(call.repository.git!, args);
  return listing
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const [, mode, type, sha, size, name] = /^(\d+) (\w+) (\w+) +(\S+)\t([^]*)$/.exec(line)!;
      const kind = type === 'blob' ? 'blobs' : type === 'tree' ? 'trees' : 'commits';
      const entry: JsonObject = { path: name!, mode: mode!, type: type!, sha: sha! };
      if (type === 'blob') entry['size'] = Number(size);
      if (type !== 'commit') entry['url'] = `${api(call)}/git/${kind}/${sha}`;
      return entry;
    });
}

async function directory(call: Call, ref: string, path: string): Promise<Answer> {
  const entries = await listTree(call, `${ref}:${path}`, false);
  const named = entries
    .slice(0, 1000)
    .map((entry) => entryJson(call, ref, { ...entry, path: `${path}/${entry['path']}` }));
  if (!call.accept.includes('application/vnd.github.object')) return { status: 200, body: named };
  const { _links, ...own } = entryJson(call, ref, { path, type: 'tree', sha: '' });
  return { status: 200, body: { ...own, _links: _links!, entries: named }, mediaType: 'application/vnd.github.object' };
}

function entryJson(call: Call, ref: string, entry: JsonObject): JsonObject {
  const path = String(entry['path']);
  const kind = { tree: 'dir', commit: 'submodule', blob: entry['mode'] === '120000' ? 'symlink' : 'file' }[
    String(entry['type'])
  ]!;
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  const self = `${api(call)}/contents/${escaped}?ref=${encodeURIComponent(ref)}`;
  const gitUrl = `${api(call)}/git/${kind === 'dir' ? 'trees' : 'blobs'}/${entry['sha']}`;
  const html = `${call.world.serverUrl}/${call.repository.fullName}/blob/${ref}/${escaped}`;
  return {
    name: path.split('/').at(-1)!,
    path,
    sha: entry['sha']!,
    size: entry['size'] ?? 0,
    url: self,
    html_url: html,
    git_url: gitUrl,
    download_url: kind === 'file' || kind === 'symlink' ? html.replace('/blob/', '/raw/') : null,
    type: kind,
    _links: { self, git: gitUrl, html },
  };
}

function api({ world, repository }: Call): string {
  return `${world.apiUrl}/repos/${repository.fullName}`;
}

function wantsRaw({ accept }: Call): boolean {
  return /application\/vnd\.github\.(v3\.)?raw/.test(accept);
}

function raw(blob: GitObject): Answer {
  return { status: 200, text: blob.content, mediaType: 'application/vnd.github.raw+json; charset=utf-8' };
}

/** GitHub breaks its base64 into lines of sixty characters. */
function base64(content: Buffer): string {
  return content.toString('base64').replace(/(.{60})/g, '$1\n');
}

function tooLarge(): ApiError {
  const message = 'This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API.';
  return new ApiError(403, message, { errors: [{ resource: 'Blob', field: 'data', code: 'too_large' }] });
}
