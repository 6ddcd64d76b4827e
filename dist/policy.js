export { runPolicy } from "./policy-file.js";
