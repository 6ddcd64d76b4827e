import { loadPolicy, readPolicyFile } from '../../src/policy/load.ts';
import type { PolicyLayer } from '../../src/policy/resolve.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { mistakeLine } from '../../src/rules/mistakes.ts';

export const place = '.github/stack-audit.yml';

const names = { express: 'Express', flask: 'Flask', fastapi: 'FastAPI', fastify: 'Fastify', rocket: 'Rocket' };
const more = { 'spring-boot': 'Spring Boot', node: 'Node.js', go: 'Go', quarkus: 'Quarkus' };

/** A small world of ids, so that no test depends on the catalogue. */
export const known = {
  technologies: Object.entries({ ...names, ...more }).map(([id, name]) => ({ id, name })),
  rules: [
    'container/runs-as-root',
    'container/image-missing',
    'security/express-helmet-missing',
    'security/django-debug',
    'maturity/prerelease',
  ],
};

/** The mistakes of a policy as a terminal prints them, without the path. */
export function mistakesOf(text: string): string[] {
  const loaded = loadPolicy(place, text, known);
  return 'mistakes' in loaded ? loaded.mistakes.map((one) => mistakeLine(one).slice(place.length + 1)) : [];
}

/** A policy without mistakes. */
export function policyOf(text: string): Policy {
  const loaded = loadPolicy(place, `version: 1\n${text}`, known);
  if ('mistakes' in loaded) throw new Error(loaded.mistakes.map(mistakeLine).join('\n'));
  return loaded.policy;
}

/** A file without mistakes as a layer. */
export function layer(source: string, text: string, inherited = source.includes('//')): PolicyLayer {
  const read = readPolicyFile(source, `version: 1\n${text}`, known);
  if ('mistakes' in read) throw new Error(read.mistakes.map(mistakeLine).join('\n'));
  return { ...read.layer, inherited };
}
