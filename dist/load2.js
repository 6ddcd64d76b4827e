export { loadRule } from "./policy-file.js";
