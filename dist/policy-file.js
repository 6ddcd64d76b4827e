import { UsageError, exitCodes, forLog, policyHelp, ruleHelp } from "./start.js";
import { atKey, atValue, checkExceptions, checkGlobs, compileRule, dayMistake, dayOf, directoryOf, entriesOf, fieldOf, flagsOf, idCheck, isRecord, lockPath, mistakesText, nameOf, own, parseBand, parseReference, parseToml, policyAdvice, policyOf, referenceKey, resolvePolicy, runExamples, schemaMistakes, shippedCatalogue, shippedIds, shippedRules, shortened, shownPolicy, suggestion, textsAt, worktree, worktreeFile } from "./stack-audit.js";
import { _default, _enum, _maxLength, _minLength, _nonnegative, _positive, _regex, array, boolean, describe, int, literal, nullable, object, optional, partialRecord, record, safeParse, strictObject, string, union } from "./schema.js";
import { require_dist } from "./yaml.js";
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createHash } from "node:crypto";
// src/model/lifecycle.ts
/** A calendar day, `YYYY-MM-DD`. */
const Day = string().check(_regex(/^\d{4}-\d{2}-\d{2}$/, "write a day as YYYY-MM-DD, for example 2027-03-31"));
strictObject({
	id: string(),
	name: string(),
	source: string(),
	read: Day,
	/** A cycle of this product ends merely because the next one came: being behind is a note, not an error. */
	"ends-with-next": optional(boolean()),
	cycle: array(strictObject({
		name: string(),
		released: optional(Day),
		lts: optional(union([Day, boolean()])),
		"active-support-end": optional(Day),
		"end-of-life": optional(Day),
		/** The source says that it has ended, without a day. */
		ended: optional(boolean()),
		"extended-support-end": optional(Day),
		latest: optional(string()),
		"latest-released": optional(Day),
		codename: optional(string())
	}))
});
// src/model/technology.ts
const words = array(string());
/** A tree in memory and what must be found in it: the test and the documentation of a technology or a rule. */
const Example = strictObject({
	name: string(),
	/** Rules: `path:line`; technologies: `id` or `id version`. Absent: nothing may be found. */
	finds: optional(words),
	policy: optional(string()),
	today: optional(string()),
	files: record(string(), string())
});
strictObject({
	id: string(),
	name: string(),
	kind: _enum([
		"language",
		"runtime",
		"framework",
		"server",
		"library",
		"database",
		"broker",
		"cache",
		"search",
		"storage",
		"tool",
		"trait"
	]),
	category: optional(string()),
	language: optional(string()),
	/** `ecosystem:name`; any one, as a production dependency of an application, proves it. */
	packages: _default(words, []),
	/** Of the same form: packages that bring it along. They prove it, too, but have versions of their own. */
	"brought-by": optional(words),
	/** Weak evidence of the same form: it supports and may give the version, it never proves alone. */
	hints: _default(words, []),
	files: _default(words, []),
	images: _default(words, []),
	/** Technologies that run beneath it, even if only transitive. */
	implies: _default(words, []),
	/** Technologies whose direct dependency is a layer beneath this one in the same component. */
	hides: _default(words, []),
	versions: optional(string()),
	"version-from": _default(words, []),
	lifecycle: optional(string()),
	standing: optional(_enum([
		"mainstream",
		"established",
		"emerging",
		"maintenance",
		"unmaintained"
	])),
	"standing-note": optional(string()),
	"standing-source": optional(string()),
	"standing-read": optional(string()),
	homepage: optional(string()),
	article: optional(string()),
	example: _default(array(Example), [])
});
/** The kinds that keep what a service must not lose: what talks to one of them is no mere tool. */
const storeKinds = /* @__PURE__ */ new Set([
	"database",
	"broker",
	"cache",
	"search"
]);
// src/model/rule.ts
const Severity = _enum([
	"error",
	"warning",
	"note"
]);
/** What a rule may judge, one item at a time; the variable in `when` bears the same name. */
const Subject = _enum([
	"repository",
	"component",
	"technology",
	"dependency",
	"runtime",
	"setting",
	"command",
	"image",
	"stage",
	"instruction",
	"step",
	"workload",
	"build",
	"secret"
]);
/** The article's claims (docs/article.md). */
const Claim = _enum([
	"security",
	"scalability",
	"performance",
	"modularity",
	"containers",
	"delivery",
	"typed",
	"maturity",
	"familiarity",
	"community"
]);
/** One rule, one file: what it judges, the predicate, the words, and the examples that prove it. */
const Rule = strictObject({
	/** `family/defect`: it names the defect, so that it reads well after "allow". */
	id: string().check(_regex(/^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/, "write family/defect in lower case, for example container/runs-as-root")),
	title: string(),
	for: Subject,
	/** CEL, of type bool. */
	when: string(),
	severity: Severity,
	/** CEL, of type bool: when it holds, the finding is one of `severity-if.severity` instead. First match wins. */
	"severity-if": _default(array(strictObject({
		when: string(),
		severity: Severity
	})), []),
	confidence: _default(_enum([
		"certain",
		"likely",
		"possible"
	]), "certain"),
	/** Placeholders in braces are CEL expressions. */
	message: string(),
	why: string(),
	fix: string(),
	/** CEL, of type Location: where the finding stands, if not at the subject itself. */
	at: optional(string()),
	/** CEL, of type list<Location>: other places that belong to it. */
	related: optional(string()),
	references: array(string()).check(_minLength(1)),
	article: Claim,
	/** Roles of the components that the rule asks, if not the usual ones of its subject. */
	roles: optional(array(_enum([
		"service",
		"library",
		"frontend",
		"example",
		"test",
		"template"
	]))),
	/** Ids of the same check in other tools, whose skip comments are honoured: hadolint, checkov, trivy, kics, buildkit, kube-linter. */
	same: _default(record(string(), array(string())), {}),
	/** Not judged unless the policy gives it a severity. */
	off: optional(boolean()),
	example: array(Example).check(_minLength(2))
});
// src/model/report.ts
const Location = object({
	path: string(),
	line: optional(int()),
	column: optional(int()),
	endLine: optional(int())
});
const text = string();
const maybe = nullable(string());
const ReportedTechnology = object({
	id: text,
	kind: text,
	name: text,
	/** It lies beneath another framework of the component. */
	layer: boolean(),
	under: nullable(text),
	version: object({
		declared: maybe,
		resolved: maybe
	}),
	at: Location
});
const ReportedImage = object({
	at: Location,
	target: maybe,
	base: maybe,
	user: maybe,
	/** null: cannot be told. */
	runsAsRoot: nullable(boolean()),
	multiStage: boolean(),
	healthcheck: boolean(),
	/** null: the image has no start command of its own. */
	execForm: nullable(boolean()),
	role: text
});
const ReportedComponent = object({
	path: text,
	name: text,
	role: _enum([
		"service",
		"library",
		"frontend",
		"example",
		"test",
		"template"
	]),
	roleReasons: array(text),
	language: maybe,
	technologies: array(ReportedTechnology),
	images: array(ReportedImage)
});
const ReportedFinding = object({
	rule: text,
	severity: Severity,
	status: _enum([
		"new",
		"existing",
		"fixed"
	]),
	component: text,
	title: text,
	message: text,
	fix: text,
	at: Location,
	related: array(Location),
	fingerprint: text,
	/** It is what makes the check fail. */
	blocking: boolean(),
	technology: maybe,
	waiver: nullable(object({
		by: _enum(["exception", "comment"]),
		reason: text,
		owner: maybe,
		expires: nullable(Day),
		ticket: maybe,
		at: Location
	})),
	patch: nullable(object({
		path: text,
		line: int(),
		remove: int(),
		removed: array(text),
		insert: array(text),
		create: optional(boolean())
	}))
});
/** How a component's technologies differ from the base. `before` is null for a new component, `after` for one that is gone. */
const StackChange = object({
	component: text,
	movedFrom: maybe,
	before: nullable(array(object({
		id: text,
		name: text,
		version: maybe
	}))),
	after: nullable(array(object({
		id: text,
		name: text,
		version: maybe
	})))
});
const PreviewedFinding = object({
	rule: text,
	component: text,
	title: text,
	severity: Severity,
	at: Location
});
/** What the policy that a pull request brings would change once it is merged. It decides nothing before. */
const PolicyPreview = object({
	source: text,
	/** Mistakes that keep it from being read; with them the rest is empty. */
	mistakes: array(object({
		path: text,
		line: int(),
		column: optional(int()),
		message: text
	})),
	/** Findings that would count and do not now, and those that would no longer. */
	added: array(PreviewedFinding),
	removed: array(PreviewedFinding),
	/** Findings that would count at another severity. */
	changed: array(object({
		...PreviewedFinding.def.shape,
		before: Severity
	})),
	/** Values that differ, by their key in the file; null: not set. */
	values: array(object({
		key: text,
		before: maybe,
		after: maybe
	})),
	/** Exceptions that appear and disappear. */
	exceptions: object({
		added: array(object({
			target: text,
			reason: text,
			owner: text,
			expires: Day,
			at: Location
		})),
		removed: array(object({
			target: text,
			reason: text,
			owner: text,
			expires: Day,
			at: Location
		}))
	}),
	verdict: _enum([
		"pass",
		"warn",
		"fail"
	])
});
/** All that an output sees, and what `--format json` prints: a contract, versioned by `version`. The published JSON Schema is made of it. */
const Report = object({
	version: literal(1),
	tool: object({
		name: text,
		version: text
	}),
	/** The day for which the audit was made: end of life and exceptions depend on it. */
	asOf: Day,
	components: array(ReportedComponent),
	findings: array(ReportedFinding),
	changes: array(StackChange),
	diagnostics: array(object({
		message: text,
		at: Location
	})),
	skipped: array(object({
		path: text,
		reason: text
	})),
	counts: object({
		blocking: int(),
		new: int(),
		existing: int(),
		fixed: int(),
		accepted: int(),
		files: int(),
		rules: int()
	}),
	/** `warn`: it would fail if the policy's mode were `enforce`. */
	verdict: _enum([
		"pass",
		"warn",
		"fail"
	]),
	failOn: _enum([
		"error",
		"warning",
		"note",
		"never"
	]),
	/** The commit or revision it was compared with; null when the whole repository counts as new. */
	comparedWith: maybe,
	/** Said when a comparison was asked for and could not be made. */
	notCompared: maybe,
	policy: nullable(object({ source: text })),
	/** Files for services that are new without an image: three at most. */
	recipes: optional(array(object({
		component: text,
		/** The directory to build from, empty for the root; null: the component's own. */
		context: maybe,
		dockerfile: text,
		dockerignore: text,
		notes: array(text)
	}))),
	/** Set when the pull request changes the policy. */
	policyPreview: nullable(PolicyPreview)
});
// src/model/policy.ts
const says = describe;
const Ring = _enum([
	"adopt",
	"trial",
	"hold",
	"deny"
]);
const Paths = array(string()).check(_minLength(1));
/** One band of versions of a technology and where it stands in the organisation. */
const Band = strictObject({
	versions: optional(string()).check(says("Versions it is about: \">=4.19 <5\", \"^3.5\", \"4.x\". Without: all.")),
	ring: Ring.check(says("adopt: use it. trial: a note. hold: a warning. deny: an error.")),
	reason: optional(string()).check(says("Why. Shown wherever the ring is.")),
	alternatives: optional(array(string())).check(says("What to use instead.")),
	from: optional(Day).check(says("The ring holds from this day on; before it is announced as a note.")),
	"only-in": optional(Paths).check(says("Paths where it may be used; anywhere else it is denied."))
});
const FailOn = _enum([
	"error",
	"warning",
	"note",
	"never"
]);
const Mode = _enum([
	"enforce",
	"warn",
	"off"
]);
const Unlisted = _enum([
	"allow",
	"trial",
	"hold",
	"deny"
]);
const Bands = union([
	Ring,
	Band,
	array(Band).check(_minLength(1))
]);
const RuleLevel = union([Severity, literal("off")]);
const Days = int().check(_nonnegative());
const Eol = strictObject({
	"grace-days": optional(Days).check(says("Days after its end of life that a version still passes.")),
	"warn-days": optional(Days).check(says("Days before its end of life from which on it is announced."))
});
const Exception = strictObject({
	rule: optional(string()).check(says("Rule or family/* that it accepts. Either this, framework or fingerprint.")),
	framework: optional(string()).check(says("Framework whose ring or version it accepts.")),
	paths: optional(Paths).check(says("Components or files that it is for. Without: the whole repository.")),
	fingerprint: optional(string()).check(says("The one finding that it is for, as reports show it.")),
	reason: string().check(_minLength(10), says("Why, in at least ten characters.")),
	owner: string().check(says("Who can be asked: @user, @org/team or a mail address.")),
	expires: Day.check(says("The last day on which it applies.")),
	ticket: optional(string()).check(says("Where the work on it is tracked."))
});
const Frameworks = record(string(), Bands);
const Versions = record(string(), string());
const Registries = array(string());
const Levels = record(string(), RuleLevel);
const Reference = string();
const Override = strictObject({
	paths: Paths.check(says("Components or files that it is for.")),
	mode: optional(Mode),
	"fail-on": optional(FailOn),
	unlisted: optional(Unlisted),
	frameworks: optional(Frameworks),
	"minimum-versions": optional(Versions),
	registries: optional(Registries),
	eol: optional(Eol),
	rules: optional(Levels)
});
const Limits = strictObject({
	"max-days": optional(int().check(_positive())).check(says("Longest time from today until an exception expires.")),
	require: optional(array(_enum([
		"ticket",
		"fingerprint",
		"paths"
	]))).check(says("What an exception must state besides reason, owner and date.")),
	"never-for": optional(array(string())).check(says("Rules, families and frameworks that nobody may accept.")),
	"org-only": optional(array(string())).check(says("Rules, families and frameworks that only this file may accept, none that extends it.")),
	inline: optional(boolean()).check(says("Whether comments in files may accept findings."))
});
/** The policy file as an organisation writes it, `.github/stack-audit.yml`. The JSON Schema and docs/policy.md are generated from this. */
const PolicyFile = strictObject({
	version: literal(1).check(says("Version of this format.")),
	extends: optional(union([Reference, array(Reference).check(_maxLength(5))])).check(says("Policies that this one builds on, owner/repo//path@ref; later ones win.")),
	mode: optional(Mode).check(says("enforce: blocking findings fail the check. warn: the same report, never red. off: no audit.")),
	"fail-on": optional(FailOn).check(says("Lowest severity of a finding that fails the check.")),
	"new-only": optional(boolean()).check(says("Only what a pull request introduces fails it.")),
	strict: optional(boolean()).check(says("A file that cannot be understood fails the check.")),
	unlisted: optional(Unlisted).check(says("Ring of frameworks that nobody has listed.")),
	frameworks: optional(Frameworks).check(says("Ring of each framework, by id: a ring, a band, or a list of bands of which the first match counts.")),
	"minimum-versions": optional(Versions).check(says("Lowest version of languages, runtimes and frameworks, by id, in quotes.")),
	registries: optional(Registries).check(says("Where images may come from: registries, or names in them as globs, \"docker.io/library\", \"*.acme.example\". Without: anywhere.")),
	eol: optional(Eol).check(says("Patience with versions past their end of life.")),
	rules: optional(Levels).check(says("Severity of a rule or of family/*, or off. A rule’s own id beats its family.")),
	paths: optional(strictObject({
		include: optional(array(string())).check(says("Only these paths are audited.")),
		exclude: optional(array(string())).check(says("These paths are not audited."))
	})).check(says("What is audited, as globs from the root.")),
	overrides: optional(array(Override)).check(says("Other values for some paths. The last match wins.")),
	exceptions: optional(array(Exception)).check(says("Findings that are accepted for a while.")),
	"exception-limits": optional(Limits).check(says("What exceptions may not do.")),
	"custom-rules": optional(array(string())).check(says("Rule files of your own, as globs from the root.")),
	thresholds: optional(strictObject({ "max-findings": optional(partialRecord(Severity, int().check(_nonnegative()))).check(says("So many findings of a severity are let pass, old ones included.")) })).check(says("Limits on all findings together.")),
	comment: optional(_enum([
		"auto",
		"always",
		"never"
	])).check(says("Comment on pull requests: when there is something to say, always, or never.")),
	suggestions: optional(boolean()).check(says("Offer fixes that are certain as suggested changes on the lines of a pull request.")),
	locked: optional(array(string())).check(says("Keys, frameworks, rules and families that files extending this one may tighten and not loosen."))
});
// src/policy/check.ts
/**
* What a schema cannot tell: ids that nobody knows, ranges, dates, references, paths that match nothing. Takes the plain value, whether the
* schema agrees with it or not, so that all mistakes come at once; a part of the wrong type is the schema's to report.
*/
function checkPolicy(file, places, ids) {
	return [
		...textsAt(file, ["extends"], true).flatMap(([keys, text]) => {
			const parsed = parseReference(text);
			return "error" in parsed ? atValue(places, keys, parsed.error) : [];
		}),
		...checkPart(file, places, ids, []),
		...listAt(file, "overrides").flatMap((override, index) => [...checkGlobs(override, places, ["paths"], ["overrides", index]), ...checkPart(override, places, ids, ["overrides", index])]),
		...checkGlobs(file, places, ["paths", "include"]),
		...checkGlobs(file, places, ["paths", "exclude"]),
		...checkGlobs(file, places, ["custom-rules"]),
		...textsAt(file, ["custom-rules"]).flatMap(([keys, glob]) => glob.endsWith(".toml") ? [] : atValue(places, keys, `"${shortened(glob)}" must end in .toml: rules are TOML files`)),
		...listAt(file, "exceptions").flatMap((exception, index) => checkExceptions(exception, places, ids, index)),
		...["never-for", "org-only"].flatMap((key) => textsAt(file, ["exception-limits", key]).flatMap(([keys, id]) => atValue(places, keys, id.includes("/") ? ids.rule(id) : ids.technology(id)))),
		...textsAt(file, ["locked"]).flatMap(([keys, entry]) => atValue(places, keys, lockedMistake(entry, ids)))
	];
}
function listAt(value, key) {
	const list = fieldOf(value, key);
	return Array.isArray(list) ? list : [];
}
/** The keys that a file has at its top and in each override. */
function checkPart(part, places, ids, at) {
	return [
		...entriesOf(fieldOf(part, "frameworks")).flatMap(([id, entry]) => [...atKey(places, [
			...at,
			"frameworks",
			id
		], ids.technology(id)), ...checkBands(id, entry, places, [
			...at,
			"frameworks",
			id
		])]),
		...entriesOf(fieldOf(part, "minimum-versions")).flatMap(([id, version]) => [...atKey(places, [
			...at,
			"minimum-versions",
			id
		], ids.technology(id)), ...atValue(places, [
			...at,
			"minimum-versions",
			id
		], versionMistake$1(id, version))]),
		...textsAt(part, ["registries"]).flatMap(([keys, entry]) => atValue(places, [...at, ...keys], registryMistake(entry))),
		...entriesOf(fieldOf(part, "rules")).flatMap(([id]) => atKey(places, [
			...at,
			"rules",
			id
		], ids.rule(id)))
	];
}
function checkBands(id, entry, places, at) {
	const bands = Array.isArray(entry) ? entry : [entry];
	const first = bands.findIndex((band) => isRecord(band) && !Object.hasOwn(band, "versions") && !Object.hasOwn(band, "from"));
	return bands.flatMap((band, index) => {
		const keys = Array.isArray(entry) ? [...at, index] : at;
		const never = first !== -1 && index > first ? `${nameOf(keys)} can never apply: ${nameOf([...at, first])} has no versions and takes them all` : void 0;
		return [
			...atValue(places, keys, never),
			...atValue(places, [...keys, "versions"], rangeMistake(id, fieldOf(band, "versions"))),
			...atValue(places, [...keys, "from"], dayMistake(fieldOf(band, "from"))),
			...checkGlobs(band, places, ["only-in"], keys)
		];
	});
}
function rangeMistake(id, versions) {
	return typeof versions === "string" && "error" in parseBand(versions) ? `"${shortened(versions)}" is not a version range for ${shortened(id)}. Write for example ">=4.19 <5", "^3.5" or "4.x".` : void 0;
}
function versionMistake$1(id, version) {
	if (typeof version !== "string") return void 0;
	if (/^v?\d[\w.+-]*$/.test(version) && !("error" in parseBand(`>=${version}`))) return void 0;
	const [bare] = /\d[\w.+-]*/.exec(version) ?? [];
	const write = bare === void 0 ? "Write for example \"3.5\"." : `Write "${shortened(bare)}": it is a minimum already.`;
	return `"${shortened(version)}" is not a version of ${shortened(id)}. ${write}`;
}
function registryMistake(entry) {
	const shown = `"${shortened(entry)}"`;
	const [host = "", ...names] = entry.split("/");
	if (entry.trim() === "" || /\s/.test(entry) || entry.length > 500) return `${shown} is not the name of a registry`;
	if (/^\w+:\/\//.test(entry)) return `${shown} is an address. Write the name alone: "${shortened(entry.replace(/^\w+:\/\//, ""))}"`;
	if (names.some((name) => /[:@]/.test(name))) return `${shown} has a tag or a digest. Write the name alone: "${shortened(entry.replace(/[:@][^/]*$/, ""))}"`;
	if (!/[.:*{]|^localhost$/.test(host)) return `${shown} names no registry. Write for example "docker.io/${names.length === 0 ? "library/" : ""}${shortened(entry)}"`;
}
/** The keys that `locked` may name besides single frameworks, minimum versions and rules. */
const lockable = [
	"mode",
	"fail-on",
	"new-only",
	"strict",
	"unlisted",
	"frameworks",
	"minimum-versions",
	"registries",
	"eol",
	"rules",
	"paths",
	"exception-limits",
	"thresholds"
];
function lockedMistake(entry, ids) {
	if (lockable.includes(entry)) return void 0;
	const [, table, id = ""] = /^(frameworks|minimum-versions)\.(.+)$/.exec(entry) ?? [];
	if (table !== void 0) return ids.technology(id);
	if (entry.includes("/")) return ids.rule(entry);
	const hint = suggestion(entry, lockable) || ".";
	return `"${shortened(entry)}" cannot be locked${hint} What can: ${lockable.join(", ")}, one framework as frameworks.flask, a rule or family/*`;
}
// src/policy/policy-yaml.ts
var import_dist = require_dist();
/** A policy larger than this is no policy. Bytes of UTF-8. */
const largestPolicy = 262144;
/**
* Reads one YAML 1.2 document, https://yaml.org/spec/1.2.2/ (core schema: `off` and dates stay text). Never throws; what is no YAML,
* stands twice or refers to itself is a mistake with its place, and `value` is undefined if nothing can be said of the rest.
*/
function parsePolicyYaml(path, text) {
	const refuse = (message, at = {
		line: 1,
		column: 1
	}) => ({
		...unplaced(path),
		mistakes: [{
			path,
			...at,
			message
		}]
	});
	if (new TextEncoder().encode(text).length > 262144) return refuse(`the file is larger than ${largestPolicy / 1024} KB`);
	if (isTooDeep(text)) return refuse("the file is nested too deeply");
	const counter = new import_dist.LineCounter();
	try {
		const document = (0, import_dist.parseDocument)(text, {
			lineCounter: counter,
			version: "1.2",
			logLevel: "error",
			prettyErrors: false,
			uniqueKeys: false
		});
		const mistakes = [...document.errors, ...document.warnings].slice(0, mostErrors).map((error) => ({
			path,
			...positionOf$1(error.pos[0], counter),
			message: messageOf(error)
		}));
		if (document.errors.length > 0) return {
			...unplaced(path),
			mistakes
		};
		const value = document.toJS({ maxAliasCount: 100 });
		if (value === null) return refuse("the file is empty. Begin it with \"version: 1\".");
		const places = placesOf(document, counter);
		return {
			path,
			value,
			mistakes: [...mistakes, ...keysTwice(path, document.contents, counter)],
			...places
		};
	} catch (error) {
		return refuse(error instanceof RangeError ? "the file is nested too deeply" : `not valid YAML: ${firstLine(error.message)}`);
	}
}
const deepest = 64;
const mostErrors = 20;
/** A policy is three levels deep. Beyond any sense the parser takes very long, so that the text is looked at first. */
function isTooDeep(text) {
	if (/^[ \t]*(?:[-?:][ \t]+){33}/m.test(text)) return true;
	let depth = 0;
	for (const letter of text) {
		if (letter === "[" || letter === "{") depth += 1;
		else if ((letter === "]" || letter === "}") && depth > 0) depth -= 1;
		if (depth > deepest) return true;
	}
	return false;
}
function unplaced(path) {
	const top = () => ({
		line: 1,
		column: 1
	});
	return {
		path,
		value: void 0,
		valueAt: top,
		keyAt: top
	};
}
function positionOf$1(offset, counter) {
	const { line, col } = counter.linePos(offset);
	return {
		line: Math.max(1, line),
		column: Math.max(1, col)
	};
}
function messageOf({ code, message }) {
	return code === "MULTIPLE_DOCS" ? "the file holds several documents; a policy is one" : `not valid YAML: ${firstLine(message)}`;
}
function firstLine(message) {
	return (message.split("\n", 1)[0] ?? "").replace(/ at line \d+, column \d+:?$/, "").slice(0, 200);
}
/** Keys that stand twice in one mapping. The parser can tell, too, but takes the square of their number. */
function keysTwice(path, root, counter) {
	const mistakes = [];
	const waiting = [root];
	for (let node = waiting.pop(); node !== void 0; node = waiting.pop()) {
		if ((0, import_dist.isSeq)(node)) for (const item of node.items) waiting.push(item ?? null);
		if (!(0, import_dist.isMap)(node)) continue;
		const seen = /* @__PURE__ */ new Set();
		for (const { key, value } of node.items) {
			waiting.push(value ?? null);
			if (!(0, import_dist.isScalar)(key)) continue;
			const name = String(key.value);
			const message = `the key "${shortened(name)}" stands twice; only one of the two can count`;
			if (seen.has(name)) mistakes.push({
				path,
				...positionOf$1(key.range?.[0] ?? 0, counter),
				message
			});
			seen.add(name);
		}
	}
	return mistakes;
}
function placesOf(document, counter) {
	const position = (node) => {
		const range = node?.range;
		if (range === void 0 || range === null) return void 0;
		return positionOf$1(range[0], counter);
	};
	const members = /* @__PURE__ */ new WeakMap();
	const memberOf = (map, key) => {
		let index = members.get(map);
		if (index === void 0) {
			index = /* @__PURE__ */ new Map();
			for (const { key: name, value } of map.items) if ((0, import_dist.isScalar)(name)) index.set(String(name.value), {
				key: name,
				value
			});
			members.set(map, index);
		}
		return index.get(key);
	};
	const pairAt = (keys) => {
		let pair = {
			key: document.contents,
			value: document.contents
		};
		for (const key of keys) {
			const parent = (0, import_dist.isAlias)(pair.value) ? pair.value.resolve(document) : pair.value;
			if ((0, import_dist.isSeq)(parent)) pair = {
				key: parent.items[Number(key)],
				value: parent.items[Number(key)]
			};
			else pair = (0, import_dist.isMap)(parent) ? memberOf(parent, String(key)) : void 0;
			if (pair === void 0) return void 0;
		}
		return pair;
	};
	const nearest = (keys, part) => {
		for (let length = keys.length; length >= 0; length--) {
			const pair = pairAt(keys.slice(0, length));
			const found = pair && (position(length === keys.length ? pair[part] : pair.value) ?? position(pair.key));
			if (found !== void 0) return found;
		}
		return {
			line: 1,
			column: 1
		};
	};
	return {
		valueAt: (keys) => nearest(keys, "value"),
		keyAt: (keys) => nearest(keys, "key"),
		writtenAt: (keys) => {
			const node = pairAt(keys)?.value;
			return (0, import_dist.isScalar)(node) ? node.source : void 0;
		}
	};
}
// src/policy/synonyms.ts
/** Words that other tools use for ours; edit distance alone would not lead from one to the other. */
const rings = {
	adopt: "allow",
	allow: "adopt",
	allowed: "adopt",
	approved: "adopt",
	standard: "adopt",
	assess: "trial",
	experimental: "trial",
	pilot: "trial",
	caution: "hold",
	deprecated: "hold",
	warn: "hold",
	banned: "deny",
	blocked: "deny",
	block: "deny",
	denied: "deny",
	disallow: "deny",
	forbidden: "deny",
	prohibited: "deny"
};
const levels = {
	critical: "error",
	high: "error",
	medium: "warning",
	warn: "warning",
	moderate: "warning",
	low: "note",
	info: "note",
	notice: "note",
	none: "off",
	disabled: "off",
	ignore: "off"
};
/** What the policy's word for a ring or a level is, if the given one is another tool's: ` Write "deny".` */
function synonymHint(given, allowed) {
	if (typeof given !== "string") return void 0;
	const word = given.toLowerCase();
	for (const candidate of [
		word,
		own(rings, word),
		own(levels, word),
		word === "none" ? "never" : void 0
	]) if (candidate !== void 0 && candidate !== given && allowed.includes(candidate)) return `. Write "${candidate}".`;
}
// src/policy/load.ts
/** So many mistakes are shown; a file with more is hardly a policy. */
const mostMistakes = 100;
/** Reads one policy file. All its mistakes come at once, in the order of the file. `extends` is not followed: see gather.ts. */
function readPolicyFile(source, text, known) {
	const document = parsePolicyYaml(source, text);
	if (document.value === void 0) return { mistakes: [...document.mistakes] };
	const parsed = safeParse(PolicyFile, document.value, { reportInput: true });
	const ids = idCheck(known, ["extends", "custom-rules"].some((key) => fieldOf(document.value, key) !== void 0));
	const mistakes = [...document.mistakes, ...checkPolicy(document.value, document, ids)];
	for (const issue of parsed.error?.issues ?? []) if (issue.path[0] === "version") mistakes.push(versionMistake(document));
	else mistakes.push(...schemaMistakes(PolicyFile, document, [issue], synonymHint));
	if (!parsed.success || mistakes.length > 0) return inOrder(mistakes);
	return { layer: {
		source,
		file: parsed.data,
		lineOf: (keys) => document.valueAt(keys).line
	} };
}
function versionMistake({ path, value, valueAt }) {
	const version = fieldOf(value, "version");
	if (version === void 0) return {
		path,
		line: 1,
		column: 1,
		message: "add \"version: 1\" as the first line."
	};
	const message = version === "1" ? "version must be the number 1, without quotes" : `version is ${shortened(JSON.stringify(version) ?? "")}; this release reads version 1`;
	return {
		path,
		...valueAt(["version"]),
		message
	};
}
function inOrder(mistakes) {
	const sorted = [...mistakes].sort((one, other) => one.line - other.line || (one.column ?? 0) - (other.column ?? 0));
	const shown = sorted.slice(0, mostMistakes);
	const last = shown.at(-1);
	const more = sorted.length - shown.length;
	if (last !== void 0 && more > 0) shown.push({
		...last,
		message: `… and ${more} more mistakes`
	});
	return { mistakes: shown };
}
// src/commands/policy-check.ts
/** Lists all mistakes of a policy file, or of a repository's policy with all that it extends. */
async function runPolicyCheck(args) {
	const { values, positionals } = flagsOf("policy", args, { "as-of": { type: "string" } });
	const today = dayOf(values["as-of"]);
	const [path = "."] = positionals;
	const checked = statSync(path, { throwIfNoEntry: false })?.isFile() === true ? file(path) : await repository(positionals);
	const lines = [...policyAdvice(checked.policy, checked.layers, today).map(({ path: at, line, message }) => `${at}:${line}: ${message}`), `${checked.name}: OK`];
	process.stdout.write(`${forLog(lines.join("\n"))}\n`);
	return exitCodes.pass;
}
function file(path) {
	const read = readPolicyFile(path, readFileSync(path, "utf8"), shippedIds());
	if ("mistakes" in read) throw new UsageError(`${read.mistakes.length} to mend:\n${mistakesText(read.mistakes)}`);
	return {
		name: path,
		policy: resolvePolicy([read.layer]),
		layers: [read.layer]
	};
}
async function repository(positionals) {
	const directory = directoryOf(positionals);
	const { policySource, policy, layers } = await policyOf({
		directory,
		tree: worktree(directory, () => void 0)
	});
	if (policySource === void 0) throw new UsageError(`there is no policy file in ${positionals[0] ?? "."}`);
	return {
		name: policySource,
		policy,
		layers
	};
}
// src/policy/lock-file.ts
/** Larger than all policies together may be. */
const largestLock = 4194304;
const Sha = string().check(_regex(/^[0-9a-f]{40}$/, "a commit has 40 hexadecimal digits"));
/** What `policy lock` writes: every file that the policy extends, as it was at one commit, so that no run has to fetch it. */
const LockFile = strictObject({
	version: literal(1),
	policies: array(strictObject({
		reference: string(),
		commit: Sha,
		sha256: string(),
		text: string()
	}))
});
/** The text of the lock file for what was gathered: the same for the same input, byte for byte. */
function lockText(gathered) {
	const policies = gathered.map(({ reference, commit, text }) => ({
		reference: reference.text,
		commit,
		sha256: digest(text),
		text
	})).sort((one, other) => one.reference < other.reference ? -1 : 1);
	return `${JSON.stringify({
		version: 1,
		policies
	}, null, 2)}\n`;
}
/** Reads a lock file. One that was edited by hand, or is none, is a mistake: what it says cannot be relied on. */
function readLock(path, text) {
	const refuse = (message) => ({ mistakes: [{
		path,
		line: 1,
		message: `${message}. Write it anew: stack-audit policy lock`
	}] });
	if (text.length > 4194304) return refuse("this lock file is too large");
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return refuse("this lock file is not valid JSON");
	}
	const parsed = safeParse(LockFile, value);
	if (!parsed.success) return refuse("this is not a lock file of version 1");
	const lock = /* @__PURE__ */ new Map();
	for (const { reference, commit, sha256, text: locked } of parsed.data.policies) {
		const named = parseReference(reference);
		if ("error" in named) return refuse(`"${reference.slice(0, 100)}" in this lock file is not a policy reference`);
		if (digest(locked) !== sha256) return refuse(`the text of ${named.text} in this lock file is not what was locked: it was changed by hand`);
		lock.set(referenceKey(named), {
			text: locked,
			commit
		});
	}
	return { lock };
}
/** What differs between a lock and what is there now, a line each. */
function lockChanges(lock, gathered) {
	const changes = [];
	const left = new Set(lock.keys());
	for (const { reference, commit, text } of gathered) {
		const key = referenceKey(reference);
		const before = lock.get(key);
		left.delete(key);
		const short = commit.slice(0, 7);
		if (before === void 0) changes.push(`+ ${reference.text} (${short})`);
		else if (before.text !== text) changes.push(`~ ${reference.text}: ${before.commit.slice(0, 7)} -> ${short}`);
	}
	return [...changes, ...[...left].map((key) => `- ${key}`)];
}
function digest(text) {
	return createHash("sha256").update(text).digest("hex");
}
// src/commands/policy-lock.ts
/** Writes the lock file, or says whether it is up to date. */
async function runPolicyLock(args) {
	const { values, positionals } = flagsOf("policy", args, { check: { type: "boolean" } });
	const directory = directoryOf(positionals);
	const { gathered, policySource } = await policyOf({
		directory,
		tree: worktree(directory, () => void 0),
		fresh: true
	});
	if (policySource === void 0) throw new UsageError(`there is no policy file in ${positionals[0] ?? "."}`);
	if (gathered.length === 0) throw new UsageError(`${policySource} extends nothing: there is nothing to lock`);
	const say = (line) => void process.stdout.write(`${forLog(line)}\n`);
	const before = worktreeFile(directory, lockPath, largestLock);
	const read = before === void 0 ? void 0 : readLock(lockPath, before);
	const changes = lockChanges(read === void 0 || "mistakes" in read ? /* @__PURE__ */ new Map() : read.lock, gathered);
	for (const change of changes) say(change);
	if (values.check === true) {
		if (changes.length === 0) say(`${lockPath} is up to date`);
		return changes.length === 0 ? exitCodes.pass : exitCodes.findings;
	}
	const file = join(directory, lockPath);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, lockText(gathered));
	say(`${lockPath}: ${gathered.length} ${gathered.length === 1 ? "file" : "files"} locked`);
	return exitCodes.pass;
}
// src/commands/policy-show.ts
/** Prints every value of the policy in force, with its origin. */
async function runPolicyShow(args) {
	const { values, positionals } = flagsOf("policy", args, {
		policy: { type: "string" },
		json: { type: "boolean" }
	});
	const directory = directoryOf(positionals);
	const { policy, policySource, layers } = await policyOf({
		directory,
		tree: worktree(directory, () => void 0),
		named: values.policy
	});
	const shown = shownPolicy(policy, layers);
	if (values.json === true) {
		process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
		return exitCodes.pass;
	}
	const lines = [policySource === void 0 ? "There is no policy file; the defaults apply." : "", ...table(shown.values)];
	for (const { paths, values: inside } of shown.overrides) lines.push("", `for ${paths.join(", ")}`, ...table(inside));
	if (shown.exceptions.length > 0) lines.push("", "exceptions", ...table(shown.exceptions));
	if (shown.layers.length > 0) lines.push("", "from", ...shown.layers.map(({ source, commit }) => `  ${source}${commit === null ? "" : ` (${commit})`}`));
	for (const note of shown.notes) lines.push("", note);
	process.stdout.write(`${forLog(lines.join("\n").replace(/^\n+/, ""))}\n`);
	return exitCodes.pass;
}
function table(rows) {
	const width = (pick) => Math.min(44, Math.max(...rows.map((row) => pick(row).length)));
	const [keys, values] = [width(({ key }) => key), width(({ value }) => value)];
	return rows.map(({ key, value, origin, lockedBy }) => `  ${key.padEnd(keys)}  ${value.padEnd(values)}  ${origin}${lockedBy === null ? "" : `, locked by ${lockedBy}`}`);
}
// src/commands/policy.ts
/** Shows, checks or locks the policy. */
async function runPolicy(args) {
	const [action = "", ...rest] = args;
	if (action === "show") return runPolicyShow(rest);
	if (action === "check") return runPolicyCheck(rest);
	if (action === "lock") return runPolicyLock(rest);
	if (action === "ids") return listIds(rest);
	const meant = action === "" ? "" : suggestion(action, [
		"show",
		"check",
		"lock",
		"ids"
	]);
	throw new UsageError(`policy ${action || "ACTION"}: it is show, check, lock or ids${meant}\n\n${policyHelp}`);
}
function listIds([word = ""]) {
	const wanted = word.toLowerCase();
	const found = shippedCatalogue().technologies.filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(wanted));
	const width = Math.max(0, ...found.map(({ id }) => id.length));
	for (const { id, name, kind } of found) process.stdout.write(`${id.padEnd(width)}  ${name}, ${kind}\n`);
	return exitCodes.pass;
}
// src/rules/load.ts
/** Reads one rule file: checked against the schema and the vocabulary. All mistakes of the file come at once. */
function loadRule(path, text) {
	const document = parseToml(path, text);
	if (document.value === void 0) return { mistakes: document.diagnostics.map(({ message, at }) => ({
		path,
		line: at.line ?? 1,
		message
	})) };
	const parsed = safeParse(Rule, document.value, { reportInput: true });
	if (!parsed.success) return { mistakes: schemaMistakes(Rule, placesIn(path, document), parsed.error.issues) };
	const compiled = compileRule(parsed.data);
	if (!Array.isArray(compiled)) return { rule: compiled };
	return { mistakes: compiled.map(({ field, message, offset }) => {
		return {
			path,
			...positionOf(document, text, field, offset),
			message: `rule ${parsed.data.id}, ${field}: ${message}`
		};
	}) };
}
function placesIn(path, document) {
	const lineAt = (keys) => ({ line: document.lineOf(...keys) });
	return {
		path,
		valueAt: lineAt,
		keyAt: lineAt
	};
}
/** Where in the file the character `offset` of a field's text stands. Exact for literal strings, which hold their text as written. */
function positionOf(document, text, field, offset) {
	const keys = field.split(".").map((key) => /^\d+$/.test(key) ? Number(key) : key);
	const first = document.lineOf(...keys);
	const lines = text.split("\n");
	const opening = /=\s*('''|"""|'|")(\n?)/.exec(`${lines[first - 1] ?? ""}\n`);
	if (opening === null) return { line: first };
	const rows = (document.value === void 0 ? "" : String(keys.reduce((value, key) => value?.[key], document.value)).slice(0, offset)).split("\n");
	const startsBelow = opening[2] === "\n" && opening[1]?.length === 3;
	return {
		line: first + rows.length - 1 + (startsBelow ? 1 : 0),
		column: (rows.length === 1 && !startsBelow ? opening.index + opening[0].trimEnd().length : 0) + (rows.at(-1)?.length ?? 0) + 1
	};
}
// src/commands/rule.ts
/** Tests rule files, or lists the rules that ship. */
function runRule(args) {
	const [action, ...rest] = args;
	if (action === "list") return list();
	if (action !== "test") {
		const meant = action === void 0 ? "" : suggestion(action, ["test", "list"]);
		throw new UsageError(`rule ${action ?? "ACTION"}: it is test or list${meant}\n\n${ruleHelp}`);
	}
	if (rest.length === 0) throw new UsageError(`rule test: say which FILE or DIR\n\n${ruleHelp}`);
	return testFiles(rest.flatMap(ruleFiles));
}
function list() {
	const rules = shippedRules().map(({ rule }) => rule);
	const width = Math.max(...rules.map(({ id }) => id.length));
	for (const { id, severity, off, why } of rules) process.stdout.write(`${id.padEnd(width)}  ${off === true ? "off" : severity}\n${" ".repeat(width + 2)}${why}\n`);
	return exitCodes.pass;
}
function ruleFiles(path) {
	const status = statSync(path, { throwIfNoEntry: false });
	if (status === void 0) throw new UsageError(`${path} does not exist`);
	if (!status.isDirectory()) return [path];
	return readdirSync(path, {
		recursive: true,
		encoding: "utf8"
	}).filter((name) => name.endsWith(".toml")).sort().map((name) => join(path, name));
}
function testFiles(paths) {
	const catalogue = shippedCatalogue();
	let worst = exitCodes.pass;
	const say = (line) => void process.stdout.write(`${forLog(line)}\n`);
	for (const path of paths) {
		const loaded = loadRule(path, readFileSync(path, "utf8"));
		if ("mistakes" in loaded) {
			worst = exitCodes.usage;
			for (const { line, column, message } of loaded.mistakes) say(`${path}:${line}${column === void 0 ? "" : `:${column}`}: ${message}`);
			continue;
		}
		for (const { name, missing, noisy } of runExamples(loaded.rule, catalogue)) {
			const holds = missing.length + noisy.length === 0;
			say(`${holds ? "✔" : "✖"} ${loaded.rule.rule.id}: ${name}`);
			for (const place of missing) say(`    missing  ${place}`);
			for (const place of noisy) say(`    noisy    ${place}`);
			if (!holds && worst === exitCodes.pass) worst = exitCodes.findings;
		}
	}
	return worst;
}
export { LockFile, Report, largestLock, loadRule, lockChanges, lockText, readLock, readPolicyFile, runPolicy, runRule, storeKinds };
