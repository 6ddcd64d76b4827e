export { suggestion } from "./stack-audit.js";
