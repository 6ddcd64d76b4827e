export { runDockerfile } from "./stack-audit.js";
