export { audit, commitTree, memoryTree, wants, worktree } from "./stack-audit.js";
