import type { Report, ReportedComponent, ReportedFinding } from '../../src/model/report.ts';

/** A report with these parts; what is left out is as in a clean repository that was compared. */
export function reportWith(parts: Partial<Report> = {}): Report {
  const { findings = [] } = parts;
  const live = findings.filter(({ waiver }) => waiver === null);
  const count = (status: string): number => live.filter((finding) => finding.status === status).length;
  return {
    version: 1,
    tool: { name: 'stack-audit', version: '1.0.0' },
    asOf: '2026-11-22',
    components: [],
    changes: [],
    diagnostics: [],
    skipped: [],
    counts: {
      blocking: findings.filter(({ blocking }) => blocking).length,
      new: count('new'),
      existing: count('existing'),
      fixed: count('fixed'),
      accepted: findings.length - live.length,
      files: 5,
      rules: 40,
    },
    verdict: findings.some(({ blocking }) => blocking) ? 'fail' : 'pass',
    failOn: 'error',
    comparedWith: 'b'.repeat(40),
    notCompared: null,
    policy: null,
    policyPreview: null,
    ...parts,
    findings,
  };
}

/** A finding with these parts: a warning that is new. */
export function finding(parts: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    rule: 'container/runs-as-root',
    severity: 'warning',
    status: 'new',
    component: 'api',
    title: 'The container runs as root',
    message: 'No stage sets a user',
    fix: 'Add `USER node`.',
    at: { path: 'api/Dockerfile', line: 4 },
    related: [],
    fingerprint: '0123456789abcdef',
    blocking: false,
    technology: null,
    waiver: null,
    patch: null,
    ...parts,
  };
}

/** An error that blocks. */
export function blocker(parts: Partial<ReportedFinding> = {}): ReportedFinding {
  const words = {
    rule: 'policy/framework-denied',
    title: 'Rocket 0.5 is denied by policy',
    message: 'No 0.x',
    fix: 'Use axum.',
  };
  return finding({
    ...words,
    severity: 'error',
    blocking: true,
    at: { path: 'edge/Cargo.toml', line: 9 },
    component: 'edge',
    ...parts,
  });
}

/** A service of `name version` technologies: `framework Express 5.1`. */
export function service(path: string, ...technologies: string[]): ReportedComponent {
  return {
    path,
    name: path,
    role: 'service',
    roleReasons: [],
    language: null,
    images: [],
    technologies: technologies.map((text) => {
      const [kind = '', name = '', version] = text.split(' ');
      return {
        id: name.toLowerCase(),
        kind,
        name,
        layer: false,
        under: null,
        version: { declared: null, resolved: version ?? null },
        at: { path },
      };
    }),
  };
}

export const links = {
  repository: 'https://github.com/acme/shop',
  head: 'a'.repeat(40),
  base: 'b'.repeat(40),
  baseName: 'main',
  pullRequest: 482,
  run: 'https://github.com/acme/shop/actions/runs/1',
  rulePage: 'https://rules.example/{rule}',
  changedPaths: new Set(['edge/Cargo.toml']),
} as const;

/** How an exception of the policy accepts a finding. */
export const accepted = {
  by: 'exception',
  reason: 'until the move',
  owner: '@acme/platform',
  expires: '2026-12-04',
  ticket: 'PAY-1',
  at: { path: '.github/stack-audit.yml', line: 7 },
} as const;
