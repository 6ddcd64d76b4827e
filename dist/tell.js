import { UsageError, forCommand, forLog, forProperty, version } from "./start.js";
import { comment, commentMarker, git, hadSomething, isLoud, json, reviewBody, saysSomething, suggestedBy } from "./stack-audit.js";
import "./client2.js";
import { refusal, statusOf } from "./refusal.js";
import { safeParse } from "./schema.js";
import { Report } from "./policy-file.js";
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
// src/action/log.ts
/** Lines for the log; nothing in them is taken for a command. */
function say(words) {
	process.stdout.write(`${forLog(words)}\n`);
}
/** A workflow command that src/output has made safe. */
function command(line) {
	process.stdout.write(`${line}\n`);
}
/** A remark that GitHub shows on the run's page. */
function notice(title, message) {
	command(`::notice title=${forProperty(title)}::${forCommand(message)}`);
}
/** What makes the step fail; `place` marks a line. */
function error(title, message, place) {
	const at = place && [`file=${forProperty(place.path)}`, `line=${place.line}`];
	if (at !== void 0 && place?.column !== void 0) at.push(`col=${place.column}`);
	command(`::error ${[...at ?? [], `title=${forProperty(title)}`].join(",")}::${forCommand(message)}`);
}
// src/action/links.ts
/** Where the comment and the summary lead: always to a commit, never to a branch, on the server of this run. */
function linksOf(event, at, states) {
	return {
		repository: `${at.serverUrl}/${at.repository}`,
		head: event.pullRequest?.headSha ?? at.sha,
		...states?.base?.commit !== void 0 && { base: states.base.commit },
		...event.baseName !== void 0 && { baseName: event.baseName },
		...event.pullRequest !== void 0 && { pullRequest: event.pullRequest.number },
		...at.runUrl !== void 0 && { run: at.runUrl },
		...at.actionRepository !== void 0 && { rulePage: rulePages(at) },
		...states?.changed !== void 0 && { changedPaths: states.changed }
	};
}
function rulePages({ serverUrl, actionRepository, actionRef }) {
	return `${serverUrl}/${actionRepository}/blob/${actionRef ?? `v${version}`}/docs/rules/{rule}.md`;
}
// src/action/workspace.ts
/** Finds the checkout that holds `path`: `actions/checkout` may have put it into a folder of the workspace. */
function findWorkspace(workspace, path) {
	if (statSync(workspace, { throwIfNoEntry: false })?.isDirectory() !== true) throw new UsageError(`the workspace ${workspace} is not a directory. Nothing was audited.`);
	const outer = realpathSync(workspace);
	const asked = resolve(outer, path);
	const empty = readdirSync(outer).length === 0;
	if (empty) return {
		root: outer,
		path,
		underGit: false,
		empty
	};
	if (statSync(asked, { throwIfNoEntry: false })?.isDirectory() !== true) throw new UsageError(`input path: ${path} is not a directory of the workspace. Nothing was audited.`);
	const directory = realpathSync(asked);
	if (!isInside(directory, outer)) throw new UsageError(`input path: ${path} lies outside of the workspace`);
	const found = git(directory, ["rev-parse", "--show-toplevel"]);
	const top = found.code === 0 ? realpathSync(found.stdout.toString("utf8").replace(/\n$/, "")) : void 0;
	const root = top !== void 0 && isInside(top, outer) ? top : outer;
	if (top === void 0) refuseFolders(outer, directory);
	const below = relative(root, directory).split(sep).join("/");
	return {
		root,
		path: below === "" ? "." : below,
		underGit: root === top,
		empty
	};
}
/** Several checkouts in folders of the workspace are several repositories: their paths are not those of any one. */
function refuseFolders(outer, directory) {
	const checkouts = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory() && existsSync(resolve(directory, entry.name, ".git"))).map(({ name }) => relative(outer, resolve(directory, name)));
	if (checkouts.length > 0) throw new UsageError(`the workspace is no checkout itself. Say with the input path which one to audit: ${checkouts.join(", ")}. Nothing was audited.`);
}
/** Whether a directory is another one or lies below it. Both must be real paths. */
function isInside(directory, outer) {
	const way = relative(outer, directory);
	return way !== ".." && !way.startsWith(`..${sep}`) && resolve(way) !== way;
}
// src/github/event.ts
/** What the runner says of this run, with GitHub's own addresses where it is silent. */
function surroundings(environment) {
	const get = (name) => environment[name] ?? "";
	const serverUrl = (get("GITHUB_SERVER_URL") || "https://github.com").replace(/\/+$/, "");
	const run = get("GITHUB_RUN_ID");
	const repository = get("GITHUB_REPOSITORY");
	return {
		eventName: get("GITHUB_EVENT_NAME"),
		workspace: get("GITHUB_WORKSPACE") || ".",
		repository,
		serverUrl,
		apiUrl: (get("GITHUB_API_URL") || "https://api.github.com").replace(/\/+$/, ""),
		sha: get("GITHUB_SHA"),
		...run !== "" && { runUrl: `${serverUrl}/${repository}/actions/runs/${run}` },
		...get("GITHUB_ACTION_REPOSITORY") !== "" && { actionRepository: get("GITHUB_ACTION_REPOSITORY") },
		...get("GITHUB_ACTION_REF") !== "" && { actionRef: get("GITHUB_ACTION_REF") }
	};
}
/** The payload of the event; empty if there is none (schedule) or it cannot be read. */
function eventPayload(path) {
	if (path === void 0 || path === "") return {};
	try {
		return record(JSON.parse(readFileSync(path, "utf8"))) ?? {};
	} catch {
		return {};
	}
}
/** What an event is about. Fields: https://docs.github.com/webhooks/webhook-events-and-payloads */
function eventOf(name, payload, sha) {
	const pull = record(payload["pull_request"]);
	if (pull !== void 0 && name.startsWith("pull_request")) return pullRequestEvent(name, pull, sha);
	if (name === "merge_group") return mergeGroupEvent(record(payload["merge_group"]) ?? {});
	if (name === "push") return pushEvent(payload, sha);
	return { comparison: { kind: "none" } };
}
function pullRequestEvent(name, pull, sha) {
	const headSha = text(record(pull["head"])?.["sha"]) ?? "";
	const baseRef = text(record(pull["base"])?.["ref"]) ?? "";
	const [from, to] = ["head", "base"].map((side) => text(record(record(pull[side])?.["repo"])?.["full_name"]));
	return {
		comparison: {
			kind: "pull",
			baseRef,
			headSha,
			...sha !== "" && (name === "pull_request_target" ? { baseSha: sha } : { mergeSha: sha })
		},
		baseName: baseRef,
		pullRequest: {
			number: Number(pull["number"]),
			headSha,
			fromFork: from !== to
		}
	};
}
function mergeGroupEvent(group) {
	const base = text(group["base_sha"]);
	const baseName = branchOf(text(group["base_ref"]));
	return {
		comparison: base === void 0 ? { kind: "none" } : {
			kind: "exact",
			base,
			what: "the state that the queue merges onto"
		},
		...baseName !== void 0 && { baseName }
	};
}
/** A push is compared with what was there before it; a new branch or tag with the default branch. */
function pushEvent(payload, sha) {
	const before = text(payload["before"]) ?? "";
	const branch = branchOf(text(payload["ref"]) ?? "");
	const defaultBranch = text(record(payload["repository"])?.["default_branch"]);
	if (payload["deleted"] === true) return { comparison: { kind: "none" } };
	if (before !== "" && !/^0+$/.test(before)) return {
		comparison: {
			kind: "exact",
			base: before,
			what: "the state before this push"
		},
		...branch !== void 0 && { baseName: branch }
	};
	if (defaultBranch === void 0 || defaultBranch === branch) return { comparison: { kind: "none" } };
	return {
		comparison: {
			kind: "branch",
			baseRef: defaultBranch,
			headSha: text(payload["after"]) ?? sha
		},
		baseName: defaultBranch
	};
}
function branchOf(ref) {
	return ref?.startsWith("refs/heads/") === true ? ref.slice(11) : void 0;
}
/** The value as an object; undefined if it is none. */
function record(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
}
/** The value as text; undefined if it is none. */
function text(value) {
	return typeof value === "string" ? value : void 0;
}
// src/github/pull-request.ts
/**
* Finds the open pull request of the run that a `workflow_run` event reports: its branch in its repository, at the very commit of the run. GitHub names
* no pull request for forks, and the report itself is not to be trusted with it. The reason if there is none.
*/
async function pullRequestOfRun(client, { owner, repo }, payload) {
	const run = record(payload["workflow_run"]);
	const headSha = text(run?.["head_sha"]);
	const branch = text(run?.["head_branch"]);
	const source = text(record(record(run?.["head_repository"])?.["owner"])?.["login"]);
	if (headSha === void 0 || branch === void 0 || source === void 0) return { reason: "the event tells of no finished run: this works on workflow_run only" };
	if (text(run?.["event"]) !== "pull_request") return { reason: "the finished run was not about a pull request" };
	const open = await client.rest.pulls.list({
		owner,
		repo,
		state: "open",
		head: `${source}:${branch}`,
		per_page: 100
	});
	const found = open.data.find(({ head }) => head.sha === headSha);
	if (found !== void 0) return {
		headSha,
		number: found.number,
		baseName: found.base.ref
	};
	return { reason: `${open.data.length === 0 ? "there is no open pull request from" : "a newer commit was pushed to"} ${source}:${branch}` };
}
// src/action/report-file.ts
/** No report that this tool writes comes near it. */
const largest = 52428800;
/** The report in the format of a file. Code scanning is told only what is open: it would show the rest as open, too. */
async function rendered(format, report, told) {
	if (format === "sarif") return (await import("./sarif2.js")).sarif(report, {
		...told,
		openOnly: true
	});
	return format === "html" ? (await import("./html2.js")).html(report, told) : json(report);
}
/** Writes a report inside the workspace and nowhere else, wherever links lead. */
function writeReportFile(contents, file, workspace, input) {
	const path = resolve(workspace, file);
	const outside = new UsageError(`input ${input}: ${file} lies outside of the workspace`);
	if (!isInside(path, resolve(workspace))) throw outside;
	try {
		if (!isInside(nearestReal(dirname(path)), realpathSync(workspace))) throw outside;
		mkdirSync(dirname(path), { recursive: true });
		if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) throw outside;
		writeFileSync(path, contents);
	} catch (error) {
		throw error instanceof UsageError ? error : new UsageError(`input ${input}: ${error.message}`);
	}
}
/** The real path of a directory, or of the nearest one above it that is there. */
function nearestReal(directory) {
	return existsSync(directory) || dirname(directory) === directory ? realpathSync(directory) : nearestReal(dirname(directory));
}
/** A report that another run has written. It may come from a pull request of a stranger: it is checked, and nothing of it is used as it stands. */
function readReportFile(file) {
	const size = statSync(file, { throwIfNoEntry: false })?.size;
	if (size === void 0) throw new UsageError(`there is no report ${file}`);
	if (size > largest) throw new UsageError(`${file} is too large for a report`);
	let value;
	try {
		value = JSON.parse(readFileSync(file, "utf8"));
	} catch (error) {
		throw new UsageError(`${file} is no JSON: ${error.message}`);
	}
	const parsed = safeParse(Report, value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new UsageError(`${file} is no report of this tool: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}
// src/github/discussion.ts
const query = `query (
  $owner: String!, $repo: String!, $number: Int!
  $comments: Boolean!, $afterComment: String, $reviews: Boolean!, $afterReview: String
) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      comments(first: 100, after: $afterComment) @include(if: $comments) {
        nodes { id url body isMinimized viewerDidAuthor author { login } }
        pageInfo { hasNextPage endCursor }
      }
      reviews(first: 100, after: $afterReview) @include(if: $reviews) {
        nodes { body viewerDidAuthor author { login } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;
/**
* The head of the pull request as it is now; our comment if an earlier run left one: it begins with the marker, and the bot of this very token has
* written it; and the texts of our reviews. Anybody can copy a marker; such texts are left alone. One request a hundred comments or reviews.
*/
async function findOurs(client, { owner, repo, number }, wanted) {
	const { marker } = wanted;
	let comment;
	let asking = {
		comments: marker !== void 0,
		reviews: wanted.reviews
	};
	let after = {
		afterComment: null,
		afterReview: null
	};
	const reviews = [];
	for (;;) {
		const page = await client.graphql(query, {
			owner,
			repo,
			number,
			...asking,
			...after
		});
		const { headRefOid: headSha, comments: told, reviews: reviewed } = page.repository.pullRequest;
		const ours = oursOf(page);
		for (const node of told?.nodes ?? []) {
			if (node === null || marker === void 0 || !node.body.startsWith(marker) || !ours(node)) continue;
			if (comment === void 0 || comment.hidden && !node.isMinimized) comment = known(node);
		}
		for (const node of reviewed?.nodes ?? []) if (node !== null && ours(node)) reviews.push(node.body);
		after = {
			afterComment: nextOf(told),
			afterReview: nextOf(reviewed)
		};
		const found = comment !== void 0 && !comment.hidden;
		asking = {
			comments: after.afterComment !== null && !found,
			reviews: after.afterReview !== null
		};
		if (!asking.comments && !asking.reviews) return {
			headSha,
			reviews,
			...comment !== void 0 && { comment }
		};
	}
}
function oursOf({ viewer }) {
	const login = viewer?.login.replace(/\[bot\]$/, "");
	return ({ viewerDidAuthor, author }) => viewerDidAuthor || author !== null && author.login === login;
}
function nextOf(connection) {
	return connection?.pageInfo.hasNextPage === true ? connection.pageInfo.endCursor : null;
}
/** GraphQL's own number of a comment is too small for today's; the address has the right one. */
function known({ id, url, body, isMinimized }) {
	return {
		id: Number(/(\d+)$/.exec(url)?.[1]),
		node: id,
		url,
		body,
		hidden: isMinimized
	};
}
// src/github/sticky-comment.ts
/**
* Writes the comment where it stands, or makes one. The same text again is not written. One that was deleted meanwhile is made anew; a hidden one
* shows itself again only if `loud`, and not for what it said already.
*/
async function postComment(client, place, body, before, loud) {
	const { owner, repo } = place;
	if (before === void 0) return create(client, place, body);
	const { id, url } = before;
	if (essence(before.body, false) === essence(body, false)) return {
		id,
		url,
		done: "unchanged"
	};
	try {
		const { data } = await client.rest.issues.updateComment({
			owner,
			repo,
			comment_id: id,
			body
		});
		if (before.hidden && loud && essence(before.body, true) !== essence(body, true)) await show(client, before.node);
		return {
			id: data.id,
			url: data.html_url,
			done: "updated"
		};
	} catch (error) {
		if (statusOf(error) !== 404) throw error;
		return create(client, place, body);
	}
}
/** After an error of the server nobody knows whether the comment was made; a second try looks first. */
async function create(client, place, body) {
	const { owner, repo, number } = place;
	const options = {
		owner,
		repo,
		issue_number: number,
		body
	};
	try {
		const { data } = await client.rest.issues.createComment({
			...options,
			request: { retries: 0 }
		});
		return {
			id: data.id,
			url: data.html_url,
			done: "created"
		};
	} catch (error) {
		if ((statusOf(error) ?? 0) < 500) throw error;
		const { comment } = await findOurs(client, place, {
			marker: body.split("\n", 1)[0] ?? "",
			reviews: false
		});
		if (comment !== void 0) return {
			id: comment.id,
			url: comment.url,
			done: "created"
		};
		const { data } = await client.rest.issues.createComment({
			...options,
			request: { retries: 0 }
		});
		return {
			id: data.id,
			url: data.html_url,
			done: "created"
		};
	}
}
async function show(client, node) {
	await client.graphql("mutation ($id: ID!) { unminimizeComment(input: { subjectId: $id }) { clientMutationId } }", { id: node });
}
/** What a comment says, whatever run says it, and for `loosely` whatever commit: line ends, links and the line at the foot left out. */
function essence(body, loosely) {
	const same = body.replaceAll("\r\n", "\n").replace(/\/actions\/runs\/\d+/g, "/actions/runs").trim();
	return loosely ? same.replace(/<sub>[^\n]*<\/sub>/g, "").replace(/\]\([^)\s]*\)/g, "]") : same;
}
// src/github/diff-lines.ts
/** The lines on the right side of a unified diff of one file, by their number there. https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html */
function rightLines(patch) {
	const lines = /* @__PURE__ */ new Map();
	let hunk = 0;
	let number = 0;
	let left = 0;
	for (const line of patch.split("\n")) {
		const [, start, length] = left > 0 ? [] : /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
		if (start !== void 0) {
			hunk += 1;
			number = Number(start);
			left = Number(length ?? 1);
		} else if (left > 0 && (line.startsWith("+") || line.startsWith(" "))) {
			lines.set(number, {
				text: line.slice(1),
				hunk
			});
			number += 1;
			left -= 1;
		}
	}
	return lines;
}
// src/github/review.ts
/** Pages of a hundred files that are looked through; in a larger pull request nobody misses a suggestion. */
const mostPages = 5;
/**
* The lines of files on the right side of the pull request's diff, as GitHub sees it: only they can bear a review's comments. Files without any are left
* out, as are those that are too large for GitHub to show. https://docs.github.com/rest/pulls/pulls#list-pull-requests-files
*/
async function diffOf(client, { owner, repo, number }, paths) {
	const found = /* @__PURE__ */ new Map();
	const left = new Set(paths);
	for (let page = 1; left.size > 0 && page <= mostPages; page += 1) {
		const { data } = await client.rest.pulls.listFiles({
			owner,
			repo,
			pull_number: number,
			per_page: 100,
			page
		});
		for (const { filename, patch } of data) if (left.delete(filename) && patch !== void 0) found.set(filename, rightLines(patch));
		if (data.length < 100) break;
	}
	return found;
}
/**
* Puts comments on lines of the pull request, as one review that neither approves nor refuses. After an error of the server it is not tried again: nobody
* knows whether it was made. https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request
*/
async function postReview(client, { owner, repo, number }, review) {
	await client.rest.pulls.createReview({
		owner,
		repo,
		pull_number: number,
		commit_id: review.headSha,
		event: "COMMENT",
		body: review.body,
		comments: review.comments.map(({ path, line, endLine, body }) => ({
			path,
			line: endLine,
			side: "RIGHT",
			...line < endLine && {
				start_line: line,
				start_side: "RIGHT"
			},
			body
		})),
		request: { retries: 0 }
	});
}
// src/action/suggest.ts
/** So many may stand on a pull request at a time. */
const most = 10;
/**
* Puts suggestions on those of their lines that stand in the pull request's diff, in one review; never what one of our earlier reviews has suggested
* already. A refusal is one line in the log; it never changes the verdict.
*/
async function suggest(suggestions, { client, place, headSha }, reviews) {
	const known = new Set(reviews.flatMap(suggestedBy));
	const fresh = suggestions.filter(({ fingerprint }) => !known.has(fingerprint));
	const room = most - (suggestions.length - fresh.length);
	if (fresh.length === 0 || room <= 0) return;
	try {
		const diff = await diffOf(client, place, new Set(fresh.map(({ path }) => path)));
		const comments = fresh.filter((one) => stands(one, diff.get(one.path))).slice(0, room);
		if (comments.length === 0) return;
		await postReview(client, place, {
			headSha,
			body: reviewBody(comments),
			comments
		});
		say(`Suggested ${comments.length === 1 ? "a fix" : `${comments.length} fixes`} on the lines of the pull request.`);
	} catch (error) {
		notice("Stack Audit could not suggest fixes", refusal(error, "pull-requests: write"));
	}
}
/** Whether all the lines stand there as they were read, in one hunk: what was audited may be a merge with other line numbers. */
function stands({ line, removed }, lines) {
	const hunk = lines?.get(line)?.hunk;
	return removed.every((text, at) => {
		const there = lines?.get(line + at);
		return there !== void 0 && there.text === text && there.hunk === hunk;
	});
}
// src/action/tell.ts
/** Posts or updates the comment where there is something to say, and suggests changes. A refusal is one line in the log; it never changes the verdict. */
async function tell(telling, client) {
	const { place, headSha, key, mode, suggestions } = telling;
	const marker = mode === "never" ? void 0 : commentMarker(key);
	const reviews = suggestions.length > 0;
	if (marker === void 0 && !reviews) return void 0;
	try {
		const ours = await findOurs(client(), place, {
			marker,
			reviews
		});
		if (ours.headSha !== headSha) {
			say("There is a newer commit on the pull request: the comment is left to its run.");
			return;
		}
		const posted = await commentOn(telling, ours, client());
		await suggest(suggestions, {
			client: client(),
			place,
			headSha
		}, ours.reviews);
		return posted;
	} catch (error) {
		notice("Stack Audit could not comment", `${refusal(error, "pull-requests: write")} The job summary has the whole report.`);
		return;
	}
}
async function commentOn({ report, place, key, mode, links, unverified }, { comment: before }, client) {
	if (mode === "never" || before === void 0 && mode === "auto" && !saysSomething(report)) return void 0;
	return postComment(client, place, comment(report, {
		...links,
		key,
		resolved: resolves(report, before),
		...unverified === true && { unverified }
	}), before, isLoud(report));
}
/** The comment has named something to do, and nothing of it is left. */
function resolves(report, before) {
	return before !== void 0 && !isLoud(report) && hadSomething(before.body);
}
export { command, error, eventOf, eventPayload, findWorkspace, isInside, linksOf, notice, pullRequestOfRun, readReportFile, rendered, say, surroundings, tell, writeReportFile };
