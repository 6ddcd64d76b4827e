import "./client2.js";
import { statusOf } from "./refusal.js";
// src/github/repository.ts
/** A repository read through the API: listings by REST, contents in batches by GraphQL, single ones by REST. Fits src/tree/remote.ts. */
function remoteRepository(client, { owner, repo }) {
	return {
		/** https://docs.github.com/rest/git/trees#get-a-tree */
		async list(tree, recursive) {
			const options = {
				owner,
				repo,
				tree_sha: tree,
				...recursive && { recursive: "1" }
			};
			const { data } = await client().rest.git.getTree(options);
			return {
				entries: data.tree.map(({ mode, type, sha, path, size }) => ({
					mode,
					type: type === "tree" || type === "commit" ? type : "blob",
					object: sha,
					path,
					...size !== void 0 && { size }
				})),
				complete: !data.truncated
			};
		},
		/** https://docs.github.com/graphql/reference/objects#blob. Only whole texts come back. */
		async contents(objects) {
			const found = /* @__PURE__ */ new Map();
			const safe = objects.filter((object) => /^[0-9a-f]{40,64}$/.test(object));
			if (safe.length === 0) return found;
			const query = `query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) {\n${safe.map((object, index) => `f${index}: object(oid: "${object}") { ...content }`).join("\n")}\n} }
        fragment content on GitObject { ... on Blob { oid text isBinary isTruncated } }`;
			const { repository } = await client().graphql(query, {
				owner,
				repo
			});
			for (const blob of Object.values(repository)) {
				if (typeof blob?.oid !== "string" || typeof blob.text !== "string") continue;
				if (blob.isBinary !== true && blob.isTruncated !== true && !blob.text.includes("�")) found.set(blob.oid, Buffer.from(blob.text));
			}
			return found;
		},
		/** https://docs.github.com/rest/git/blobs#get-a-blob */
		async content(object) {
			const { data } = await client().rest.git.getBlob({
				owner,
				repo,
				file_sha: object
			});
			return Buffer.from(data.content, "base64");
		},
		/** One file of a commit; undefined if there is none. https://docs.github.com/rest/repos/contents#get-repository-content */
		async file(commit, path) {
			try {
				const { data } = await client().rest.repos.getContent({
					owner,
					repo,
					path,
					ref: commit
				});
				if (Array.isArray(data) || data.type !== "file") return void 0;
				const bytes = data.content === "" && data.size > 0 ? await this.content(data.sha) : data.content;
				return typeof bytes === "string" ? Buffer.from(bytes, "base64").toString("utf8") : bytes.toString("utf8");
			} catch (error) {
				if (statusOf(error) === 404) return void 0;
				throw error;
			}
		},
		/** The commit that a branch, tag or hash means, and its parents. https://docs.github.com/rest/commits/commits#get-a-commit */
		async commit(revision) {
			const { data } = await client().rest.repos.getCommit({
				owner,
				repo,
				ref: revision,
				per_page: 1
			});
			return {
				sha: data.sha,
				parents: data.parents.map(({ sha }) => sha)
			};
		},
		/** The best common ancestor of two, and what the first means now. https://docs.github.com/rest/commits/commits#compare-two-commits */
		async mergeBase(one, other) {
			const basehead = `${one}...${other}`;
			const { data } = await client().rest.repos.compareCommitsWithBasehead({
				owner,
				repo,
				basehead,
				per_page: 1
			});
			return {
				base: data.merge_base_commit.sha,
				tip: data.base_commit.sha
			};
		}
	};
}
export { remoteRepository };
