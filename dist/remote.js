import { UsageError, exitCodes } from "./start.js";
import { eventPayload, linksOf, notice, pullRequestOfRun, readReportFile, surroundings, tell } from "./tell.js";
import { flagsOf, remoteTree, wantsWithPolicy } from "./stack-audit.js";
import { clientFor, placeOf } from "./client2.js";
import { refusal } from "./refusal.js";
import { remoteRepository } from "./repository.js";
// src/action/relay.ts
/**
* The second of two workflows: comments on a pull request with the report of a run that had no token to do so. The report is data of a stranger: it is
* checked and rendered anew, nothing of it is offered to be copied, and which pull request it is about is asked of GitHub.
*/
async function relay({ file, token, key, mode }, at, payload) {
	const report = readReportFile(file);
	const client = clientFor(token, at.apiUrl);
	const place = placeOf(at.repository);
	try {
		const pull = await pullRequestOfRun(client, place, payload);
		if ("reason" in pull) {
			notice("Stack Audit has not commented", `${pull.reason[0]?.toUpperCase()}${pull.reason.slice(1)}.`);
			return;
		}
		const { number, headSha, baseName } = pull;
		const run = Number(payload["workflow_run"]?.id);
		const runUrl = Number.isSafeInteger(run) ? `${at.serverUrl}/${at.repository}/actions/runs/${run}` : void 0;
		const links = linksOf({
			comparison: { kind: "none" },
			baseName,
			pullRequest: {
				number,
				headSha,
				fromFork: true
			}
		}, {
			...at,
			...runUrl !== void 0 && { runUrl }
		});
		return await tell({
			report,
			place: {
				...place,
				number
			},
			headSha,
			key,
			mode,
			links,
			suggestions: [],
			unverified: true
		}, () => client);
	} catch (error) {
		notice("Stack Audit could not comment", refusal(error, "pull-requests: write"));
		return;
	}
}
// src/commands/comment.ts
/** Comments on the pull request of a finished run with that run's report. For workflows on `workflow_run`. */
async function runComment(args) {
	const { values, positionals } = flagsOf("comment", args, {
		report: { type: "string" },
		key: {
			type: "string",
			default: "default"
		},
		always: { type: "boolean" }
	});
	if (positionals.length > 0) throw new UsageError(`comment: ${positionals[0]} is not understood; say which report with --report FILE`);
	const { GITHUB_TOKEN, GH_TOKEN, GITHUB_EVENT_PATH, GITHUB_REPOSITORY } = process.env;
	const token = GITHUB_TOKEN || GH_TOKEN || "";
	if (values.report === void 0) throw new UsageError("comment: say which report with --report FILE");
	if (token === "") throw new UsageError("comment: set GITHUB_TOKEN to a token with pull-requests: write");
	if (!GITHUB_REPOSITORY || !GITHUB_EVENT_PATH) throw new UsageError("comment: this works in a workflow on workflow_run, which says what run has finished");
	const mode = values.always === true ? "always" : "auto";
	const posted = await relay({
		file: values.report,
		token,
		key: values.key,
		mode
	}, surroundings(process.env), eventPayload(GITHUB_EVENT_PATH));
	if (posted !== void 0) process.stdout.write(`${posted.done}: ${posted.url}\n`);
	return exitCodes.pass;
}
// src/commands/remote-source.ts
/** A repository on GitHub, read through the API without a clone: a listing, and the files that readers want. */
async function remoteSource(place) {
	const [, owner = "", repo = "", ref = "HEAD"] = /^github:([\w-]{1,39})\/([\w.-]{1,100})(?:@(\S{1,250}))?$/.exec(place) ?? [];
	if (owner === "") throw new UsageError(`${place}: write github:OWNER/REPO or github:OWNER/REPO@REF`);
	const { GITHUB_TOKEN, GH_TOKEN, GITHUB_API_URL } = process.env;
	const token = GITHUB_TOKEN || GH_TOKEN || "";
	if (token === "") throw new UsageError(`${place}: set GITHUB_TOKEN. Without one GitHub's API does not answer often enough.`);
	const client = clientFor(token, GITHUB_API_URL || "https://api.github.com");
	const repository = remoteRepository(() => client, {
		owner,
		repo
	});
	const open = async (revision) => {
		try {
			const { sha } = await repository.commit(revision);
			return {
				tree: await remoteTree(repository, sha, wantsWithPolicy),
				revision: sha
			};
		} catch (error) {
			throw new UsageError(`github:${owner}/${repo}@${revision}: ${refusal(error, "contents: read")}`);
		}
	};
	const { tree, revision } = await open(ref);
	const known = new Set(tree.paths);
	return {
		directory: process.cwd(),
		tree,
		file: async (path) => known.has(path) ? tree.text(path) ?? repository.file(revision, path) : void 0,
		base: open
	};
}
export { relay, remoteSource, runComment };
