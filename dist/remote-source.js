export { remoteSource } from "./stack-audit.js";
