import { counted, rulesById, sentence, webReferences, withoutPlaceholders } from "./stack-audit.js";
import { asUri, oneLine, prose } from "./start.js";
import { gzipSync } from "node:zlib";
// src/output/sarif-result.ts
const baselines = {
	new: "new",
	existing: "unchanged",
	fixed: "absent"
};
const mostRelated = 100;
/** A finding as a result. `compared`: there is a state before, so that it is known what is new. */
function sarifResult(finding, ruleIndex, compared) {
	const { rule, severity, status, title, message, fix, at, related, fingerprint, component, waiver } = finding;
	const text = [
		title,
		message,
		fix
	].map((part) => sentence(oneLine(part))).filter((part) => part !== "");
	return {
		ruleId: oneLine(rule).slice(0, 255),
		ruleIndex,
		level: severity,
		message: { text: inMessage(text.join(" ")) },
		locations: [sarifLocation(at)],
		...related.length > 0 && { relatedLocations: related.slice(0, mostRelated).map(sarifLocation) },
		partialFingerprints: { "stackAudit/v1": fingerprint },
		...compared && { baselineState: baselines[status] },
		...waiver !== null && { suppressions: [suppression(waiver)] },
		...fixes(finding),
		properties: {
			component: oneLine(component),
			blocking: finding.blocking
		}
	};
}
/** A place as SARIF names it; one without a line is about the file. */
function sarifLocation({ path, line, column, endLine }) {
	const region = line !== void 0 && {
		startLine: line,
		...column !== void 0 && { startColumn: column },
		...endLine !== void 0 && endLine >= line && { endLine }
	};
	return { physicalLocation: {
		artifactLocation: {
			uri: asUri(path),
			uriBaseId: "SRCROOT"
		},
		region: region === false ? { startLine: 1 } : region
	} };
}
function suppression({ by, reason, owner, expires, ticket, at }) {
	return {
		kind: by === "comment" ? "inSource" : "external",
		status: "accepted",
		justification: oneLine(reason),
		location: sarifLocation(at),
		properties: {
			...owner !== null && { owner: oneLine(owner) },
			...expires !== null && { expires },
			...ticket !== null && { ticket: oneLine(ticket) }
		}
	};
}
/** A patch that replaces lines; one that takes them away takes the line feed, too. */
function fixes({ patch, fix }) {
	if (patch === null || patch.create === true || patch.remove < 1) return {};
	const { path, line, remove, insert } = patch;
	const gone = insert.length === 0;
	const replacement = {
		deletedRegion: gone ? {
			startLine: line,
			startColumn: 1,
			endLine: line + remove,
			endColumn: 1
		} : {
			startLine: line,
			endLine: line + remove - 1
		},
		...!gone && { insertedContent: { text: insert.join("\n") } }
	};
	const artifactLocation = {
		uri: asUri(path),
		uriBaseId: "SRCROOT"
	};
	return { fixes: [{
		description: { text: inMessage(oneLine(fix)) },
		artifactChanges: [{
			artifactLocation,
			replacements: [replacement]
		}]
	}] };
}
/** A text in which neither `{0}` nor `[…](…)` means anything. SARIF 2.1.0, 3.11.5 and 3.11.6 */
function inMessage(text) {
	const bare = text.replace(/\{(\d+)\}/g, "{{$1}}");
	return bare.includes("](") ? bare.replace(/[\\[\]]/g, "\\$&") : bare;
}
// src/output/sarif-rule.ts
const precisions = {
	certain: "very-high",
	likely: "high",
	possible: "medium"
};
const problems = {
	error: "error",
	warning: "warning",
	note: "recommendation"
};
/** GitHub reads them as high, medium and low, and of no rule but those about security. */
const securitySeverities = {
	error: "8.0",
	warning: "5.5",
	note: "3.0"
};
/** A rule as SARIF describes it, within GitHub's limits. https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support */
function sarifRule(id, words) {
	if (words === void 0) return { id: oneLine(id).slice(0, 255) };
	const { severity, why, confidence = "certain" } = words;
	const family = id.split("/", 1)[0] ?? "";
	const [title, fix] = [withoutPlaceholders(words.title), withoutPlaceholders(words.fix)].map(oneLine);
	const references = webReferences(words).slice(0, 20);
	const [reference] = references;
	const cwes = references.flatMap((one) => /^https:\/\/cwe\.mitre\.org\/data\/definitions\/(\d+)/.exec(one)?.[1] ?? []);
	const security = family === "security";
	return {
		id: oneLine(id).slice(0, 255),
		shortDescription: { text: title.slice(0, 1e3) },
		fullDescription: { text: oneLine(why).slice(0, 1e3) },
		help: {
			text: [
				oneLine(why),
				fix,
				...references
			].join("\n\n"),
			markdown: [
				prose(why),
				`**How to mend it:** ${prose(fix)}`,
				references.map((one) => `- <${one}>`).join("\n")
			].filter((part) => part !== "").join("\n\n")
		},
		...reference !== void 0 && { helpUri: reference },
		defaultConfiguration: { level: severity },
		properties: {
			tags: [oneLine(family), ...cwes.slice(0, 8).map((number) => `external/cwe/cwe-${number.padStart(3, "0")}`)],
			precision: precisions[confidence],
			"problem.severity": problems[severity],
			...security && { "security-severity": securitySeverities[severity] }
		}
	};
}
// src/output/sarif.ts
/** https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support: results in a run, and the size of the file packed. */
const mostResults = 25e3;
const largest = 10485760;
const mostNotifications = 500;
/** The report in the Static Analysis Results Interchange Format 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
function sarif(report, options) {
	const wanted = report.findings.filter(({ status, waiver }) => options.openOnly !== true || status !== "fixed" && waiver === null);
	for (let most = Math.min(mostResults, wanted.length);; most = Math.floor(most / 2)) {
		const text = `${JSON.stringify(log(report, wanted.slice(0, most), wanted.length, options), null, 1)}\n`;
		if (most === 0 || text.length < largest || gzipSync(text).length < largest) return text;
	}
}
function log(report, findings, all, options) {
	const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
	const positions = new Map(ids.map((id, position) => [id, position]));
	const known = rulesById(options.rules);
	const compared = report.comparedWith !== null;
	const { verdict, failOn, asOf, comparedWith } = report;
	return {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: "Stack Audit",
				version: oneLine(report.tool.version),
				rules: ids.map((id) => sarifRule(id, known.get(id)))
			} },
			automationDetails: { id: "stack-audit/" },
			columnKind: "utf16CodeUnits",
			originalUriBaseIds: { SRCROOT: { description: { text: "The root of the repository." } } },
			...provenance(options.links),
			invocations: [{
				executionSuccessful: true,
				toolExecutionNotifications: notifications(report, all - findings.length)
			}],
			results: findings.map((finding) => sarifResult(finding, positions.get(finding.rule) ?? 0, compared)),
			properties: {
				verdict,
				failOn,
				asOf,
				comparedWith: comparedWith === null ? null : oneLine(comparedWith)
			}
		}]
	};
}
function provenance({ repository, head } = {}) {
	if (repository === void 0 || head === void 0 || !URL.canParse(repository)) return {};
	return { versionControlProvenance: [{
		repositoryUri: repository,
		revisionId: head,
		mappedTo: { uriBaseId: "SRCROOT" }
	}] };
}
/** What was not understood, not read, or left out. */
function notifications({ diagnostics, skipped, notCompared }, left) {
	const told = [...diagnostics.map(({ message, at }) => ({
		text: message,
		at
	})), ...skipped.map(({ path, reason }) => ({
		text: `Skipped: ${reason}.`,
		at: { path }
	}))];
	const more = told.length - mostNotifications;
	return [...[
		...notCompared === null ? [] : [notCompared],
		...left > 0 ? [`${counted(left, "finding")} more are left out: there is no room for them.`] : [],
		...more > 0 ? [`${more} more places were not understood.`] : []
	].map((text) => ({
		level: "warning",
		message: { text: inMessage(oneLine(text)) }
	})), ...told.slice(0, mostNotifications).map(({ text, at }) => ({
		level: "note",
		message: { text: inMessage(oneLine(text)) },
		locations: [sarifLocation(at)]
	}))];
}
export { sarif };
