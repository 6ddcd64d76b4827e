export { runRule } from "./policy-file.js";
