#!/usr/bin/env node
import { UsageError, commandOf, exitCodes, forLog, help, runCommand, version } from "./start.js";
// src/cli.ts
async function run(args) {
	const [first = "", second = ""] = args;
	if (first === "help" || args.includes("--help") || args.includes("-h")) {
		const asked = first === "help" ? commandOf(second) : commandOf(first);
		process.stdout.write(`${asked?.help ?? help()}\n`);
		return exitCodes.pass;
	}
	if (first === "--version" || first === "-V") {
		process.stdout.write(`stack-audit ${version}\n`);
		return exitCodes.pass;
	}
	return runCommand(args);
}
/** Ends the run with the exit code of what went wrong: the user's mistake in their words, ours with where to report it. */
function fail(error) {
	const { code } = error;
	if (error instanceof UsageError || code?.startsWith("ERR_PARSE_ARGS") === true) {
		process.stderr.write(`${forLog(`stack-audit: ${error.message}`)}\n`);
		return exitCodes.usage;
	}
	if (code === "EPIPE") return exitCodes.pass;
	process.stderr.write(`stack-audit ${version} failed. This is an error of the tool, please report it with the lines below.\n`);
	process.stderr.write(`${forLog(error instanceof Error ? error.stack ?? error.message : String(error))}\n`);
	return exitCodes.bug;
}
process.stdout.on("error", (error) => {
	process.exitCode = fail(error);
});
process.exitCode = await run(process.argv.slice(2)).catch(fail);
export {};
