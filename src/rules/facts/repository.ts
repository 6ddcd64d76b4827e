import type { Component } from '../../model/component.ts';
import type { Image } from '../../model/image.ts';
import type { FactType } from '../fact-type.ts';

export interface RepositorySubject {
  readonly components: readonly Component[];
}

const ci =
  /^(?:\.github\/workflows\/.+\.ya?ml|\.gitlab-ci\.yml|\.circleci\/config\.yml|azure-pipelines.*\.ya?ml|Jenkinsfile.*|\.travis\.yml|bitbucket-pipelines\.yml|\.drone\.ya?ml|\.woodpecker.*|cloudbuild\.ya?ml|buildspec\.ya?ml|\.buildkite\/.+|\.teamcity\/.+|\.semaphore\/.+|\.tekton\/.+|\.forgejo\/workflows\/.+|\.gitea\/workflows\/.+|appveyor\.yml|\.cirrus\.yml|wercker\.yml|dagger\.json|Earthfile)$/;

/** Files of platforms and tools that build and deploy beside CI. */
const platform =
  /^(?:.*\/)?(?:fly(?:\..*)?\.toml|render\.ya?ml|railway\.(?:json|toml)|nixpacks\.toml|Procfile|app\.(?:json|ya?ml)|vercel\.json|netlify\.toml|heroku\.yml|captain-definition|\.platform\.app\.ya?ml|skaffold\.ya?ml|Tiltfile|garden\.ya?ml|\.goreleaser\.ya?ml|copilot\/.+|kamal\/.+|config\/deploy\.yml|Capfile|zeabur\.json|koyeb\.ya?ml|northflank\.json|apprunner\.ya?ml|Dockerrun\.aws\.json)$/;

function firstImage(components: readonly Component[]): Image | undefined {
  const services = components.filter(({ role }) => role === 'service');
  return services.flatMap(({ images }) => images).find(({ role }) => role === 'service');
}

export const repositoryFacts: FactType<RepositorySubject> = {
  name: 'Repository',
  doc: 'The whole repository.',
  fields: {
    components: { type: 'list<Component>', doc: 'Its components.', of: ({ components }) => components },
    services: {
      type: 'list<Component>',
      doc: 'Its components that are deployed.',
      of: ({ components }) => components.filter(({ role }) => role === 'service'),
    },
    has_ci: {
      type: 'bool',
      doc: 'A configuration of a CI service stands in it.',
      of: (_repository, { paths }) => [...paths].some((path) => ci.test(path)),
    },
    images_not_built: {
      type: 'bool',
      doc: 'All of its CI was read, and nothing there can build, publish or deploy an image, nor does a file speak of a platform that does.',
      of: ({ components }, { paths }) => {
        const files = [...paths];
        const own = files.filter((path) => ci.test(path));
        return (
          own.length > 0 &&
          own.every((path) => /^(?:\.github\/workflows\/|\.gitlab-ci\.yml$)/.test(path)) &&
          components.every(({ builds }) => builds.every(({ by }) => by === 'skaffold' || by === 'bake')) &&
          !files.some((path) => platform.test(path))
        );
      },
    },
    image_at: {
      type: 'Location',
      doc: 'The Dockerfile of the first service that has one; its first manifest if none does.',
      of: ({ components }) => firstImage(components)?.at ?? components[0]?.manifests[0] ?? { path: '.' },
    },
    image_path: {
      type: 'string',
      doc: 'The path of that Dockerfile; empty if no service has one.',
      of: ({ components }) => firstImage(components)?.dockerfile.path ?? '',
    },
    at: {
      type: 'Location',
      doc: 'Its first manifest.',
      of: ({ components }) => components[0]?.manifests[0] ?? { path: '.' },
    },
  },
  methods: {
    has_file: {
      parameters: ['string'],
      returns: 'bool',
      doc: 'A file of this path exists.',
      of: (_repository, { paths }, path: string) => paths.has(path),
    },
  },
};
