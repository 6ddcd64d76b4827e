import { command, error, eventOf, eventPayload, findWorkspace, isInside, linksOf, notice, rendered, say, surroundings, tell, writeReportFile } from "./tell.js";
import { annotations, audit, commitFile, commitOf, commitPaths, commitTree, customRulePaths, dayOf, failOnLevels, fetchCommit, gatherPolicy, git, isPartial, loadCustomRules, lockPath, mergeBaseOf, mistakeLine, nothingAudited, parentsOf, policyAdvice, policyPlaces, records, remotePaths, remoteTree, resolvePolicy, restrict, shippedIds, shippedRules, subjectOf, suggestionsOf, summary, text, wants, wantsWithPolicy, worktree, worktreeFile } from "./stack-audit.js";
import { UsageError, exitCodes, version } from "./start.js";
import { relay } from "./remote.js";
import { refusal } from "./refusal.js";
import { clientFor, placeOf } from "./client2.js";
import { remoteRepository } from "./repository.js";
import { getInput, setOutput } from "./github.js";
import { policySource } from "./policy-source2.js";
import { appendFileSync, realpathSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
// src/action/policy.ts
/** All mistakes of a policy at once, each with its line. */
var PolicyMistakes = class extends UsageError {
	mistakes;
	constructor(mistakes) {
		super(`${mistakes.map(mistakeLine).join("\n")}\nNothing was audited.`);
		this.mistakes = mistakes;
	}
};
/** The policy that decides: on a pull request that of the base branch, otherwise that of the state itself. Inputs are laid over it. */
async function policyInForce(states, wishes) {
	const files = states.policy ?? states.head;
	return loadPolicy(await ownPolicy(files, states.head, wishes), files, wishes);
}
/** The policy that the change brings along, if it is another than what the change found. It decides nothing yet. */
async function policyPreview({ head, base }, deciding, wishes) {
	if (base === void 0) return {};
	const [before, after] = [base, head].map((files) => policyTexts(files, head, deciding, wishes));
	if (await before === await after) return {};
	const own = await ownPolicy(head, void 0, wishes);
	const source = own?.source ?? (await ownPolicy(base, head, wishes))?.source ?? policyPlaces[0] ?? "";
	try {
		const { policy, rules } = (await loadPolicy(own, head, wishes)).inForce;
		return { preview: {
			source,
			policy,
			rules
		} };
	} catch (error) {
		if (error instanceof PolicyMistakes) return { preview: {
			source,
			mistakes: error.mistakes
		} };
		throw error;
	}
}
async function loadPolicy(own, files, wishes) {
	const required = referenceIn(wishes);
	const { owner, fetch, flags, today } = wishes;
	const lock = await lockOf(files);
	const gathered = await gatherPolicy({
		own,
		required,
		owner,
		known: shippedIds(),
		lock,
		fetch
	});
	if ("mistakes" in gathered) throw new PolicyMistakes(gathered.mistakes);
	const policy = resolvePolicy(gathered.layers, flags);
	const inherited = new Set(gathered.layers.flatMap((layer) => layer.inherited === true ? [layer.source] : []));
	const rulePaths = (paths) => customRulePaths(policy, inherited, paths);
	const ruleFiles = [...gathered.rules];
	if (policy.customRules.length > 0) for (const source of rulePaths(await files.paths())) ruleFiles.push({
		source,
		text: await files.file(source) ?? ""
	});
	const shipped = shippedRules();
	const ids = shipped.map(({ rule }) => rule.id);
	const custom = await loadCustomRules(ruleFiles, ids);
	if ("mistakes" in custom) throw new PolicyMistakes(custom.mistakes);
	const policySource = own?.source ?? required;
	const rules = [...shipped, ...custom.rules];
	const advice = policyAdvice(policy, gathered.layers, today).map(mistakeLine);
	return {
		inForce: {
			policy,
			rules,
			...policySource !== void 0 && { policySource }
		},
		advice,
		rulePaths
	};
}
async function lockOf(files) {
	const text = await files.file(lockPath);
	if (text === void 0) return void 0;
	const { readLock } = await import("./lock-file.js");
	const read = readLock(lockPath, text);
	if ("mistakes" in read) throw new PolicyMistakes(read.mistakes);
	return read.lock;
}
/** All that a policy is made of in one state, as one text to be compared. */
async function policyTexts(files, head, { inForce, rulePaths }, wishes) {
	const own = await ownPolicy(files, files === head ? void 0 : head, wishes);
	const paths = inForce.policy.customRules.length === 0 ? [] : rulePaths(await files.paths());
	const rules = await Promise.all(paths.map(async (path) => [path, await files.file(path)]));
	return JSON.stringify([
		own?.source,
		own?.text,
		await files.file(lockPath),
		rules
	]);
}
function referenceIn({ named }) {
	return named !== void 0 && named.includes("//") && named.includes("@") ? named : void 0;
}
/**
* The repository's own policy file in one state. A file that the input names may lie beside the repository, where an earlier step has put it; one that
* the change itself (`brings`) brings along does not count.
*/
async function ownPolicy(files, brings, wishes) {
	const { named, root } = wishes;
	if (named === void 0 || referenceIn(wishes) !== void 0) {
		for (const source of policyPlaces) {
			const text = await files.file(source);
			if (text !== void 0) return {
				source,
				text
			};
		}
		return;
	}
	const source = insideOf(root, named);
	const text = source === void 0 ? void 0 : await files.file(source);
	if (source !== void 0 && text !== void 0) return {
		source,
		text
	};
	if (source !== void 0 && (await brings?.paths())?.includes(source) === true) return void 0;
	const beside = source === void 0 ? void 0 : worktreeFile(root, source);
	if (source === void 0 || beside === void 0) throw new UsageError(`input policy: there is no file ${named} in the workspace. Nothing was audited.`);
	return {
		source,
		text: beside
	};
}
function insideOf(root, file) {
	const path = resolve(root, file);
	return isInside(path, realpathSync(root)) ? relative(root, path).split(sep).join("/") : void 0;
}
// src/github/base.ts
/** Finds the commit to compare with; getting it is another matter. */
async function findBase(comparison, git, server, checkedOut) {
	if (comparison.kind === "none") return { none: true };
	if (comparison.kind === "exact") return {
		commit: comparison.base,
		what: comparison.what
	};
	if (comparison.kind === "branch") return forkPoint(comparison.baseRef, git.head() ?? comparison.headSha, git, server);
	return pullBase(comparison, git, server, checkedOut);
}
/** The commit that the input `base-ref` means: here if the clone knows it, else on the server. */
async function namedBase(revision, git, server) {
	const what = `base-ref ${revision}`;
	const local = git.commitOf(`origin/${revision}`) ?? git.commitOf(revision);
	if (local !== void 0) return {
		commit: local,
		what
	};
	if (/^[0-9a-f]{40}$/.test(revision)) return {
		commit: revision,
		what
	};
	try {
		return {
			commit: (await server.commit(revision)).sha,
			what
		};
	} catch (error) {
		return {
			none: true,
			reason: `${what} is not known here, and the server says: ${refusal(error, "contents: read")}`
		};
	}
}
/**
* On `pull_request` HEAD is GitHub's merge commit and its first parent the base: the event's own `base.sha` may be hours old. Where HEAD is the
* branch itself, the base is where it left the base branch. Where HEAD is neither, nothing of the pull request was checked out.
*/
async function pullBase({ baseRef, headSha, mergeSha, baseSha }, git, server, checkedOut) {
	const head = git.head();
	if (head !== void 0) {
		const [first, second] = git.parentsOf(head);
		if (first !== void 0 && second !== void 0 && head !== headSha) {
			const github = git.subjectOf(head) === `Merge ${second} into ${first}`;
			if (second === headSha || head === mergeSha || github) return {
				commit: first,
				what: `the tip of ${baseRef}`
			};
		}
		if (head === headSha) return forkPoint(baseRef, headSha, git, server);
		if (head !== baseSha) {
			const known = await forkPoint(baseRef, head, git, server);
			if ("none" in known || known.commit !== head) return known;
		}
	}
	const audit = checkedOut && head === void 0 ? {} : { audit: mergeSha ?? headSha };
	if (mergeSha === void 0) return {
		...await forkPoint(baseRef, headSha, git, server),
		...audit
	};
	try {
		const [first, second] = (await server.commit(mergeSha)).parents;
		if (first !== void 0 && second !== void 0) return {
			commit: first,
			what: `the tip of ${baseRef}`,
			...audit
		};
		return {
			...await forkPoint(baseRef, headSha, git, server),
			...audit
		};
	} catch (error) {
		const said = refusal(error, "contents: read");
		return {
			none: true,
			reason: `the parents of ${mergeSha.slice(0, 7)} are not known: ${said}`,
			...audit
		};
	}
}
async function forkPoint(baseRef, head, git, server) {
	const what = `the commit where the change left ${baseRef}`;
	const known = git.commitOf(`refs/remotes/origin/${baseRef}`);
	const local = known === void 0 ? void 0 : git.mergeBase(known, head);
	if (known !== void 0 && local !== void 0) return {
		commit: local,
		what,
		tip: known
	};
	try {
		const { base, tip } = await server.mergeBase(baseRef, head);
		return {
			commit: base,
			what,
			tip
		};
	} catch (error) {
		return {
			none: true,
			reason: `${what} could not be found: ${refusal(error, "contents: read")}`
		};
	}
}
// src/action/states.ts
/** Policies, rules and lock files have their own limits below this. */
const largestFile = 8388608;
/** Finds and reads the state that the event is about and the one it is compared with: from the checkout, by a fetch, or through the API. */
async function statesOf(event, inputs, at, workspace, client) {
	const sources = {
		workspace,
		remote: {
			serverUrl: at.serverUrl,
			repository: at.repository,
			token: inputs.token
		},
		server: remoteRepository(client, placeOf(at.repository))
	};
	const local = localGit(workspace);
	const base = inputs.baseRef === void 0 ? await findBase(event.comparison, local, sources.server, !workspace.empty) : await namedBase(inputs.baseRef, local, sources.server);
	const head = await headState(base.audit ?? (workspace.empty ? at.sha : void 0), inputs, sources);
	if ("none" in base) return {
		head,
		...base.reason !== void 0 && { notCompared: base.reason }
	};
	const opened = await openCommit(base.commit, sources);
	if ("refused" in opened) return {
		head,
		notCompared: `${base.what} (${base.commit.slice(0, 7)}) cannot be read: ${opened.refused}`
	};
	const tip = base.tip === void 0 || base.tip === base.commit ? opened : filesOf(base.tip, sources);
	const changed = changedPaths(workspace, base.commit, head.commit);
	return {
		head,
		base: {
			...opened,
			tree: restrict(opened.tree, workspace.path)
		},
		policy: tip,
		...changed !== void 0 && { changed }
	};
}
function localGit({ root, underGit }) {
	if (!underGit) return {
		head: () => void 0,
		parentsOf: () => [],
		subjectOf: () => "",
		commitOf: () => void 0,
		mergeBase: () => void 0
	};
	return {
		head: () => commitOf(root, "HEAD"),
		parentsOf: (commit) => parentsOf(root, commit),
		subjectOf: (commit) => subjectOf(root, commit),
		commitOf: (revision) => commitOf(root, revision),
		mergeBase: (one, other) => mergeBaseOf(root, one, other)
	};
}
/** The checkout as it lies there, or the commit that should have been checked out. */
async function headState(commit, inputs, sources) {
	const { root, path, underGit } = sources.workspace;
	const here = underGit ? commitOf(root, "HEAD") : void 0;
	if (commit === void 0 && !isSparse(sources.workspace)) {
		const tree = worktree(root, wants, { untracked: here === void 0 });
		const file = async (name) => worktreeFile(root, name, largestFile);
		const paths = async () => tree.paths;
		return {
			tree: restrict(tree, path),
			paths,
			file,
			...here !== void 0 && { commit: here }
		};
	}
	const asked = commit ?? here ?? "";
	const opened = await openCommit(asked, sources);
	if ("refused" in opened) throw new UsageError(`commit ${asked.slice(0, 7)}, the state to audit, is not checked out and cannot be read: ${opened.refused}. Nothing was audited.`);
	return {
		...opened,
		tree: restrict(opened.tree, path)
	};
}
/** Reads a commit from the clone, fetching it if need be; else through the API. */
async function openCommit(commit, sources) {
	const { workspace, remote, server } = sources;
	const state = (tree) => {
		const { file } = filesOf(commit, sources);
		const known = new Set(tree.paths);
		const paths = async () => tree.paths;
		return {
			commit,
			tree,
			paths,
			file: async (path) => known.has(path) ? tree.text(path) ?? file(path) : void 0
		};
	};
	let refused = "there is no clone to fetch it into";
	if (workspace.underGit && !isPartial(workspace.root)) {
		const result = fetchCommit(workspace.root, commit, remote);
		const tree = "fetched" in result ? commitTree(workspace.root, commit, wantsWithPolicy) : void 0;
		if (tree !== void 0) return state(tree);
		refused = "refused" in result ? result.refused : "parts of it are missing in the clone";
	}
	try {
		return state(await remoteTree(server, commit, wantsWithPolicy));
	} catch (error) {
		const said = refusal(error, "contents: read").replace(/\.$/, "");
		return { refused: `git says "${refused}", the API says "${said}"` };
	}
}
/** Single files of a commit: from the clone if it has the commit, through the API otherwise. */
function filesOf(commit, { workspace, remote, server }) {
	const { root, underGit } = workspace;
	const local = () => underGit && !isPartial(root) && "fetched" in fetchCommit(root, commit, remote);
	return {
		paths: async () => local() ? commitPaths(root, commit) : remotePaths(server, commit),
		file: async (path) => local() ? commitFile(root, commit, path) : server.file(commit, path)
	};
}
function isSparse({ root, underGit }) {
	return underGit && git(root, [
		"config",
		"--type=bool",
		"core.sparseCheckout"
	]).stdout.toString("utf8").trim() === "true";
}
function changedPaths({ root, underGit }, base, head) {
	if (!underGit || head === void 0) return void 0;
	const { code, stdout } = git(root, [
		...[
			"diff-tree",
			"-r",
			"-z",
			"--name-only",
			"--no-renames",
			"--end-of-options"
		],
		base,
		head
	]);
	return code === 0 ? new Set(records(stdout)) : void 0;
}
// src/github/inputs.ts
/** Formats in which the report can be written to a file, with the input that asks for it and the output that names it. */
const fileInputs = {
	json: "json-file",
	sarif: "sarif-file",
	html: "html-file"
};
/** The inputs of action.yml, checked: a value that is not among those allowed is thrown as the user's mistake. */
function readInputs() {
	const failOn = choice("fail-on", failOnLevels);
	const comment = choice("comment", [
		"auto",
		"always",
		"never"
	]);
	const suggestions = flag("suggestions");
	const [policy, policyToken, baseRef, asOf, report] = [
		"policy",
		"policy-token",
		"base-ref",
		"as-of",
		"report"
	].map((name) => getInput(name) || void 0);
	return {
		token: getInput("github-token"),
		path: getInput("path") || ".",
		commentKey: getInput("comment-key") || "default",
		files: Object.fromEntries(Object.entries(fileInputs).flatMap(([format, name]) => getInput(name) === "" ? [] : [[format, getInput(name)]])),
		summary: flag("summary") ?? true,
		annotations: flag("annotations") ?? true,
		...policy !== void 0 && { policy },
		...policyToken !== void 0 && { policyToken },
		...baseRef !== void 0 && { baseRef },
		...asOf !== void 0 && { asOf },
		...report !== void 0 && { report },
		...failOn !== void 0 && { failOn },
		...comment !== void 0 && { comment },
		...suggestions !== void 0 && { suggestions }
	};
}
function choice(name, allowed) {
	const given = getInput(name);
	if (given === "") return void 0;
	const found = allowed.find((one) => one === given);
	if (found === void 0) throw new UsageError(`input ${name}: "${given}" is not one of ${allowed.join(", ")}`);
	return found;
}
function flag(name) {
	const given = getInput(name).toLowerCase();
	if (given === "") return void 0;
	if (given === "true") return true;
	if (given === "false") return false;
	throw new UsageError(`input ${name}: "${given}" is neither true nor false`);
}
// src/github/outputs.ts
/** Sets the outputs of action.yml that the report tells. What does not apply is empty, not absent. */
function setOutputs(report, files) {
	const { counts } = report;
	set({
		verdict: report.verdict,
		blocking: counts.blocking,
		new: counts.new,
		existing: counts.existing,
		fixed: counts.fixed,
		accepted: counts.accepted,
		"compared-with": report.comparedWith ?? "",
		[fileInputs.json]: files.json ?? "",
		[fileInputs.sarif]: files.sarif ?? "",
		[fileInputs.html]: files.html ?? ""
	});
}
/** The outputs about the comment: empty where there is none. */
function setComment(comment) {
	set({
		"comment-id": comment?.id ?? "",
		"comment-url": comment?.url ?? ""
	});
}
/** Nothing was audited. */
function setError() {
	set({ verdict: "error" });
}
function set(values) {
	for (const [name, value] of Object.entries(values)) setOutput(name, String(value));
}
// src/action.ts
/** Audits the state that the event is about, tells the pull request, and gives the exit code. Trouble with telling never changes the verdict. */
async function run() {
	const inputs = readInputs();
	const at = surroundings(process.env);
	const payload = eventPayload(process.env["GITHUB_EVENT_PATH"]);
	return inputs.report === void 0 ? auditRun(inputs, at, payload) : relayRun(inputs.report, inputs, at, payload);
}
async function auditRun(inputs, at, payload) {
	const today = dayOf(inputs.asOf);
	const event = eventOf(at.eventName, payload, at.sha);
	const client = lazily(() => clientFor(inputs.token, at.apiUrl));
	const workspace = findWorkspace(at.workspace, inputs.path);
	const states = await statesOf(event, inputs, at, workspace, client);
	const wishes = policyWishes(inputs, event, at, workspace.root, client, today);
	const deciding = await policyInForce(states, wishes);
	const { inForce, advice } = deciding;
	const { head, base, notCompared } = states;
	const report = audit(head.tree, {
		...inForce,
		...await policyPreview(states, deciding, wishes),
		today,
		...base?.commit !== void 0 && { base: {
			tree: base.tree,
			revision: base.commit
		} },
		...notCompared !== void 0 && { notCompared: notComparedWords(notCompared, event) }
	});
	say(text(report, {
		colour: false,
		width: 100,
		all: false
	}));
	for (const line of advice) say(line);
	const links = linksOf(event, at, states);
	const rules = inForce.rules.map(({ rule }) => rule);
	for (const format of [
		"json",
		"sarif",
		"html"
	]) {
		const file = inputs.files[format];
		if (file === void 0) continue;
		writeReportFile(await rendered(format, report, {
			rules,
			links
		}), file, at.workspace, fileInputs[format]);
	}
	if (inputs.annotations) annotate(report);
	if (inputs.summary) writeSummary(summary(report, {
		...links,
		files: Object.values(inputs.files)
	}));
	setOutputs(report, inputs.files);
	if (event.pullRequest !== void 0 && inputs.token !== "") {
		const { number, headSha } = event.pullRequest;
		const place = {
			...placeOf(at.repository),
			number
		};
		const { comment: mode } = inForce.policy;
		const suggestions = inForce.policy.suggestions ? suggestionsOf(report, links) : [];
		const telling = {
			report,
			place,
			headSha,
			key: inputs.commentKey,
			mode,
			links,
			suggestions
		};
		setComment(await tell(telling, client));
	}
	return report.verdict === "fail" ? exitCodes.findings : exitCodes.pass;
}
/** Without a base nobody but the change itself can say which policy applies. */
function notComparedWords(reason, { pullRequest }) {
	return `There is no comparison: ${reason}.${pullRequest === void 0 ? "" : " The policy is that of the change itself."}`;
}
function policyWishes({ policy: named, policyToken, failOn, comment, suggestions }, { pullRequest }, at, root, client, today) {
	const given = policyToken === void 0 ? void 0 : lazily(() => clientFor(policyToken, at.apiUrl));
	const kind = given !== void 0 ? "given" : pullRequest?.fromFork === true ? "fork" : "own";
	const flags = {
		failOn,
		comment,
		suggestions,
		prefix: "input "
	};
	const { owner } = placeOf(at.repository);
	return {
		named,
		owner,
		flags,
		fetch: policySource(given ?? client, kind),
		root,
		today
	};
}
async function relayRun(file, inputs, at, payload) {
	const { token, commentKey: key, comment: mode = "auto" } = inputs;
	setComment(await relay({
		file,
		token,
		key,
		mode
	}, at, payload));
	return exitCodes.pass;
}
function annotate(report) {
	const { commands, left } = annotations(report);
	for (const line of commands) command(line);
	if (left > 0) say(`… and ${left} more findings without a mark on their line: GitHub shows ten of each level.`);
}
/** Appends to the job summary, if the runner offers one. A runner whose disk is full does not change the verdict. */
function writeSummary(markdown) {
	const file = process.env["GITHUB_STEP_SUMMARY"];
	if (file === void 0 || file === "") return;
	try {
		appendFileSync(file, markdown);
	} catch (thrown) {
		notice("Stack Audit could not write the job summary", thrown.message);
	}
}
function lazily(make) {
	let made;
	return () => (made ??= { value: make() }).value;
}
/** Says what went wrong, the user's mistake or ours, and gives the exit code. */
function fail(thrown) {
	setError();
	if (thrown instanceof PolicyMistakes) {
		for (const mistake of thrown.mistakes) error("Stack Audit: policy", mistake.message, mistake);
		writeSummary(nothingAudited(thrown.mistakes.map(mistakeLine)));
		say(`The policy has ${thrown.mistakes.length === 1 ? "a mistake" : "mistakes"}. Nothing was audited.`);
		return exitCodes.usage;
	}
	if (thrown instanceof UsageError) {
		error("Stack Audit", thrown.message);
		writeSummary(nothingAudited([thrown.message]));
		return exitCodes.usage;
	}
	const stack = thrown instanceof Error ? thrown.stack : String(thrown);
	error("Stack Audit", `Stack Audit ${version} failed. This is an error of the tool, please report it.\n${stack}`);
	writeSummary(nothingAudited([`Stack Audit ${version} failed. The log has what to report.`]));
	return exitCodes.bug;
}
try {
	process.exitCode = await run();
} catch (thrown) {
	process.exitCode = fail(thrown);
}
export {};
