import { wants } from '../index.ts';
import type { Wants } from '../model/tree.ts';
import { lockPath, policyPlaces } from '../policy/places.ts';

/** Policies and their lock have limits of their own below this. */
const largest = 8 * 1024 * 1024;

/** What readers want, and the policy, so that it comes in the same request. */
export const wantsWithPolicy: Wants = (path) =>
  path === lockPath || policyPlaces.includes(path) ? largest : wants(path);
