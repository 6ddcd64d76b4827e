export { remoteSource } from "./remote.js";
