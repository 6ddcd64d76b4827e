import { statusOf } from "./refusal.js";
// src/github/policy-source.ts
/** Bytes. The file is refused before it is read. */
const largest = 262144;
const hints = {
	own: "GITHUB_TOKEN reads only its own repository: pass a token that may read this one as policy-token (contents: read).",
	given: "The token needs contents: read on that repository.",
	fork: "Secrets are not given to pull requests from forks: commit .github/stack-audit.lock.json (stack-audit policy lock)."
};
/** Reads policies over GitHub's API: contents: read on the repository that holds them. No other host is asked, whatever a reference says. */
function policySource(client, token) {
	return async (reference) => {
		try {
			return await read(await client(), reference);
		} catch (error) {
			return { refused: reasonFor(error, token) };
		}
	};
}
/** https://docs.github.com/rest/commits/commits#get-a-commit and https://docs.github.com/rest/repos/contents#get-repository-content */
async function read(client, { owner, repo, path, ref }) {
	const commit = /^[0-9a-f]{40}$/.test(ref) ? ref : (await client.rest.repos.getCommit({
		owner,
		repo,
		ref
	})).data.sha;
	const { data } = await client.rest.repos.getContent({
		owner,
		repo,
		path,
		ref: commit
	});
	if (Array.isArray(data) || data.type !== "file" || !("content" in data)) return { refused: "it is not a file." };
	if (data.size > largest) return { refused: `it is larger than ${largest / 1024} KB.` };
	return {
		text: Buffer.from(data.content, "base64").toString("utf8"),
		commit
	};
}
function reasonFor(error, token) {
	const status = statusOf(error);
	if (status === 404 || status === 403) return `${status === 404 ? "404 Not Found (repository, path or ref does not exist, or the token cannot see it)" : "403 Forbidden"}. ${hints[token]}`;
	const said = error instanceof Error ? error.message.split("\n", 1)[0] ?? "" : String(error);
	return `${status === void 0 ? "" : `${status} `}${said}.`;
}
export { policySource };
