import { buildZig } from './build-zig.ts';
import { buildZigZon } from './build-zig-zon.ts';
import { cargoConfig } from './cargo-config.ts';
import { cargoLock } from './cargo-lock.ts';
import { cargoToml } from './cargo-toml.ts';
import { elixirConfig } from './elixir-config.ts';
import { erlangMk } from './erlang-mk.ts';
import { gitattributes } from './gitattributes.ts';
import { gleamManifest } from './gleam-manifest.ts';
import { gleamToml } from './gleam-toml.ts';
import { goMod } from './go-mod.ts';
import { goWork } from './go-work.ts';
import { herokuRuntime } from './heroku-runtime.ts';
import { miseToml } from './mise-toml.ts';
import { mixExs } from './mix-exs.ts';
import { mixLock } from './mix-lock.ts';
import { nimCfg } from './nim-cfg.ts';
import { nimble } from './nimble.ts';
import { nimbleLock } from './nimble-lock.ts';
import { prototools } from './prototools.ts';
import { rebarConfig } from './rebar-config.ts';
import { rebarLock } from './rebar-lock.ts';
import { rocketToml } from './rocket-toml.ts';
import { rustToolchain } from './rust-toolchain.ts';
import { sdkmanrc } from './sdkmanrc.ts';
import { toolVersions } from './tool-versions.ts';
import { versionFile } from './version-file.ts';
import { zigmod } from './zigmod.ts';
import { bunLock } from './bun-lock.ts';
import { denoJson } from './deno-json.ts';
import { denoLock } from './deno-lock.ts';
import { denoSource } from './deno-source.ts';
import { secretFile } from './secret-file.ts';
import { serverSource } from './server-source.ts';
import { importMapJson } from './import-map-json.ts';
import { jsrJson } from './jsr-json.ts';
import { npmrc } from './npmrc.ts';
import { packageJson } from './package-json.ts';
import { packageLockJson } from './package-lock-json.ts';
import { pnpmLockYaml } from './pnpm-lock-yaml.ts';
import { pnpmWorkspaceYaml } from './pnpm-workspace-yaml.ts';
import { tsconfigJson } from './tsconfig-json.ts';
import { yarnLock } from './yarn-lock.ts';
import { yarnrcYml } from './yarnrc-yml.ts';
import { djangoSettings } from './django-settings.ts';
import { environmentYml } from './environment-yml.ts';
import { flaskConfig } from './flask-config.ts';
import { pipfile } from './pipfile.ts';
import { pipfileLock } from './pipfile-lock.ts';
import { pdmLock, poetryLock, pylockToml } from './poetry-lock.ts';
import { pyprojectToml } from './pyproject-toml.ts';
import { requirementsTxt } from './requirements-txt.ts';
import { setupCfg } from './setup-cfg.ts';
import { setupPy } from './setup-py.ts';
import { uvLock } from './uv-lock.ts';
import { composerJson } from './composer-json.ts';
import { composerLock } from './composer-lock.ts';
import { gemfile } from './gemfile.ts';
import { gemfileLock } from './gemfile-lock.ts';
import { gemspec } from './gemspec.ts';
import { laravelConfig } from './laravel-config.ts';
import { railsConfig } from './rails-config.ts';
import { symfonyConfig } from './symfony-config.ts';
import { applicationConf } from './application-conf.ts';
import { applicationConfig } from './application-config.ts';
import { buildGradle } from './build-gradle.ts';
import { buildMill } from './build-mill.ts';
import { buildSbt } from './build-sbt.ts';
import { buildWrapper } from './build-wrapper.ts';
import { depsEdn } from './deps-edn.ts';
import { gradleConstants } from './gradle-constants.ts';
import { gradleLockfile } from './gradle-lockfile.ts';
import { gradleProperties } from './gradle-properties.ts';
import { mavenConfig } from './maven-config.ts';
import { pomXml } from './pom-xml.ts';
import { projectClj } from './project-clj.ts';
import { settingsGradle } from './settings-gradle.ts';
import { versionsToml } from './versions-toml.ts';
import { compose } from './compose.ts';
import { dockerfile } from './dockerfile.ts';
import { appJson } from './app-json.ts';
import { dockerignore } from './dockerignore.ts';
import { flyToml } from './fly-toml.ts';
import { koYaml } from './ko-yaml.ts';
import { nixpacksToml } from './nixpacks-toml.ts';
import { procfile } from './procfile.ts';
import { projectToml } from './project-toml.ts';
import { railpackJson } from './railpack-json.ts';
import { renderYaml } from './render-yaml.ts';
import { shellScript } from './shell-script.ts';
import { gitignore } from './gitignore.ts';
import { githubWorkflow } from './github-workflow.ts';
import { gitlabCi } from './gitlab-ci.ts';
import { skaffoldYaml } from './skaffold-yaml.ts';
import { dockerBake } from './docker-bake.ts';
import { kustomization } from './kustomization.ts';
import { helmChart } from './helm-chart.ts';
import { kubernetes } from './kubernetes.ts';
import { appsettingsJson } from './appsettings-json.ts';
import { cabal } from './cabal.ts';
import { cabalFreeze, cabalProject } from './cabal-project.ts';
import { cmakeLists } from './cmake-lists.ts';
import { conanfile } from './conanfile.ts';
import { cpanfile } from './cpanfile.ts';
import { dotnetProject, msbuildProps } from './dotnet-project.ts';
import { dubJson, dubSdl, dubSelections } from './dub.ts';
import { duneProject } from './dune-project.ts';
import { dune } from './dune.ts';
import { globalJson } from './global-json.ts';
import { hpackYaml } from './hpack-yaml.ts';
import { juliaManifest, juliaProject } from './julia-project.ts';
import { meteorRelease } from './meteor-release.ts';
import { opam } from './opam.ts';
import { packageResolved } from './package-resolved.ts';
import { packageSwift } from './package-swift.ts';
import { packagesConfig } from './packages-config.ts';
import { packagesLockJson } from './packages-lock-json.ts';
import { paketDependenciesFile, paketReferences } from './paket.ts';
import { paketLock } from './paket-lock.ts';
import { pubspecLock } from './pubspec-lock.ts';
import { pubspecOverrides, pubspecYaml } from './pubspec-yaml.ts';
import { rDescription } from './r-description.ts';
import { rockspec } from './rockspec.ts';
import { shardLock, shardYml } from './shard-yml.ts';
import { solution } from './solution.ts';
import { stackYaml } from './stack-yaml.ts';
import { vMod } from './v-mod.ts';
import { vcpkgJson } from './vcpkg-json.ts';
import { spinToml } from './spin-toml.ts';
import { wrangler } from './wrangler.ts';
import { shadowCljs } from './shadow-cljs.ts';
import type { Reader } from './reader.ts';

/** Every reader, by the family of its ecosystem. A contract test holds this table to the files of the folder. */
export const readers: readonly Reader[] = [
  packageJson,
  packageLockJson,
  pnpmWorkspaceYaml,
  pnpmLockYaml,
  yarnLock,
  yarnrcYml,
  bunLock,
  npmrc,
  tsconfigJson,
  denoJson,
  denoLock,
  denoSource,
  serverSource,
  importMapJson,
  jsrJson,
  cargoToml,
  cargoLock,
  cargoConfig,
  rustToolchain,
  rocketToml,
  goMod,
  goWork,
  mixExs,
  mixLock,
  elixirConfig,
  rebarConfig,
  rebarLock,
  erlangMk,
  gleamToml,
  gleamManifest,
  nimble,
  nimbleLock,
  nimCfg,
  buildZig,
  buildZigZon,
  zigmod,
  versionFile,
  toolVersions,
  miseToml,
  prototools,
  sdkmanrc,
  herokuRuntime,
  gitattributes,
  pyprojectToml,
  requirementsTxt,
  pipfile,
  setupCfg,
  setupPy,
  environmentYml,
  uvLock,
  poetryLock,
  pdmLock,
  pylockToml,
  pipfileLock,
  djangoSettings,
  flaskConfig,
  gemfile,
  gemspec,
  gemfileLock,
  railsConfig,
  composerJson,
  composerLock,
  laravelConfig,
  symfonyConfig,
  pomXml,
  mavenConfig,
  buildGradle,
  settingsGradle,
  gradleProperties,
  gradleConstants,
  gradleLockfile,
  versionsToml,
  buildWrapper,
  buildSbt,
  buildMill,
  depsEdn,
  projectClj,
  shadowCljs,
  applicationConfig,
  applicationConf,
  dockerfile,
  appJson,
  dockerignore,
  gitignore,
  secretFile,
  flyToml,
  koYaml,
  nixpacksToml,
  procfile,
  projectToml,
  railpackJson,
  renderYaml,
  shellScript,
  compose,
  kubernetes,
  kustomization,
  helmChart,
  dockerBake,
  skaffoldYaml,
  gitlabCi,
  githubWorkflow,
  dotnetProject,
  msbuildProps,
  packagesConfig,
  packagesLockJson,
  globalJson,
  solution,
  meteorRelease,
  spinToml,
  wrangler,
  paketDependenciesFile,
  paketReferences,
  paketLock,
  appsettingsJson,
  packageSwift,
  packageResolved,
  pubspecYaml,
  pubspecOverrides,
  pubspecLock,
  shardYml,
  shardLock,
  cabal,
  hpackYaml,
  stackYaml,
  cabalProject,
  cabalFreeze,
  duneProject,
  dune,
  opam,
  cpanfile,
  dubJson,
  dubSdl,
  dubSelections,
  juliaProject,
  juliaManifest,
  rDescription,
  rockspec,
  vMod,
  conanfile,
  vcpkgJson,
  cmakeLists,
];
