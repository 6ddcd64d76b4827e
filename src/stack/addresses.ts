import type { Workload } from '../model/workload.ts';
import type { Claim } from './technologies.ts';
import type { TechnologyIndex } from './technology-index.ts';

/** Schemes of the addresses at which databases, caches and brokers are reached. */
const schemes: Readonly<Record<string, string>> = {
  postgres: 'postgresql',
  postgresql: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mariadb',
  mongodb: 'mongodb',
  redis: 'redis',
  rediss: 'redis',
  amqp: 'rabbitmq',
  amqps: 'rabbitmq',
  nats: 'nats',
  clickhouse: 'clickhouse',
};

/** What a component reaches by the addresses in the variables that it is run with: `DATABASE_URL: postgresql://db/app`. */
export function addresses(workloads: readonly Workload[], index: TechnologyIndex): Claim[] {
  return workloads.flatMap(({ environment }) =>
    environment.flatMap(({ name, value, fallback, at }): Claim[] => {
      const scheme = /^["']?(?:jdbc:)?([a-z]+)(?:\+[a-z0-9]+)?:\/\//.exec((value ?? fallback ?? '').slice(0, 60))?.[1];
      const technology = index.byId(schemes[scheme ?? ''] ?? '');
      return technology
        ? [
            {
              technology,
              strength: 'strong',
              at,
              reason: `its variable ${name} holds an address of ${technology.name}`,
            },
          ]
        : [];
    }),
  );
}
