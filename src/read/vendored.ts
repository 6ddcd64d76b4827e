/** Directories that only package managers and build tools write: whatever lies in them, others wrote it. Readers leave them alone. */
const written =
  /^((?:.*?\/)?(?:node_modules|bower_components|jspm_packages|web_modules|\.pnpm-store|\.venv|\.tox|\.nox|site-packages|__pycache__|__pypackages__|Pods|Carthage\/Checkouts|vendor\/(?:bundle|cache|gems|[\w-]+(?:\.[\w-]+)+)|\.bundle|\.gradle|\.terraform|\.dart_tool|\.nimble|nimbledeps|_opam|\.stack-work|dist-newstyle|zig-cache|\.zig-cache|\.svn|\.hg|\.git|\.idea|\.vs))\//;

/** The directory of other people's code that a path lies in, if its name alone tells that. */
export function vendoredRoot(path: string): string | undefined {
  return written.exec(path)?.[1];
}
