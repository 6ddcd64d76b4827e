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
import { dockerfile } from './dockerfile.ts';
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
  applicationConfig,
  applicationConf,
  dockerfile,
];
