export { runAudit } from "./stack-audit.js";
