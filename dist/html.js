import { buildCommand, changedWords, counted, daysBetween, daysLeft, freshOf, groups, ignoreFileOf, isAllNew, mainTechnologies, marked, placeAddress, placeWords, ruleAddress, rulesById, sentence, shownDay, shownTechnology, sideInOrder, verdictWords, webReferences } from "./stack-audit.js";
import { oneLine } from "./start.js";
import { createHash } from "node:crypto";
// src/output/html-text.ts
/** Text of anybody's inside an element or between the quotes of an attribute: nothing in it is markup, and all of it can be seen. */
function escaped(text) {
	return oneLine(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;").replaceAll("'", "&#39;");
}
/** Text as code. */
function codeHtml(text) {
	return `<code>${escaped(text)}</code>`;
}
/** A sentence in which what stands between backticks is code. */
function proseHtml(text) {
	const parts = text.split("`");
	const closed = parts.length % 2 === 1;
	return parts.map((part, position) => {
		const spaced = `${/^\s/.test(part) ? " " : ""}${escaped(part)}${/\S\s$/.test(part) ? " " : ""}`;
		if (position % 2 === 0) return spaced;
		return closed || position < parts.length - 1 ? codeHtml(part) : `\`${spaced}`;
	}).join("");
}
/** Something that leads to an address of ours, or stands alone where there is none. What is inside is HTML already. */
function linkHtml(address, inside) {
	return address === void 0 ? inside : `<a href="${escaped(address)}">${inside}</a>`;
}
/** A path as code, to be broken behind its slashes before anywhere else. */
function pathHtml(path) {
	return codeHtml(path).replaceAll(/(?<!<)\/(?=.)/g, "/<wbr>");
}
/** A place as a link. */
function placeHtml(at, links, gone = false) {
	return linkHtml(placeAddress(at, links, gone), pathHtml(placeWords(at)));
}
/** A part that is folded until somebody opens it. Both are HTML already. */
function foldHtml(title, inside) {
	return `<details><summary>${title}</summary>\n${inside}\n</details>`;
}
/** A table; a wide one scrolls by itself. Cells are HTML already. */
function tableHtml(head, rows) {
	const cells = (tag, row) => `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
	return `<div class="wide"><table><thead>${cells("th", head)}</thead><tbody>\n${rows.map((row) => cells("td", row)).join("\n")}\n</tbody></table></div>`;
}
/** Spaces at the beginning of a line of code are part of it. */
function asWritten(text) {
	return `${(/^[ \t]*/.exec(text)?.[0].replaceAll("	", "    ") ?? "").slice(0, 200)}${escaped(text) || " "}`;
}
/** A whole file. */
function fileHtml(text) {
	return `<pre>${text.trimEnd().split("\n").slice(0, 500).map(asWritten).join("\n")}</pre>`;
}
// src/output/html-findings.ts
const mostPlaces = 8;
/** The findings that there is something to do about, one card for those that say the same. */
function findingCards(findings, context) {
	const most = context.limits.groups;
	const all = groups(findings);
	const left = all.slice(most).flat().length;
	const more = left > 0 ? [`<p class="more">… and ${counted(left, "more finding")}: the JSON report has all of them.</p>`] : [];
	return [...all.slice(0, most).map((group) => card$1(group, context)), ...more].join("\n");
}
function card$1(group, context) {
	const [first] = group;
	if (first === void 0) return "";
	const { rule, severity, title, message, fix, blocking } = first;
	const alike = group.every((one) => one.message === message);
	const alikeFix = group.every((one) => one.fix === fix);
	return `<article class="finding ${severity}">\n${[
		`<header><span class="level">${blocking ? `${severity}, blocks` : severity}</span><h3>${proseHtml(title)}</h3>${ruleHtml(rule, context.links)}</header>`,
		alike ? `<p>${proseHtml(sentence(message))}</p>` : "",
		alikeFix ? fixHtml(fix) : "",
		places(group, context, alike, alikeFix),
		`<div class="folds">${patches(group)}${reasons(context.rules.get(rule))}</div>`
	].filter((part) => part !== "").join("\n")}\n</article>`;
}
function ruleHtml(rule, links) {
	return `<span class="rule">${linkHtml(ruleAddress(rule, links), codeHtml(rule))}</span>`;
}
function fixHtml(fix) {
	return `<p class="fix">${proseHtml(sentence(fix))}</p>`;
}
/** Where it is; with their own words where these differ. */
function places(group, { links, limits }, alike, alikeFix) {
	const item = ({ at, message, fix, related }) => {
		const words = [...alike ? [] : [message], ...alikeFix ? [] : [fix]].map((text) => proseHtml(sentence(text)));
		const also = related.slice(0, 3).map((one) => placeHtml(one, links));
		const beside = also.length > 0 ? ` <span class="quiet">with ${also.join(", ")}</span>` : "";
		return `<li>${placeHtml(at, links)}${beside}${words.length > 0 ? `<br>${words.join(" ")}` : ""}</li>`;
	};
	const list = (found) => `<ul class="places">${found.map(item).join("")}</ul>`;
	if (group.length <= 10) return list(group);
	const rest = group.slice(mostPlaces);
	const left = rest.length - limits.folded;
	const more = left > 0 ? `<p class="more">… and ${counted(left, "more place")}.</p>` : "";
	return `${list(group.slice(0, mostPlaces))}\n${foldHtml(`${counted(rest.length, "more place")}`, list(rest.slice(0, limits.folded)) + more)}`;
}
function patches(group) {
	const found = [...new Map(group.flatMap(({ patch }) => patch === null ? [] : [[JSON.stringify(patch), patch]])).values()].slice(0, mostPlaces);
	if (found.length === 0) return "";
	const line = (tag, text) => `<${tag}>${asWritten(text)}</${tag}>`;
	const blocks = found.map(({ path, line: number, removed, insert, create }) => `<pre class="diff"><span>${create === true ? `new file ${escaped(path)}` : `${escaped(path)}:${number}`}</span>${[...removed.map((text) => line("del", text)), ...insert.map((text) => line("ins", text))].join("")}</pre>`);
	return foldHtml(found.length === 1 ? "The fix as a patch" : `The fix as ${found.length} patches`, blocks.join("\n"));
}
function reasons(words) {
	if (words === void 0) return "";
	const list = webReferences(words).slice(0, 5).map((one) => `<li>${linkHtml(one, escaped(one.replace(/^https?:\/\//, "")))}</li>`).join("");
	return foldHtml("Why", `<p>${proseHtml(words.why)}</p>${list === "" ? "" : `<ul class="references">${list}</ul>`}`);
}
/** Findings that nobody has to look at now, a row for those that say the same. */
function quietTable(findings, { links, limits }) {
	const all = groups(findings);
	const rows = all.slice(0, limits.groups).map((group) => {
		const [first] = group;
		const shown = group.slice(0, mostPlaces).map(({ at, status }) => placeHtml(at, links, status === "fixed"));
		const left = group.length - shown.length;
		const where = [...shown, ...left > 0 ? [`… and ${counted(left, "more place")}`] : []].join("<br>");
		return [
			`<span class="mark ${first.severity}">${first.severity}</span>`,
			`${proseHtml(first.title)}<br>${ruleHtml(first.rule, links)}`,
			where
		];
	});
	const left = all.slice(limits.groups).flat().length;
	const more = left > 0 ? `<p class="more">… and ${counted(left, "more finding")}.</p>` : "";
	return `${tableHtml([
		"",
		"Finding",
		"Where"
	], rows)}${more}`;
}
/** What is accepted, by whom, why and until when. */
function exceptionTable(findings, report, { links, limits }) {
	const rows = findings.slice(0, limits.groups).map(({ title, rule, at, waiver }) => {
		const { owner = null, expires = null, reason = "", ticket = null } = waiver ?? {};
		const by = [...owner === null ? [] : [escaped(owner)], ...ticket === null ? [] : [codeHtml(ticket)]].join(", ");
		const end = expires === null ? "without end" : `${escaped(shownDay(expires))}<br>${daysLeft(daysBetween(report.asOf, expires))}`;
		return [
			`${proseHtml(title)}<br>${ruleHtml(rule, links)}<br>${placeHtml(at, links)}`,
			`“${escaped(reason)}”${by === "" ? "" : `<br><span class="quiet">${by}</span>`}`,
			end
		];
	});
	const left = findings.length - rows.length;
	const more = left > 0 ? `<p class="more">… and ${left} more.</p>` : "";
	return `${tableHtml([
		"Finding",
		"Why it is accepted",
		"Until"
	], rows)}${more}`;
}
// src/output/html-stack.ts
/** More cards than these would keep readers from what follows. */
const mostCards = 12;
const mostRows = 1e3;
const stores = /* @__PURE__ */ new Set([
	"database",
	"search",
	"cache",
	"storage",
	"broker"
]);
const severities = [
	"error",
	"warning",
	"note"
];
const ranks = [
	"error",
	"warning",
	"note",
	"clean",
	"unasked"
];
/** What the repository is built of: a card a component, those with the worst findings first; where there are many, the others as rows. */
function stackCards(report) {
	const standing = standings(report);
	const rank = ({ path, role }) => ranks.indexOf(standing.get(path)?.worst ?? "clean") + (role === "service" || role === "frontend" ? 0 : 10);
	const sorted = report.components.toSorted((one, other) => rank(one) - rank(other));
	const shown = sorted.length <= 14 ? sorted : sorted.slice(0, mostCards);
	const rest = sorted.slice(shown.length, mostRows);
	const cards = shown.map((component) => card(component, standing.get(component.path))).join("\n");
	if (rest.length === 0) return `<div class="cards">\n${cards}\n</div>`;
	const rows = rest.map((component) => [
		`${pathHtml(component.path)}${roleHtml(component)}`,
		mainTechnologies(component).map(shownTechnology).map(escaped).join(" · ") || "–",
		countsHtml(standing.get(component.path)) || "–"
	]);
	const left = sorted.length - shown.length - rest.length;
	const more = left > 0 ? `<p class="more">… and ${counted(left, "more component")}.</p>` : "";
	const table = `${tableHtml([
		"Component",
		"Built of",
		"Findings"
	], rows)}${more}`;
	return `<div class="cards">\n${cards}\n</div>\n${foldHtml(`${counted(sorted.length - shown.length, "more component")}`, table)}`;
}
function standings({ findings, components }) {
	const counts = /* @__PURE__ */ new Map();
	for (const { component, severity, status, waiver } of findings) {
		if (status === "fixed") continue;
		const own = counts.get(component) ?? /* @__PURE__ */ new Map();
		const kind = waiver === null ? severity : "accepted";
		counts.set(component, own.set(kind, (own.get(kind) ?? 0) + 1));
	}
	return new Map(components.map(({ path, role }) => {
		const own = counts.get(path) ?? /* @__PURE__ */ new Map();
		const asked = role !== "example" && role !== "test" && role !== "template";
		return [path, {
			worst: severities.find((one) => own.has(one)) ?? (asked ? "clean" : "unasked"),
			counts: own
		}];
	}));
}
function card(component, standing) {
	const main = mainTechnologies(component);
	const layers = component.technologies.filter(({ layer, kind }) => layer && (kind === "framework" || kind === "server"));
	const kept = component.technologies.filter(({ kind }) => stores.has(kind));
	const badge = (text, kind) => `<span class="badge ${kind}">${escaped(text)}</span>`;
	const badges = [
		...main.map((one) => badge(shownTechnology(one), one.kind === "framework" || one.kind === "server" ? "main" : "")),
		...layers.map(({ name }) => badge(`on ${name}`, "")),
		...[...new Set(kept.map(({ name }) => name))].map((name) => badge(name, "store"))
	];
	const parts = [
		`<header>${pathHtml(component.path)}${roleHtml(component)}</header>`,
		`<p class="badges">${badges.join(" ") || `<span class="quiet">${escaped(component.language ?? "nothing recognised")}</span>`}</p>`,
		...component.images.slice(0, 2).map(imageHtml),
		...component.images.length > 2 ? [`<p class="image">and ${counted(component.images.length - 2, "more image")}</p>`] : [],
		`<p class="counts">${countsHtml(standing) || (standing?.worst === "unasked" ? "<span class=\"quiet\">not judged</span>" : "<span class=\"mark clean\">nothing found</span>")}</p>`
	];
	return `<article class="component ${standing?.worst ?? "clean"}">\n${parts.join("\n")}\n</article>`;
}
function roleHtml({ role }) {
	return role === "service" ? "" : ` <span class="role">${role === "frontend" ? "front end" : role}</span>`;
}
function imageHtml({ base, user, runsAsRoot, healthcheck, target }) {
	const who = runsAsRoot === true ? "as root" : user === null ? "" : `as ${escaped(user)}`;
	return `<p class="image">${[
		`${target === null ? "image" : codeHtml(target)} on ${base === null ? "an unknown base" : codeHtml(base)}`,
		who,
		healthcheck ? "with health check" : ""
	].filter((word) => word !== "").join(", ")}</p>`;
}
function countsHtml(standing) {
	const marks = severities.flatMap((severity) => {
		const count = standing?.counts.get(severity);
		return count === void 0 ? [] : [`<span class="mark ${severity}">${counted(count, severity)}</span>`];
	});
	const accepted = standing?.counts.get("accepted");
	return [...marks, ...accepted === void 0 ? [] : [`<span class="mark plain">${accepted} accepted</span>`]].join(" ");
}
/** What the change does to the stack. */
function changeRows(report) {
	const side = (own, other, bold) => {
		return sideInOrder(own ?? [], other, bold, report).map((one) => {
			const text = escaped(changedWords(one, other));
			return bold.has(one.id) ? `<b>${text}</b>` : text;
		}).join(" · ") || "<span class=\"quiet\">nothing recognised</span>";
	};
	return tableHtml([
		"Component",
		"Before",
		"Now"
	], report.changes.slice(0, mostRows).map((change) => {
		const { component, movedFrom, before, after } = change;
		const moved = movedFrom === null ? "" : `<br><span class="quiet">moved from</span> ${pathHtml(movedFrom)}`;
		return [
			pathHtml(component) + moved,
			before === null ? "<span class=\"quiet\">new</span>" : side(before, after, /* @__PURE__ */ new Set()),
			after === null ? "<span class=\"quiet\">removed</span>" : side(after, before, marked(change, report))
		];
	}));
}
// src/output/html-style.ts
/** The page's looks: light and dark as the reader's system has it, narrow and wide, on paper. */
const style = `
:root {
  color-scheme: light dark;
  --page: #f4f5f7; --card: #fff; --sunk: #f4f5f7; --line: #dde1e6; --ink: #1b2027; --quiet: #59626e; --link: #0b5cad;
  --error: #c21f30; --warning: #8a5a00; --note: #0b5cad; --clean: #18743a;
  --error-soft: #fdecee; --warning-soft: #fdf3dd; --note-soft: #e8f1fb; --clean-soft: #e4f5ea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1015; --card: #161a21; --sunk: #0f1319; --line: #2b313a; --ink: #e6e9ee; --quiet: #99a3b0; --link: #6cb0f5;
    --error: #ff8088; --warning: #e0ad4a; --note: #6cb0f5; --clean: #57c97e;
    --error-soft: #3a1a1f; --warning-soft: #362a12; --note-soft: #14283d; --clean-soft: #12301d;
  }
}
* { box-sizing: border-box }
html { background: var(--page); color: var(--ink); font: 15px/1.55 system-ui, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; -webkit-text-size-adjust: 100% }
body { margin: 0 auto; max-width: 1120px; padding: 24px 20px 64px; overflow-wrap: anywhere }
a { color: var(--link); text-decoration: none }
a:hover { text-decoration: underline }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; unicode-bidi: isolate }
code { font-size: .88em; background: var(--sunk); border-radius: 4px; padding: .1em .35em }
p { margin: 0 0 8px }
h1 { font-size: 26px; line-height: 1.25; margin: 0; letter-spacing: -.01em }
h2 { font-size: 18px; margin: 40px 0 14px }
h2 .number { color: var(--quiet); font-weight: 400; margin-left: .4em }
h3 { font-size: 15.5px; margin: 0; line-height: 1.4 }
.quiet, .more { color: var(--quiet) }
.verdict { background: var(--card); border: 1px solid var(--line); border-top: 5px solid var(--tone); border-radius: 10px; padding: 22px 24px }
.verdict.fail { --tone: var(--error); --soft: var(--error-soft) } .verdict.warn { --tone: var(--warning); --soft: var(--warning-soft) }
.verdict.pass { --tone: var(--clean); --soft: var(--clean-soft) }
.brand { color: var(--quiet); font-size: 13px; font-weight: 600; letter-spacing: .04em; margin-bottom: 10px }
.said { display: flex; gap: 14px; align-items: center }
.sign { flex: none; width: 40px; height: 40px; border-radius: 50%; background: var(--soft); color: var(--tone); display: grid; place-items: center; font-size: 20px; font-weight: 700; line-height: 1 }
.verdict .why { margin: 12px 0 0; color: var(--quiet) }
.verdict .alarm { margin: 12px 0 0; padding: 10px 14px; border-radius: 6px; background: var(--warning-soft); color: var(--warning) }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(104px, 1fr)); gap: 8px; margin: 18px 0 0; padding: 0; list-style: none }
.tiles li { background: var(--sunk); border-radius: 8px; padding: 9px 12px; color: var(--quiet); font-size: 13px }
.tiles b { display: block; font-size: 21px; line-height: 1.25; color: var(--ink); font-variant-numeric: tabular-nums }
.tiles .none b { color: var(--quiet); font-weight: 400 }
.tiles .error b { color: var(--error) } .tiles .warning b { color: var(--warning) } .tiles .note b { color: var(--note) } .tiles .clean b { color: var(--clean) }
nav { display: flex; flex-wrap: wrap; gap: 6px 18px; margin: 14px 2px 0; font-size: 14px }
.finding, .component { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--tone, var(--line)); border-radius: 8px }
.error { --tone: var(--error); --soft: var(--error-soft) } .warning { --tone: var(--warning); --soft: var(--warning-soft) }
.note { --tone: var(--note); --soft: var(--note-soft) } .clean { --tone: var(--clean); --soft: var(--clean-soft) }
.finding { padding: 14px 18px 12px; margin: 0 0 12px }
.finding header { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; margin-bottom: 6px }
.finding h3 { flex: 1 1 300px }
.plain { --tone: var(--quiet); --soft: var(--sunk) }
.level, .mark { background: var(--soft); color: var(--tone); border-radius: 20px; padding: 1px 9px; font-size: 12px; font-weight: 600; white-space: nowrap }
.rule { font-size: 13px }
.rule code { background: none; padding: 0; color: inherit }
.rule { color: var(--quiet) }
.fix { padding-left: 1.5em; position: relative }
.fix::before { content: "→"; color: var(--clean); font-weight: 700; position: absolute; left: 0 }
ul.places { list-style: none; margin: 0 0 8px; padding: 0; display: grid; gap: 4px }
ul.references { margin: 0 0 6px; padding-left: 20px }
details { margin: 0 0 6px }
.folds { display: flex; flex-wrap: wrap; gap: 0 20px }
.folds details[open] { flex: 1 0 100%; min-width: 0 }
.finding details { font-size: 14px }
.finding summary { color: var(--quiet) }
summary { cursor: pointer }
details[open] > summary { margin-bottom: 8px }
section > details { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px 16px; margin-top: 12px }
pre { background: var(--sunk); border-radius: 6px; padding: 10px 14px; margin: 0 0 8px; overflow-x: auto; font-size: 13px; line-height: 1.5; overflow-wrap: normal }
pre.diff { padding: 10px 0 }
pre.diff > * { display: block; padding: 0 14px; width: max-content; min-width: 100%; text-decoration: none; white-space: pre }
pre.diff span { color: var(--quiet) }
pre.diff del { background: var(--error-soft) } pre.diff del::before { content: "- "; color: var(--error) }
pre.diff ins { background: var(--clean-soft) } pre.diff ins::before { content: "+ "; color: var(--clean) }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(300px, 100%), 1fr)); gap: 12px }
.component { padding: 12px 16px; display: flex; flex-direction: column; gap: 8px }
.component p { margin: 0 }
.component header code { font-size: 14px; font-weight: 600; background: none; padding: 0 }
.role { color: var(--quiet); font-size: 13px; margin-left: .3em }
.badges { display: flex; flex-wrap: wrap; gap: 5px }
.badge { border: 1px solid var(--line); border-radius: 5px; padding: 1px 8px; font-size: 13px }
.badge.main { background: var(--ink); border-color: var(--ink); color: var(--card); font-weight: 600 }
.badge.store { border-style: dashed; color: var(--quiet) }
.image { color: var(--quiet); font-size: 13px }
.counts { font-size: 13px; display: flex; flex-wrap: wrap; gap: 5px; margin-top: auto !important }
.wide { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px }
details .wide { border: 0; border-radius: 0 }
table { border-collapse: collapse; width: 100%; font-size: 14px }
th { text-align: left; white-space: nowrap; color: var(--quiet); font-weight: 600; font-size: 13px }
th, td { padding: 8px 14px; vertical-align: top; border-bottom: 1px solid var(--line) }
tbody tr:last-child td { border-bottom: 0 }
td { min-width: 84px }
.policy { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 14px 18px }
.unknown { margin: 0; padding-left: 20px }
footer { margin-top: 48px; padding-top: 14px; border-top: 1px solid var(--line); color: var(--quiet); font-size: 13px }
@media (max-width: 560px) {
  body { padding: 12px 10px 40px }
  .verdict { padding: 16px } .finding { padding: 12px 13px 8px } section > details { padding: 10px 12px }
  h1 { font-size: 20px } .sign { width: 34px; height: 34px; font-size: 17px }
  .tiles { grid-template-columns: repeat(3, 1fr) }
  th, td { padding: 7px 10px }
}
@media print {
  :root { --page: #fff; --card: #fff; --sunk: #f4f5f7; --line: #ccc; --ink: #000; --quiet: #444; --link: #000;
    --error: #a0101f; --warning: #6b4500; --note: #0b4a8a; --clean: #0f5a2a;
    --error-soft: #fdecee; --warning-soft: #fdf3dd; --note-soft: #e8f1fb; --clean-soft: #e4f5ea }
  html { font-size: 12px } .finding details { font-size: inherit } .tiles { grid-template-columns: repeat(7, 1fr) } h1 { font-size: 20px }
  body { max-width: none; padding: 0 } nav { display: none }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  .finding, .component, tr, .verdict { break-inside: avoid }
  h2 { break-after: avoid }
  details::details-content { content-visibility: visible; height: auto }
  .wide, pre { overflow: visible }
  pre { white-space: pre-wrap }
  pre.diff > * { white-space: pre-wrap; width: auto }
}
`;
// src/output/html.ts
const mostUnknown = 300;
/** Characters from which on a browser is slow, and less is shown. */
const longest = 4e6;
/**
* The report as one page that stands alone: no script, nothing loaded from anywhere, and a policy in the page itself that forbids both. What comes from
* the repository is text in it and nothing else.
*/
function html(report, { rules, links = {} }) {
	const known = rulesById(rules);
	let text = "";
	for (const limits of [
		{
			groups: 400,
			folded: 200
		},
		{
			groups: 200,
			folded: 20
		},
		{
			groups: 50,
			folded: 0
		}
	]) {
		text = page(report, {
			links,
			rules: known,
			limits
		});
		if (text.length <= longest) break;
	}
	return text;
}
function page(report, context) {
	const { links } = context;
	const sections = sectionsOf(report, context);
	const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'`;
	const repository = links.repository?.split("/").slice(-2).join("/");
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(`Stack Audit${repository === void 0 ? "" : ` of ${repository}`}`)}</title>
<style>${style}</style>
</head>
<body>
${head(report, links)}
<nav>${sections.map(({ id, title }) => `<a href="#${id}">${title}</a>`).join("")}</nav>
<main>
${sections.map(({ id, title, number, inside }) => `<section id="${id}">\n<h2>${title}${number === void 0 ? "" : `<span class="number">${number.toLocaleString("en-US")}</span>`}</h2>\n${inside}\n</section>`).join("\n")}
</main>
${foot(report)}
</body>
</html>
`;
}
function sectionsOf(report, context) {
	const { findings, components, changes, policyPreview, diagnostics, skipped } = report;
	const fresh = freshOf(report);
	const live = findings.filter(({ waiver }) => waiver === null);
	const existing = live.filter(({ status, blocking }) => status === "existing" && !blocking);
	const fixed = live.filter(({ status }) => status === "fixed");
	const accepted = findings.filter(({ waiver }) => waiver !== null);
	const built = components.length === 0 ? "<p class=\"quiet\">No component was found: there is no manifest and no Dockerfile that this version reads.</p>" : stackCards(report);
	return [
		{
			id: "stack",
			title: "What it is built of",
			number: components.length,
			inside: built
		},
		some("changes", "What changed in the stack", changes, () => changeRows(report)),
		some("findings", isAllNew(report) ? "New here" : "Findings", fresh, () => findingCards(fresh, context)),
		policyPreview === null ? void 0 : {
			id: "policy",
			title: "Another policy",
			inside: policyHtml(policyPreview, context.links)
		},
		some("recipes", "Images to begin with", report.recipes ?? [], () => (report.recipes ?? []).map(recipeHtml).join("\n")),
		some("existing", "What was there before", existing, () => foldHtml("Not introduced here, and not blocking", quietTable(existing, context))),
		some("accepted", "Accepted exceptions", accepted, () => exceptionTable(accepted, report, context)),
		some("fixed", "Mended here", fixed, () => foldHtml("No longer there", quietTable(fixed, context))),
		some("unknown", "Not understood", [...diagnostics, ...skipped], () => unknowns(report, context.links))
	].filter((section) => section !== void 0);
}
function some(id, title, list, inside) {
	return list.length === 0 ? void 0 : {
		id,
		title,
		number: list.length,
		inside: inside()
	};
}
const signs = {
	fail: "✕",
	warn: "!",
	pass: "✓"
};
function head(report, links) {
	const { verdict, counts, notCompared, failOn } = report;
	const said = verdictWords(report);
	const words = said ?? (verdict === "pass" ? report.comparedWith === null ? "Nothing to fix" : "Nothing new to fix" : "The check fails");
	const why = counts.blocking > 0 ? `${verdict === "fail" ? "The check fails" : "With <code>mode: enforce</code> the check would fail"}: ${counts.blocking === 1 ? "one finding is" : `${counts.blocking} findings are`} at or above <code>fail-on: ${failOn}</code>.` : verdict === "pass" ? "Nothing fails the check." : "The limits that the policy sets are exceeded (<code>thresholds</code> or <code>strict</code>).";
	const tone = verdict === "pass" && said !== void 0 ? "warn" : verdict;
	const alarm = notCompared === null ? "" : `<p class="alarm">${proseHtml(notCompared)} So nothing is known to be old, and everything counts as new.</p>\n`;
	return `<div class="verdict ${tone}">
<p class="brand">STACK AUDIT${about(report, links)}</p>
<div class="said"><span class="sign" aria-hidden="true">${signs[tone]}</span><h1>${words}</h1></div>
<p class="why">${why}</p>
${alarm}${tiles(report)}
</div>`;
}
/** Of what, and against what. */
function about({ comparedWith }, { repository, head, pullRequest, baseName }) {
	const parts = [];
	if (repository !== void 0) parts.push(linkHtml(repository, escaped(repository.split("/").slice(-2).join("/"))));
	if (repository !== void 0 && pullRequest !== void 0) parts.push(linkHtml(`${repository}/pull/${pullRequest}`, `#${pullRequest}`));
	if (head !== void 0) parts.push(codeHtml(short(head)));
	if (comparedWith !== null) parts.push(`against ${baseName === void 0 ? "" : `${escaped(baseName)} `}${codeHtml(short(comparedWith))}`);
	return parts.map((part) => ` · ${part}`).join("");
}
function short(commit) {
	return /^[0-9a-f]{40,64}$/.test(commit) ? commit.slice(0, 7) : oneLine(commit).slice(0, 60);
}
function tiles(report) {
	const { counts, comparedWith } = report;
	const fresh = freshOf(report);
	const count = (severity) => fresh.filter((finding) => finding.severity === severity).length;
	const many = (number, noun) => counted(number, noun).replace(/^\S+ /, "");
	return `<ul class="tiles">${[
		[
			count("error"),
			many(count("error"), "error"),
			"error"
		],
		[
			count("warning"),
			many(count("warning"), "warning"),
			"warning"
		],
		[
			count("note"),
			many(count("note"), "note"),
			"note"
		],
		...comparedWith === null ? [] : [[
			counts.existing,
			"there before",
			""
		], [
			counts.fixed,
			"mended",
			"clean"
		]],
		[
			counts.accepted,
			"accepted",
			""
		],
		[
			report.components.length,
			many(report.components.length, "component"),
			""
		]
	].map(([number, name, kind]) => `<li class="${number === 0 ? "none" : kind}"><b>${number.toLocaleString("en-US")}</b>${name}</li>`).join("")}</ul>`;
}
function policyHtml({ source, mistakes, added, removed, changed, values, exceptions, verdict }, links) {
	const start = `<p>This change alters the policy ${codeHtml(source)}. What the base branch says has decided here;`;
	if (mistakes.length > 0) {
		const list = mistakes.slice(0, 50).map((one) => `<li>${placeHtml(one, links)} ${proseHtml(one.message)}</li>`);
		return `<div class="policy">${start} the new one has ${counted(mistakes.length, "mistake")} and would stop every audit once it is merged.</p><ul class="unknown">${list.join("")}</ul></div>`;
	}
	const outcome = {
		pass: "would pass",
		warn: "would pass with a warning",
		fail: "would fail"
	}[verdict];
	const words = `${start} with the new one: +${added.length}, −${removed.length} findings${changed.length > 0 ? `, ${changed.length} at another severity` : ""}, and the check ${outcome}.</p>`;
	const value = (text) => text === null ? "–" : codeHtml(text);
	const rows = [
		...values.slice(0, 200).map(({ key, before, after }) => [
			codeHtml(key),
			value(before),
			value(after)
		]),
		...exceptions.added.slice(0, 100).map((one) => [
			`exception for ${codeHtml(one.target)}`,
			"–",
			`until ${escaped(shownDay(one.expires))}: “${escaped(one.reason)}”`
		]),
		...exceptions.removed.slice(0, 100).map((one) => [
			`exception for ${codeHtml(one.target)}`,
			`until ${escaped(shownDay(one.expires))}`,
			"–"
		])
	];
	return `<div class="policy">${words}${rows.length === 0 ? "" : tableHtml([
		"Key",
		"Now",
		"Then"
	], rows)}</div>`;
}
/** The files that a service without an image lacks. */
function recipeHtml(recipe) {
	const { component, context, dockerfile, dockerignore, notes } = recipe;
	const build = context === null ? void 0 : buildCommand(component, context);
	const parts = [
		build === void 0 ? "" : `<p>It is built from a directory above: ${codeHtml(build)}</p>`,
		notes.length === 0 ? "" : `<ul>${notes.map((note) => `<li>${proseHtml(note)}</li>`).join("")}</ul>`,
		`<p>${codeHtml("Dockerfile")}</p>\n${fileHtml(dockerfile)}`,
		`<p>${codeHtml(ignoreFileOf(recipe))}</p>\n${fileHtml(dockerignore)}`
	];
	return foldHtml(`A Dockerfile for ${pathHtml(component)}`, parts.filter((part) => part !== "").join("\n"));
}
function unknowns({ diagnostics, skipped }, links) {
	const lines = [...diagnostics.map(({ at, message }) => `<li>${placeHtml(at, links)} ${proseHtml(message)}</li>`), ...skipped.map(({ path, reason }) => `<li>${pathHtml(path)} skipped, ${escaped(reason)}</li>`)];
	const left = lines.length - mostUnknown;
	const more = left > 0 ? `<p class="more">… and ${left} more.</p>` : "";
	return foldHtml("What could not be read neither passes nor fails", `<ul class="unknown">${lines.slice(0, mostUnknown).join("")}</ul>${more}`);
}
function foot({ tool, asOf, policy, counts }) {
	return `<footer>${[
		`Stack Audit ${escaped(tool.version)}`,
		`as of ${escaped(shownDay(asOf))}`,
		`${counted(counts.files, "file")} read, ${counted(counts.rules, "rule")} asked`,
		...policy === null ? [] : [`policy ${codeHtml(policy.source)}`]
	].join(" · ")}</footer>`;
}
export { html };
