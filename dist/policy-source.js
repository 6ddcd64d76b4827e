export { policySource } from "./policy-source2.js";
