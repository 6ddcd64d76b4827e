export { runComment } from "./remote.js";
