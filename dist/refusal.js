// src/github/refusal.ts
const graphqlStatus = {
	FORBIDDEN: 403,
	NOT_FOUND: 404,
	RATE_LIMITED: 429
};
/** The status code of a refusal by the API; undefined for anything else. GraphQL says 200 and means it otherwise. */
function statusOf(error) {
	const { status, errors } = error ?? {};
	if (typeof status === "number") return status;
	const [first] = Array.isArray(errors) ? errors : [];
	return first === void 0 ? void 0 : graphqlStatus[first.type ?? ""];
}
/** What the API said in one line, with the permission that would help if one is missing. */
function refusal(error, permission) {
	const status = statusOf(error);
	const said = firstLine(error).replace(/\.$/, "");
	const limited = /rate limit|abuse/i.test(said);
	const missing = (status === 403 || status === 404) && !limited;
	const never = permission.endsWith("write") ? "; on pull requests from forks and from Dependabot it never has more than read access" : "";
	const help = missing ? ` The token needs \`${permission}\`${never}.` : "";
	return `${status === void 0 ? "" : `${status} `}${said}.${help}`;
}
function firstLine(error) {
	return ((error instanceof Error ? error.message : String(error)).split("\n").find((one) => one.trim() !== "") ?? "no reason given").replace(/ - https:\/\/docs\.github\.com\S*$/, "").slice(0, 300);
}
export { refusal, statusOf };
