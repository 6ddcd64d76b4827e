#!/usr/bin/env node
import { UsageError, commandOf, exitCodes, fileTrouble, forLog, help, runCommand, version } from "./start.js";
import { setFlagsFromString } from "node:v8";
// src/cli.ts
async function run(args) {
	const [first = "", second = ""] = args;
	if (first === "help" || args.includes("--help") || args.includes("-h")) {
		const name = first === "help" ? second : args.find((arg) => !arg.startsWith("-")) ?? "";
		const asked = commandOf(name);
		if (first === "help" && second !== "" && asked === void 0) throw new UsageError(`there is no command ${second}. stack-audit --help lists those there are.`);
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
	const ours = error.code === "ENOENT";
	const trouble = error instanceof UsageError ? error.message : ours ? void 0 : fileTrouble(error);
	if (trouble !== void 0) {
		process.stderr.write(`${forLog(`stack-audit: ${trouble}`)}\n`);
		return exitCodes.usage;
	}
	process.stderr.write(`stack-audit ${version} failed. This is an error of the tool, please report it with the lines below.\n`);
	process.stderr.write(`${forLog(error instanceof Error ? error.stack ?? error.message : String(error))}\n`);
	return exitCodes.bug;
}
setFlagsFromString("--semi-space-growth-factor=1");
process.stdout.on("error", (error) => {
	if (error.code !== "EPIPE") process.exitCode = fail(error);
});
process.exitCode = await run(process.argv.slice(2)).catch(fail);
export {};
