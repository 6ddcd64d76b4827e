import { getOctokit, retry, throttling } from "./github.js";
// src/github/client.ts
/** Waits longer than this cost the user more than the answer is worth. Seconds. */
const longestWait = 60;
/** A client for the API of the server that runs this workflow. It tries again after server errors and rate limits, and gives up when that would take long. */
function clientFor(token, apiUrl) {
	if (token === "") throw new Error("there is no token to ask with");
	const again = (retryAfter, _options, _octokit, retryCount) => retryAfter <= longestWait && retryCount < 2;
	return getOctokit(token, {
		baseUrl: apiUrl,
		log: {
			debug: quiet,
			info: quiet,
			warn: quiet,
			error: quiet
		},
		retry: {
			retries: 2,
			doNotRetry: [
				400,
				401,
				403,
				404,
				410,
				422,
				429,
				451
			]
		},
		throttle: {
			onRateLimit: again,
			onSecondaryRateLimit: again
		}
	}, retry, throttling);
}
/** `owner/name` in its two parts. */
function placeOf(repository) {
	const [owner = "", repo = ""] = repository.split("/");
	return {
		owner,
		repo
	};
}
/** Octokit's own log goes to the console, where what it quotes could be taken for commands; what matters reaches the user in our words. */
function quiet() {}
export { clientFor, placeOf };
