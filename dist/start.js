import { existsSync } from "node:fs";
// src/output/safe.ts
/** Nothing that came from a repository reaches a log, a comment or an annotation but through one of these functions. */
const zeroWidth = "​";
const longest = 2e3;
/** Control characters, and those that are not seen or change the direction of text, so that it reads otherwise than it is. */
const invisible = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|\uDB40[\uDC00-\uDC7F]/g;
function visible(text) {
	const shown = wellFormed(text).replace(invisible, (character) => character === "\r" ? "␍" : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
	return shown.length > longest ? `${wellFormed(shown.slice(0, longest))}…` : shown;
}
/** Whether a text is what it looks like: nothing invisible in it, nothing that turns its direction, no half characters. */
function isPlain(text) {
	return visible(text) === text;
}
/** Halves of characters, which nothing can encode, become the sign for what cannot be shown. */
function wellFormed(text) {
	return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "�");
}
/**
* One or more lines for a log. No line can be taken for a workflow command: the runner reads `::name` after white space and `##[name]` anywhere.
* https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
*/
function forLog(text) {
	return text.replaceAll("	", " ").split("\n").map((line) => visible(line).replace(/^(\s*):(?=:)/, `$1:${zeroWidth}`).replaceAll("##[", `#${zeroWidth}#[`)).join("\n");
}
/** One line of text for Markdown: no markup, HTML, mention, reference, link or emoji in it works. https://github.github.com/gfm/ */
function forMarkdown(text) {
	return unlinked(visible(text.replace(/\s+/g, " "))).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replace(/[\\`*_{}[\]|~$^!]/g, "\\$&").replace(/^[-+=#]/, "\\$&").replace(/^(\d+)(?=[.)])/, "$1\\");
}
/** Splits with a space of no width whatever GitHub makes a link, a mention or a picture of. */
function unlinked(text) {
	return text.replace(/[@#](?=[\w-])/g, `$&${zeroWidth}`).replace(/(GH)-(?=\d)/gi, `$1-${zeroWidth}`).replace(/:(?=\/\/)/g, `:${zeroWidth}`).replace(/:(?=[\w+-]*[a-z][\w+-]*:)/gi, `:${zeroWidth}`).replace(/www(?=\.)/gi, `$&${zeroWidth}`);
}
/** A code span that holds exactly this text, also inside a table; only a backslash before a bar is kept from it by a space of no width. */
function asCode(text) {
	const line = visible(text.replace(/\s+/g, " ")).replace(/\\(?=\|)/g, `\\${zeroWidth}`).replaceAll("|", "\\|");
	const longestRun = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
	const fence = "`".repeat(longestRun + 1);
	const pad = line.trim() === "" || line.startsWith("`") || line.endsWith("`") || line.startsWith(" ") ? " " : "";
	return `${fence}${pad}${line}${pad}${fence}`;
}
/** A sentence of ours with values from the repository in it: what stands between backticks becomes code, the rest plain text. */
function prose(text) {
	const parts = text.replace(/\s+/g, " ").slice(0, longest).split("`");
	const closed = parts.length % 2 === 1;
	return parts.map((part, position) => {
		if (position % 2 === 0) return forMarkdown(part);
		return closed || position < parts.length - 1 ? asCode(part) : forMarkdown(`\`${part}`);
	}).join("");
}
/** Text inside an inline HTML element of a Markdown text. Markdown works there, too, so that all its signs are spelt as entities. */
function forHtml(text) {
	return unlinked(visible(text.replace(/\s+/g, " "))).replace(/[!-*<>@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}
/** An address between the quotes of an attribute. */
function forAttribute(text) {
	return visible(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;");
}
/** A path as part of an address. https://www.rfc-editor.org/rfc/rfc3986 */
function asUri(path) {
	return wellFormed(path).split("/").map(encodeURIComponent).join("/");
}
/** A path as part of an address that stands in a link of Markdown. */
function inAddress(path) {
	const escape = (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
	return asUri(path).replace(/[()*'!_~]/g, escape);
}
/** One line of text in which everything can be seen, for formats that take text as it is. */
function oneLine(text) {
	return visible(text.replace(/\s+/g, " ").trim());
}
/** The message of a workflow command. https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function forCommand(text) {
	return forLog(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
/** The value of a property of a workflow command. */
function forProperty(text) {
	return forCommand(text.replaceAll("\n", " ")).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
// src/version.ts
/** The version of this tool, as package.json has it. */
const version = "0.1.0";
// src/model/usage-error.ts
/** A mistake of the person who runs the tool: a flag, an input, a policy or rule file. Nothing was audited. Ends as exit code 2. */
var UsageError = class extends Error {
	name = "UsageError";
};
// src/commands/exit-codes.ts
/** What a shell learns from a run. */
const exitCodes = {
	pass: 0,
	findings: 1,
	usage: 2,
	bug: 70
};
// src/commands/file-trouble.ts
/** What the system says when the machine, not this tool, is in the way. */
const words = {
	EACCES: "no permission",
	EDQUOT: "the quota of the disk is used up",
	EEXIST: "there is a file of this name where a directory is needed",
	EISDIR: "it is a directory",
	EMFILE: "too many files are open",
	ENAMETOOLONG: "the name is too long",
	ENOENT: "it does not exist",
	ENOSPC: "the disk is full",
	ENOTDIR: "there is a file of this name where a directory is needed",
	EPERM: "no permission",
	EROFS: "the disk is read-only"
};
/** Why a file cannot be read or written, in plain words; undefined for errors that are not about files. */
function fileTrouble(error) {
	const { code = "", syscall, path } = error;
	if (syscall === void 0 || !Object.hasOwn(words, code)) return void 0;
	return path === void 0 ? words[code] : `${path}: ${words[code]}`;
}
// src/output/format-names.ts
/** The formats that `--format` takes, the usual one first. */
const formatNames = [
	"text",
	"json",
	"markdown",
	"annotations",
	"sarif",
	"html"
];
// src/commands/help.ts
const auditHelp = `Usage: stack-audit [audit] [PATH|github:OWNER/REPO[@REF]] [options]

Reads the repository at PATH (the current directory unless said) without running any of it, says
what its backend is built of, and judges that by rules and the policy in .github/stack-audit.yml.
github: reads a repository through GitHub's API, without a clone, with the token in GITHUB_TOKEN.

Options:
  --format FORMAT     ${formatNames.join(", ")} (default: text)
  --output FILE       write to FILE instead of the standard output
  --base REV          compare with this commit, branch or tag: only what is new since then blocks
  --policy FILE       use this policy file
  --fail-on LEVEL     error, warning, note or never (default: error, or what the policy says)
  --as-of DATE        audit as of this day, YYYY-MM-DD (default: today)
  --all               list every place and every component
  --fix               make the edits that are certain in the files, and report what is left
  --help, --version

Exit codes: 0 nothing blocks, 1 blocking findings, 2 a mistake in what was asked for,
70 an error of this tool.`;
const commentHelp = `Usage: stack-audit comment --report FILE [--key KEY] [--always]

Comments on the pull request of the run that has just finished with the JSON report of that run. For
a workflow on workflow_run, where the pull request's own workflow has no token that may write: forks
and Dependabot. The report is checked and rendered anew; which pull request it is about, and whether
its head is still that commit, is asked of GitHub. Needs GITHUB_TOKEN with pull-requests: write.

Options:
  --report FILE   the report, as \`json-file\` or --format json wrote it
  --key KEY       tells several comments on one pull request apart (default: default)
  --always        comment also when there is nothing to say

Exit codes: 0 also if GitHub refuses, which is said; 2 if the file is no report.`;
const stackHelp = `Usage: stack-audit stack [PATH] [--component DIR] [--all]

Says what every component is built of and why that is believed: the reasons for its role, and for
each technology the version, the strength of the evidence, and every piece of it with its file and
line.

Options:
  --component DIR   only the component in this directory
  --all             also weak evidence that the audit does not count

Exit codes: 0 said, 2 there is no such directory or component.`;
const policyHelp = `Usage: stack-audit policy show [PATH] [--policy FILE] [--json]
       stack-audit policy check [FILE|PATH] [--as-of DATE]
       stack-audit policy lock [PATH] [--check]
       stack-audit policy ids [WORD]

show   prints every value in force for the repository at PATH with the file and line that says it.
check  reads a policy file, or that of the repository at PATH, and lists all mistakes; then what its
       exceptions and locks amount to.
lock   writes .github/stack-audit.lock.json: all that the policy extends, as it is now. Runs that
       cannot reach it (forks, private repositories, no network) take it from there. --check says
       whether the lock is up to date.
ids    prints the ids of technologies that a policy may name; with a word, those that have it in id
       or name.

What a policy extends is read over GitHub's API with the token in GITHUB_TOKEN. docs/policy.md
describes the file.

Exit codes: 0 all is well, 1 the lock is out of date, 2 the policy has mistakes or cannot be read.`;
const ruleHelp = `Usage: stack-audit rule test FILE|DIR…
       stack-audit rule list

test  checks rule files and runs their examples: what was expected and not found is missing, what
      was found and not expected is noisy. docs/writing-rules.md says how to write a rule.
list  prints the rules that ship, with their severities.

Exit codes: 0 all examples hold, 1 some do not, 2 a file is not a rule.`;
// src/commands/index.ts
/** Every command, loaded when it is run. Without one, the arguments are those of `audit`. */
const commands = {
	audit: {
		does: "audit a repository (the default)",
		help: auditHelp,
		run: async (args) => (await import("./audit.js")).runAudit(args)
	},
	stack: {
		does: "explain what every component is built of, and why that is believed",
		help: stackHelp,
		run: async (args) => (await import("./stack.js")).runStack(args)
	},
	comment: {
		does: "comment on a pull request with another run's report",
		help: commentHelp,
		run: async (args) => (await import("./comment.js")).runComment(args)
	},
	policy: {
		does: "show the policy in force, check it, lock what it extends",
		help: policyHelp,
		run: async (args) => (await import("./policy.js")).runPolicy(args)
	},
	dockerfile: {
		does: "write a Dockerfile for a component that has none",
		help: `Usage: stack-audit dockerfile [COMPONENT] [--path DIR] [--write] [--as-of DATE]

Prints a hardened Dockerfile and a .dockerignore for a component: the directory of a service below
DIR, or its name; not needed where there is one service only. The versions are those that the
component asks for, else the newest with long-term support.

Options:
  --path DIR    the repository (default: the current directory)
  --write       write both into the component's directory, where there are none
  --as-of DATE  choose versions as of this day, YYYY-MM-DD (default: today)

Exit codes: 0 written, 2 there is no such component, or no recipe for what it is built of.`,
		run: async (args) => (await import("./dockerfile.js")).runDockerfile(args)
	},
	rule: {
		does: "test rules of your own, list those that ship",
		help: ruleHelp,
		run: async (args) => (await import("./rule.js")).runRule(args)
	}
};
/** The command of this name, if there is one. */
function commandOf(name) {
	return Object.hasOwn(commands, name) ? commands[name] : void 0;
}
/** Runs the command that the arguments begin with, or the audit that they describe. */
async function runCommand(args) {
	const [first = ""] = args;
	const named = commandOf(first);
	if (named !== void 0) return named.run(args.slice(1));
	if (/^[a-z]+$/.test(first) && !existsSync(first)) {
		const { suggestion } = await import("./mistakes.js");
		const meant = suggestion(first, Object.keys(commands));
		if (meant !== "") throw new UsageError(`there is no command and no directory ${first}${meant}`);
	}
	return commands.audit.run(args);
}
/** The help of the whole program: that of `audit`, and the other commands by name. */
function help() {
	const width = Math.max(...Object.keys(commands).map((name) => name.length));
	const lines = Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`);
	return `${auditHelp}\n\nCommands (stack-audit COMMAND --help says more):\n${lines.join("\n")}`;
}
export { UsageError, asCode, asUri, commandOf, exitCodes, fileTrouble, forAttribute, forCommand, forHtml, forLog, forMarkdown, forProperty, formatNames, help, inAddress, isPlain, oneLine, policyHelp, prose, ruleHelp, runCommand, version };
