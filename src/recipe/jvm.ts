import { ancestors, relativeTo, resolvePath } from '../read/directory.ts';
import { pathIn } from '../read/directory.ts';
import { type Ground, type Place } from './ground.ts';
import { type NoRecipe, type Recipe, dockerfileOf, dockerignoreOf, execForm, unprivileged } from './recipe.ts';

interface JvmBuild {
  readonly image: string;
  /** Files before the source: wrappers and manifests. */
  readonly first: readonly string[];
  readonly cache: string;
  /** The command line of a task. */
  run(task: string): string;
  /** Where the cache is, if not where the tool looks by itself. */
  readonly home: readonly string[];
  /** The directory that the build writes, from the context. */
  readonly output: string;
}

/** Spring Boot, Quarkus, Micronaut, Ktor and what else makes a runnable jar, with Maven or Gradle. */
export function jvmRecipe(ground: Ground): Recipe | NoRecipe {
  const script = ground.text('build.gradle.kts') || ground.text('build.gradle');
  const maven = ground.has('pom.xml');
  const root = maven ? mavenRoot(ground) : gradleRoot(ground);
  if (root === undefined)
    return {
      cannot: 'its parent pom.xml does not list it as a module: how the two are built together cannot be told.',
    };
  if (!maven && script === '') return { cannot: 'neither pom.xml nor build.gradle stands in its directory.' };
  const java = ground.version('java', 'eclipse-temurin');
  const inside = relativeTo(root, ground.directory) ?? '';
  const build = maven ? mavenBuild(ground.from(root), java, inside) : gradleBuild(ground.from(root), java, inside);
  const recipe = recipeOf(ground, build, java, script);
  return 'cannot' in recipe || inside === '' ? recipe : { ...recipe, context: root };
}

function recipeOf(ground: Ground, build: JvmBuild, java: string, script: string): Recipe | NoRecipe {
  const maven = ground.has('pom.xml');
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
      `RUN --mount=type=cache,target=${build.cache} ${build.run(name)}`,
      `RUN find ${archives(build)} -maxdepth 1 -name '${pattern}' ! -name 'original-*' ! -name '*-sources.jar' -exec cp {} /app.jar ';'`,
    ],
    java,
    ['COPY --from=build /app.jar app.jar'],
    ['java', '-jar', 'app.jar'],
  );
}

/** The topmost pom.xml that has the component among its modules, or their modules; undefined if a parent beside it does not. */
function mavenRoot(ground: Ground): string | undefined {
  const { directory } = ground;
  const [, ...above] = ancestors(directory);
  let root = directory;
  for (const one of above) {
    const text = ground.from(one).text('pom.xml').slice(0, 500_000);
    const modules = [...text.matchAll(/<(?:module|subproject)>\s*([^<\s]{1,300})/g)].map(([, path = '']) =>
      resolvePath(one, path.replace(/\/?pom\.xml$/, '')),
    );
    if (modules.includes(root)) root = one;
  }
  const own = ground.text('pom.xml').slice(0, 500_000);
  const inherits =
    own.includes('<parent>') && !/<relativePath\s*\/>/.test(own) && ground.above('pom.xml') !== undefined;
  return root === directory && inherits ? undefined : root;
}

function gradleRoot(ground: Ground): string {
  const names = ['settings.gradle.kts', 'settings.gradle'];
  if (names.some((name) => ground.has(name))) return ground.directory;
  return names.map((name) => ground.above(name)).find((path) => path !== undefined) ?? ground.directory;
}

function mavenBuild(ground: Place, java: string, inside: string): JvmBuild {
  const wrapper = ground.has('mvnw');
  const module = inside === '' ? '' : ` --projects ${inside} --also-make`;
  return {
    image: wrapper ? `eclipse-temurin:${java}-jdk` : `maven:3-eclipse-temurin-${java}`,
    // What members need of each other is in no repository yet.
    first: inside !== '' ? [] : wrapper ? ['COPY mvnw pom.xml ./', 'COPY .mvn .mvn'] : ['COPY pom.xml ./'],
    cache: '/root/.m2',
    run: (task) => `${wrapper ? 'sh ./mvnw' : 'mvn'} --batch-mode${module} ${task}`,
    home: [],
    output: pathIn(inside, 'target'),
  };
}

function gradleBuild(ground: Place, java: string, inside: string): JvmBuild {
  const wrapper = ground.has('gradlew');
  const project = inside === '' ? '' : `:${inside.replaceAll('/', ':')}:`;
  return {
    image: wrapper ? `eclipse-temurin:${java}-jdk` : `gradle:9-jdk${java}`,
    first: [],
    cache: '/root/.gradle',
    run: (task) => `${wrapper ? 'sh ./gradlew' : 'gradle'} --no-daemon ${project}${task}`,
    home: ['ENV GRADLE_USER_HOME=/root/.gradle'],
    output: pathIn(inside, 'build'),
  };
}

function start({ image, first, cache, run, home }: JvmBuild): string[] {
  const fetch =
    first.length > 0
      ? [
          '# The dependencies alone: this layer is made again only when pom.xml changes.',
          ...first,
          `RUN --mount=type=cache,target=${cache} ${run('dependency:go-offline')}`,
        ]
      : [];
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
    `RUN --mount=type=cache,target=${build.cache} ${build.run(task)}`,
    `RUN find ${archives(build)} -maxdepth 1 -name '*.jar' ! -name '*-plain.jar' ! -name '*-sources.jar' -exec cp {} application.jar ';'`,
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
  const directory = `${build.output}/quarkus-app`;
  const lines = [
    ...start(build),
    `RUN --mount=type=cache,target=${build.cache} ${build.run(maven ? 'package -DskipTests' : 'quarkusBuild')}`,
  ];
  const copies = [
    '# In order of how often they change.',
    ...['lib/ ./lib/', '*.jar ./', 'app/ ./app/', 'quarkus/ ./quarkus/'].map(
      (one) => `COPY --from=build /src/${directory}/${one}`,
    ),
  ];
  return finish(ground, lines, java, ['ENV QUARKUS_HTTP_HOST=0.0.0.0', ...copies], ['java', '-jar', 'quarkus-run.jar']);
}

/** Maven leaves archives in `target` itself, Gradle in `build/libs`. */
function archives({ output }: JvmBuild): string {
  return output.endsWith('build') ? `${output}/libs` : output;
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
  return {
    dockerfile,
    dockerignore: dockerignoreOf('**/target', '**/build', '**/.gradle', '**/*.class'),
    notes: ground.notes,
  };
}
