import { formatNames } from '../output/format-names.ts';

/* The texts of `--help` stand apart from the commands, so that asking for one loads none of these. */

export const auditHelp = `Usage: stack-audit [audit] [PATH|github:OWNER/REPO[@REF]] [options]

Reads the repository at PATH (the current directory unless said) without running any of it, says
what its backend is built of, and judges that by rules and the policy in .github/stack-audit.yml.
github: reads a repository through GitHub's API, without a clone, with the token in GITHUB_TOKEN.

Options:
  --format FORMAT     ${formatNames.join(', ')} (default: text)
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

export const commentHelp = `Usage: stack-audit comment --report FILE [--key KEY] [--always]

Comments on the pull request of the run that has just finished with the JSON report of that run. For
a workflow on workflow_run, where the pull request's own workflow has no token that may write: forks
and Dependabot. The report is checked and rendered anew; which pull request it is about, and whether
its head is still that commit, is asked of GitHub. Needs GITHUB_TOKEN with pull-requests: write.

Options:
  --report FILE   the report, as \`json-file\` or --format json wrote it
  --key KEY       tells several comments on one pull request apart (default: default)
  --always        comment also when there is nothing to say

Exit codes: 0 also if GitHub refuses, which is said; 2 if the file is no report.`;

export const stackHelp = `Usage: stack-audit stack [PATH] [--component DIR] [--all]

Says what every component is built of and why that is believed: the reasons for its role, and for
each technology the version, the strength of the evidence, and every piece of it with its file and
line.

Options:
  --component DIR   only the component in this directory
  --all             also weak evidence that the audit does not count

Exit codes: 0 said, 2 there is no such directory or component.`;

export const policyHelp = `Usage: stack-audit policy show [PATH] [--policy FILE] [--json]
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

export const ruleHelp = `Usage: stack-audit rule test FILE|DIR…
       stack-audit rule list

test  checks rule files and runs their examples: what was expected and not found is missing, what
      was found and not expected is noisy. docs/writing-rules.md says how to write a rule.
list  prints the rules that ship, with their severities.

Exit codes: 0 all examples hold, 1 some do not, 2 a file is not a rule.`;

export const dockerfileHelp = `Usage: stack-audit dockerfile [COMPONENT] [--path DIR] [--write] [--as-of DATE]

Prints a hardened Dockerfile and a .dockerignore for a component: the directory of a service below
DIR, or its name; not needed where there is one service only. The versions are those that the
component asks for, else the newest with long-term support.

Options:
  --path DIR    the repository (default: the current directory)
  --write       write both into the component's directory, where there are none
  --as-of DATE  choose versions as of this day, YYYY-MM-DD (default: today)

Exit codes: 0 written, 2 there is no such component, or no recipe for what it is built of.`;
