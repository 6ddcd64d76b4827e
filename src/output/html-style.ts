/** The page's looks: light and dark as the reader's system has it, narrow and wide, on paper. */
export const style = `
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
