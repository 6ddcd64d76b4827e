export { readLock } from "./policy-file.js";
