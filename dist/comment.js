export { runComment } from "./stack-audit.js";
