export { clientFor, placeOf } from "./client2.js";
