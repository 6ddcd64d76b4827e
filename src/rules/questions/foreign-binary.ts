import type { BaseFacts } from '../../model/base-image.ts';
import type { Component } from '../../model/component.ts';
import type { Copy, Image } from '../../model/image.ts';
import type { Location } from '../../model/location.ts';
import { chainOf } from '../../stack/image-chain.ts';
import { type Build, buildsOf, takesOutput } from './build-outputs.ts';
import { serves } from '../facts/component.ts';
import { commandVariable, instructionsBefore, isOfHandSize } from './build-state.ts';
import { tooNew } from './glibc-versions.ts';
import { packagesLeft } from './os-packages.ts';

/** A program that is copied out of a build and cannot start where it is put. */
export interface ForeignBinary {
  /** It is Go's use of C that makes it need a C library. */
  readonly cgo: boolean;
  /** Without it the program starts, unless it has no use for what is missing. */
  readonly certain: boolean;
  readonly reason: string;
  readonly builtAt: Location;
  readonly copiedAt: Location;
}

type Texts = (path: string) => string | undefined;

const known = new WeakMap<Image, { readonly found: ForeignBinary | undefined }>();

/** The first program of an image that was linked for a C library which the image does not have; undefined if there is none or it cannot be told. */
export function foreignBinary(image: Image, component: Component, text: Texts): ForeignBinary | undefined {
  const answer = known.get(image) ?? { found: findForeign(image, component, text) };
  known.set(image, answer);
  return answer.found;
}

function findForeign(image: Image, component: Component, text: Texts): ForeignBinary | undefined {
  const copies = image.copies.filter(({ stage, fromStage }) => image.chain.includes(stage) && fromStage !== undefined);
  if (copies.length === 0 || !isOfHandSize(image)) return undefined;
  const run = runtimeOf(image);
  if (run === undefined || bringsLibrary(image, copies)) return undefined;
  for (const build of buildsOf(image, component)) {
    const copy = copies.find(
      ({ fromStage, sources }) =>
        fromStage !== undefined &&
        chainOf(image.dockerfile, fromStage).includes(build.stage) &&
        sources.some((source) => takesOutput(source, build.outputs)),
    );
    const base = chainOf(image.dockerfile, build.stage)[0];
    const facts = base && image.facts.get(base);
    if (copy === undefined || base?.base === undefined || facts?.libc === undefined || facts.libc === 'none') continue;
    if (isStatic(build, image, component, facts, text)) continue;
    const problem = problemOf(build, base.base.text, { ...facts, libc: facts.libc }, run);
    if (problem === undefined) continue;
    const builtAt = { path: build.instruction.at.path, line: build.command.line };
    return { ...problem, builtAt, copiedAt: copy.at };
  }
  return undefined;
}

type Runtime = Pick<BaseFacts, 'libgcc' | 'distribution'> & {
  readonly libc: 'glibc' | 'musl' | 'none';
  readonly name: string;
};

function runtimeOf({ base, chain, facts }: Image): Runtime | undefined {
  if (base?.text === 'scratch') return { libc: 'none', name: '`scratch`' };
  const known = chain[0] && facts.get(chain[0]);
  if (base === undefined || known?.libc === undefined || known.platform === 'windows') return undefined;
  return { ...known, libc: known.libc, name: `\`${base.text.split('@', 1)[0]}\`` };
}

/** A C library, or something that stands in for one, is put into the final image; or all of another file system. */
function bringsLibrary({ chain }: Image, copies: readonly Copy[]): boolean {
  return (
    copies.some(({ sources }) =>
      sources.some((source) =>
        /(?:^|\/)(?:lib(?:32|64)?|runtime|rootfs|sysroot)(?:\/|$)|ld-(?:linux|musl)|libc\.|^\/$|\$/.test(source),
      ),
    ) ||
    chain.some(({ instructions }) =>
      instructions.some(
        ({ keyword, text }) => keyword === 'RUN' && /gcompat|libc6-compat|glibc|\bmusl\b|libgcc/.test(text),
      ),
    )
  );
}

function problemOf(
  { compiler, outputs }: Build,
  builder: string,
  built: Omit<BaseFacts, 'libc'> & { readonly libc: 'glibc' | 'musl' },
  run: Runtime,
): Pick<ForeignBinary, 'cgo' | 'certain' | 'reason'> | undefined {
  const program = outputs.find((path) => !path.endsWith('*'));
  const what = program === undefined ? 'The program' : `\`${program}\``;
  const from = `\`${builder.split('@', 1)[0]}\``;
  if (built.libc !== run.libc) {
    const has = run.libc === 'none' ? `${run.name} has no C library` : `${run.name} has ${run.libc}`;
    return {
      cgo: compiler === 'go',
      certain: true,
      reason: `${what} is linked against ${built.libc} in ${from}, and ${has}`,
    };
  }
  if (built.libc === 'musl') return undefined;
  if (compiler === 'cargo' && run.libgcc === false)
    return {
      cgo: false,
      certain: true,
      reason: `${what} needs libgcc, as does all that Rust builds for glibc, and ${run.name} does not have it`,
    };
  const glibc = tooNew(compiler, built.distribution, run.distribution);
  if (glibc === undefined) return undefined;
  const reason = `${what} is linked against glibc ${glibc.built} in ${from}, and ${run.name} has ${glibc.run}`;
  return { cgo: false, certain: glibc.certain, reason };
}

/** It needs no C library, or that cannot be excluded. */
function isStatic(build: Build, image: Image, component: Component, facts: BaseFacts, text: Texts): boolean {
  const { compiler, stage, instruction, command } = build;
  const place = { image, stage, instruction };
  const before = [...instructionsBefore(place), instruction];
  const said = before.map((one) => [one.text, ...one.heredocs.map(({ content }) => content)].join('\n')).join('\n');
  // A whole option that is a variable may say anything.
  if (command.argv.some((word) => /^(?:-\w+=)?["']?\$\{?\w+\}?["']?$/.test(word))) return true;
  if (/-static\b/.test(said)) return true;
  if (compiler !== 'c' && /crt-static|linux-musl|musl-(?:tools|gcc|cross)|muslrust|zigbuild|netgo|-linkmode/.test(said))
    return true;
  if (compiler === 'go') return !usesC(build, image, component, facts, said);
  if (compiler === 'cargo')
    return (
      facts.libc !== 'glibc' ||
      command.argv.some((word) => word === '--target' || word.startsWith('--target=')) ||
      [component.path, '.'].some((path) => {
        const folder = path === '.' ? '' : `${path}/`;
        const config = text(`${folder}.cargo/config.toml`) ?? text(`${folder}.cargo/config`) ?? '';
        return /musl|crt-static|zig/.test(config);
      })
    );
  return compiler === 'other' && facts.libc !== 'glibc';
}

/** Packages that are bindings to C. */
const bindings =
  /^github\.com\/(?:mattn\/go-sqlite3|confluentinc\/confluent-kafka-go|h2non\/bimg|davidbyttow\/govips|godror\/godror|miekg\/pkcs11|marcboeker\/go-duckdb|DataDog\/zstd|valyala\/gozstd|linxGnu\/grocksdb|bytecodealliance\/wasmtime-go)|^gorm\.io\/driver\/sqlite$|^gocv\.io\//;

/** Whether a Go program of the component is linked against C whatever CGO_ENABLED says by default, rather than only with the resolver of `net`. */
export function bindsC({ dependencies }: Component): boolean {
  return dependencies.some(({ ecosystem, name }) => ecosystem === 'go' && bindings.test(name));
}

/** Go builds with C where there is a compiler and nothing says otherwise; `net` alone is enough to need its library. */
function usesC(
  { stage, instruction, command }: Build,
  image: Image,
  component: Component,
  facts: BaseFacts,
  said: string,
): boolean {
  const variable = (name: string) => commandVariable({ image, stage, instruction }, command, name);
  const enabled = variable('CGO_ENABLED');
  if (enabled === undefined || (enabled !== null && enabled !== '1')) return false;
  if (enabled === null && said.includes('CGO_ENABLED')) return false;
  const system = variable('GOOS');
  if (system !== null && system !== undefined && system !== 'linux') return false;
  const hasCompiler =
    facts.compiler === true ||
    chainOf(image.dockerfile, stage).some(({ instructions }) =>
      instructions.some((one) =>
        packagesLeft(one).some(({ name }) => /^(?:gcc|build-base|build-essential|alpine-sdk|clang)$/.test(name)),
      ),
    );
  if (!hasCompiler) return false;
  return enabled === '1' || serves(component) || image.ports.length > 0 || bindsC(component);
}
