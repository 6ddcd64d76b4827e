/** How the aliases of catalogues that lie in a registry are made, so that what they stand for is known without them. */
const rules: Readonly<Record<string, (alias: readonly string[]) => string | undefined>> = {
  'io.ktor:ktor-version-catalog': (alias) => `io.ktor:ktor-${alias.map(kebab).join('-')}`,
  'io.micronaut.platform:micronaut-platform': ([first, ...rest]) => {
    if (first !== 'micronaut' || rest.length === 0) return undefined;
    const group = modules.has(rest[0] ?? '') ? `io.micronaut.${rest[0] ?? ''}` : 'io.micronaut';
    return `${group}:micronaut-${rest.map(kebab).join('-')}`;
  },
};

/** Micronaut's modules outside of its core: their artifacts begin with the last part of their group. */
const modules = new Set(
  'acme aot aws azure cache cassandra chatbots coherence data discovery elasticsearch email flyway gcp graphql groovy grpc jaxrs jms jmx kafka kotlin kubernetes liquibase logging micrometer mongodb mqtt multitenancy nats neo4j openapi opensearch oraclecloud picocli problem pulsar r2dbc rabbitmq reactor redis rxjava3 security serde servlet session sourcegen spring sql test testresources tracing validation views xml'.split(
    ' ',
  ),
);

/** The `group:artifact` that an alias of a published catalogue stands for; undefined if that cannot be told from its name. */
export function publishedEntry(catalogue: string, alias: string): string | undefined {
  return Object.hasOwn(rules, catalogue) ? rules[catalogue]?.(alias.split('.')) : undefined;
}

function kebab(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
