export { runStack } from "./stack-audit.js";
