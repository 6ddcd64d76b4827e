import type { Ground } from './ground.ts';
import { type NoRecipe, type Recipe, dockerfileOf, dockerignoreOf, execForm, unprivileged } from './recipe.ts';

interface JvmBuild {
  readonly image: string;
  /** Files before the source: wrappers and manifests. */
  readonly first: readonly string[];
  readonly cache: string;
  readonly run: string;
  /** Where archives end up. */
  readonly output: string;
}

/** Spring Boot, Quarkus, Micronaut, Ktor and what else makes a runnable jar, with Maven or Gradle. */
export function jvmRecipe(ground: Ground): Recipe | NoRecipe {
  const script = ground.text('build.gradle.kts') || ground.text('build.gradle');
  const maven = ground.has('pom.xml');
  const outer = maven
    ? ground.above('pom.xml')
    : ['settings.gradle.kts', 'settings.gradle']
        .map((name) =>
          ground.has('settings.gradle.kts') || ground.has('settings.gradle') ? undefined : ground.above(name),
        )
        .find((path) => path !== undefined);
  if (
    outer !== undefined &&
    (!maven || ground.text('pom.xml').includes('<parent>')) &&
    !/<relativePath\s*\/>/.test(ground.text('pom.xml'))
  )
    return {
      cannot: `it is built together with ${outer}: its image has to be built from that directory, which is not written yet.`,
    };
  if (!maven && script === '') return { cannot: 'neither pom.xml nor build.gradle stands in its directory.' };
  const java = ground.version('java', 'eclipse-temurin');
  const build = maven ? mavenBuild(ground, java) : gradleBuild(ground, java);
  if (ground.uses('spring-boot')) return springBoot(ground, build, java, maven);
  if (ground.uses('quarkus')) return quarkus(ground, build, java, maven);
  const task = jarTask(ground, script, maven);
  if (task === undefined)
    return { cannot: 'its build makes no jar that runs by itself: the plugin of Ktor, Shadow or Shade would.' };
  const { name, pattern } = task;
  return finish(
    ground,
    [
      ...start(build),
      `RUN --mount=type=cache,target=${build.cache} ${build.run} ${name}`,
      `RUN find ${build.output} -maxdepth 1 -name '${pattern}' ! -name 'original-*' ! -name '*-sources.jar' -exec cp {} /app.jar ';'`,
    ],
    java,
    ['COPY --from=build /app.jar app.jar'],
    ['java', '-jar', 'app.jar'],
  );
}

function mavenBuild(ground: Ground, java: string): JvmBuild {
  const wrapper = ground.has('mvnw');
  return {
    image: wrapper ? `eclipse-temurin:${java}-jdk` : `maven:3-eclipse-temurin-${java}`,
    first: wrapper ? ['COPY mvnw pom.xml ./', 'COPY .mvn .mvn'] : ['COPY pom.xml ./'],
    cache: '/root/.m2',
    run: wrapper ? 'sh ./mvnw --batch-mode' : 'mvn --batch-mode',
    output: 'target',
  };
}

function gradleBuild(ground: Ground, java: string): JvmBuild {
  const wrapper = ground.has('gradlew');
  return {
    image: wrapper ? `eclipse-temurin:${java}-jdk` : `gradle:9-jdk${java}`,
    first: [],
    cache: '/root/.gradle',
    run: wrapper ? 'sh ./gradlew --no-daemon' : 'gradle --no-daemon',
    output: 'build/libs',
  };
}

function start({ image, first, cache, run }: JvmBuild): string[] {
  const fetch =
    first.length > 0
      ? [
          '# The dependencies alone: this layer is made again only when pom.xml changes.',
          ...first,
          `RUN --mount=type=cache,target=${cache} ${run} dependency:go-offline`,
        ]
      : [];
  const home = run.includes('gradle') ? ['ENV GRADLE_USER_HOME=/root/.gradle'] : [];
  return [`FROM ${image} AS build`, ...home, 'WORKDIR /src', ...fetch, 'COPY . .'];
}

/** https://docs.spring.io/spring-boot/reference/packaging/container-images/dockerfiles.html */
function springBoot(ground: Ground, build: JvmBuild, java: string, maven: boolean): Recipe {
  const task = maven ? 'package -DskipTests' : 'bootJar';
  const use = ground.component.technologies.find(({ technology }) => technology.id === 'spring-boot');
  const version = use?.version.resolved ?? use?.version.declared ?? '';
  const old = /^(?:[12]\.|3\.[0-2](?:\.|$))/.test(version);
  const lines = [
    ...start(build),
    `RUN --mount=type=cache,target=${build.cache} ${build.run} ${task}`,
    `RUN find ${build.output} -maxdepth 1 -name '*.jar' ! -name '*-plain.jar' ! -name '*-sources.jar' -exec cp {} application.jar ';'`,
    ...(old
      ? []
      : [
          '# Layers: what changes rarely is not sent again with each change of the code.',
          'RUN java -Djarmode=tools -jar application.jar extract --layers --destination extracted',
        ]),
  ];
  const layers = ['dependencies', 'spring-boot-loader', 'snapshot-dependencies', 'application'];
  const copies = old
    ? ['COPY --from=build /src/application.jar ./']
    : layers.map((layer) => `COPY --from=build /src/extracted/${layer}/ ./`);
  return finish(ground, lines, java, copies, ['java', '-jar', 'application.jar']);
}

/** The layout of a fast-jar: https://quarkus.io/guides/maven-tooling#fast-jar */
function quarkus(ground: Ground, build: JvmBuild, java: string, maven: boolean): Recipe {
  const directory = maven ? 'target/quarkus-app' : 'build/quarkus-app';
  const lines = [
    ...start(build),
    `RUN --mount=type=cache,target=${build.cache} ${build.run} ${maven ? 'package -DskipTests' : 'quarkusBuild'}`,
  ];
  const copies = [
    '# In order of how often they change.',
    ...['lib/ ./lib/', '*.jar ./', 'app/ ./app/', 'quarkus/ ./quarkus/'].map(
      (one) => `COPY --from=build /src/${directory}/${one}`,
    ),
  ];
  return finish(ground, lines, java, ['ENV QUARKUS_HTTP_HOST=0.0.0.0', ...copies], ['java', '-jar', 'quarkus-run.jar']);
}

function jarTask(ground: Ground, script: string, maven: boolean): { name: string; pattern: string } | undefined {
  if (maven)
    return /maven-shade-plugin|micronaut-maven-plugin|maven-assembly-plugin/.test(ground.text('pom.xml'))
      ? { name: 'package -DskipTests', pattern: '*.jar' }
      : undefined;
  if (/io\.ktor\.plugin|ktorLibs\.plugins|libs\.plugins\.ktor/.test(script))
    return { name: 'buildFatJar', pattern: '*-all.jar' };
  return /com\.gradleup\.shadow|com\.github\.johnrengelman\.shadow|libs\.plugins\.shadow/.test(script)
    ? { name: 'shadowJar', pattern: '*-all.jar' }
    : undefined;
}

function finish(
  ground: Ground,
  build: readonly string[],
  java: string,
  copies: readonly string[],
  command: readonly string[],
): Recipe {
  const port = ground.component.settings.find(
    ({ key, value }) =>
      /^(?:server\.port|quarkus\.http\.port|micronaut\.server\.port|ktor\.deployment\.port)$/.test(key) &&
      /^\d{2,5}$/.test(String(value)),
  );
  const dockerfile = dockerfileOf(build, [
    '# A runtime is enough: the compiler stays behind.',
    `FROM eclipse-temurin:${java}-jre`,
    'WORKDIR /app',
    ...copies,
    "# A share of the container's memory instead of a fixed size, and an end instead of a broken state.",
    'ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError"',
    ...unprivileged,
    `EXPOSE ${port === undefined ? '8080' : String(port.value)}`,
    execForm('ENTRYPOINT', command),
  ]);
  return { dockerfile, dockerignore: dockerignoreOf('target', 'build', '.gradle', '**/*.class'), notes: ground.notes };
}
