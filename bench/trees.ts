import { audit, memoryTree } from '../src/index.ts';

/** A Dockerfile with more than two hundred stages is not read. */
const few = 48;
const times = 4;
/** As for readers: the square of a size takes sixteen times as long for four times as much. */
const tooMuch = 10;

type Files = Record<string, string>;
const manifest = '{"name":"x","dependencies":{"express":"^5.0.0"}}';

function filesOf(count: number, name: (number: number) => string, text: (number: number) => string): Files {
  return Object.fromEntries(Array.from({ length: count }, (_, number) => [name(number), text(number)]));
}

function lines(count: number, line: (number: number) => string): string {
  return Array.from({ length: count }, (_, number) => line(number)).join('');
}

/** Repositories that somebody makes to hang the audit, of this size. */
const trees: Readonly<Record<string, (size: number) => Files>> = {
  'targets of one Dockerfile, lock files in its context': (size) => ({
    Dockerfile: `FROM node:24 AS base\nCOPY . .\nRUN npm ci\n${lines(size, (one) => `FROM base AS t${one}\nCMD ["node","m${one}.js"]\n`)}`,
    'compose.yaml': `services:\n${lines(size, (one) => `  s${one}:\n    build:\n      context: .\n      target: t${one}\n`)}`,
    'package.json': manifest,
    ...filesOf(
      size * 10,
      (one) => `d${one}/package-lock.json`,
      () => '{"lockfileVersion":3,"packages":{}}',
    ),
  }),
  'COPYs of one image': (size) => ({
    Dockerfile: `FROM node:24\n${lines(size, (one) => `COPY src${one}/a.js /app/${one}/\n`)}CMD ["node","a.js"]\n`,
    'package.json': manifest,
  }),
  'Dockerfiles of one context': (size) => ({
    'package.json': manifest,
    ...filesOf(
      size,
      (one) => `docker/s${one}.Dockerfile`,
      () => 'FROM node:24\nCOPY . .\nCMD ["node","a.js"]\n',
    ),
  }),
  // A program is followed through two hundred members.
  'members of a Gradle build, in a circle': (size) => ({
    'settings.gradle': lines(size * 5, (one) => `include ':m${one}'\n`),
    ...filesOf(
      size * 5,
      (one) => `m${one}/build.gradle`,
      (one) => `plugins { id 'application' }\ndependencies { implementation project(':m${(one + 1) % (size * 5)}') }`,
    ),
  }),
  'members of a Maven build, in a circle': (size) => ({
    'pom.xml': `<project><groupId>g</groupId><artifactId>r</artifactId><version>1</version><modules>${lines(size, (one) => `<module>m${one}</module>`)}</modules></project>`,
    ...filesOf(
      size,
      (one) => `m${one}/pom.xml`,
      (one) =>
        `<project><parent><groupId>g</groupId><artifactId>m${(one + 1) % size}</artifactId><relativePath>../m${(one + 1) % size}</relativePath></parent><artifactId>m${one}</artifactId></project>`,
    ),
  }),
  'packages of one workspace': (size) => ({
    'package.json': '{"name":"r","private":true,"workspaces":["packages/*"]}',
    ...filesOf(
      size,
      (one) => `packages/p${one}/package.json`,
      (one) => `{"name":"p${one}","version":"1.0.0","dependencies":{"express":"^5.0.0","p${(one + 1) % size}":"*"}}`,
    ),
  }),
  'commands of one RUN': (size) => ({
    Dockerfile: `FROM debian:12\nRUN true${lines(size * 5, (one) => ` && \\\n  apt-get install -y p${one}`)}\nCMD ["x"]\n`,
    'package.json': manifest,
  }),
};

/** Prints how the time of the whole audit grows with a repository: 4 is linear, 16 is the square. */
export function benchTrees(): void {
  console.log(`\ntime for ${times} times the repository, as a multiple: ${times} is linear`);
  for (const [name, make] of Object.entries(trees)) {
    timeOf(make(few * times));
    const [small, large] = [timeOf(make(few)), timeOf(make(few * times))];
    const ratio = large / Math.max(small, 0.1);
    const mark = ratio > tooMuch ? '  ← grows faster than the repository' : '';
    console.log(`  ${ratio.toFixed(1).padStart(6)} ×   ${Math.round(large)} ms, ${name}${mark}`);
  }
}

/** The best of some runs, in milliseconds of processor time. */
function timeOf(files: Files): number {
  const runs = [1, 2, 3, 4].map(() => {
    const tree = memoryTree(files);
    const started = process.cpuUsage();
    audit(tree, { today: '2026-11-22' });
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}
