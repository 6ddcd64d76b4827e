import type { Component } from '../../model/component.ts';
import type { EnvironmentVariable, Mount, Workload } from '../../model/workload.ts';
import { parseImageReference } from '../../read/image-reference.ts';
import { nameOfImage } from '../../stack/workload-owners.ts';
import { isSecretLiteral } from '../../read/secret-names.ts';

const movingTags = new Set('latest main master edge nightly dev develop canary snapshot unstable'.split(' '));

/** The tag of an image that can be another one tomorrow: `latest`, or none; empty if it is fixed or cannot be told. */
export function movingTag({ image, build }: Workload): string {
  const reference = image === undefined || build !== undefined ? undefined : parseImageReference(image);
  if (reference === undefined || reference.digest !== undefined) return '';
  if (reference.tag === undefined) return 'no tag';
  return movingTags.has(reference.tag) ? reference.tag : '';
}

/** Skaffold puts the tag of what it built in place of the one in the manifest. */
export function isReplaced({ image, kind }: Workload, components: readonly Component[]): boolean {
  if (image === undefined || kind !== 'kubernetes') return false;
  const name = nameOfImage(image);
  const builds = components.flatMap((component) => component.builds.filter(({ by }) => by === 'skaffold'));
  return builds.some(({ tags }) => tags.some((tag) => nameOfImage(tag) === name));
}

const sockets = /(?:^|\/)(?:docker|podman|crio|containerd)\.sock$/;

/** The mount of a container engine's socket. */
export function socketMount({ mounts }: Workload): Mount | undefined {
  return mounts.find(({ hostPath }) => hostPath !== undefined && sockets.test(hostPath));
}

const harmless =
  /^\/(?:etc\/(?:localtime|timezone|machine-id|ssl(?:\/.*)?|ca-certificates(?:\/.*)?|pki\/.*|hosts|resolv\.conf)|usr\/share\/(?:zoneinfo|ca-certificates)(?:\/.*)?|dev\/(?:shm|dri|snd|net\/tun|tty.*|video.*|null|fuse))$/;
const ofSystem =
  /^(?:\/|~\/?|\/(?:etc|root|boot|proc|sys|dev|run|var\/run|usr|lib|lib64|bin|sbin|home|var\/lib\/(?:docker|kubelet|containerd))(?:\/.*)?|(?:~|\$HOME)\/\.(?:ssh|aws|kube|gnupg|docker)(?:\/.*)?)$/;

/** Mounts of the system's own directories: who writes there owns the machine. Sockets of container engines have a rule of their own. */
export function systemMounts({ mounts }: Workload): Mount[] {
  return mounts.filter(({ hostPath }) => {
    if (hostPath === undefined || sockets.test(hostPath)) return false;
    const path = hostPath.length > 1 ? hostPath.replace(/\/+$/, '') : hostPath;
    return ofSystem.test(path) && !harmless.test(path);
  });
}

/** Names of passwords: in compose files that are not for production they are those of a database beside it, known to all. */
const password = /pass|pwd/i;
/** `API_KEY_VAL`, `SECRET_KEY`: the name of what is filled in later. */
const nameAsValue = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/;

/** Variables that hold a secret in plain text. */
export function secretsOf({ environment, kind, profile }: Workload): EnvironmentVariable[] {
  return environment.filter(({ name, value }) => {
    if (value === undefined || !isSecretLiteral(name, value) || nameAsValue.test(value)) return false;
    if (/_ROLE$/i.test(name)) return false;
    if (/AUTH/i.test(name) && !/TOKEN|SECRET|KEY|PASS/i.test(name) && (!/\d/.test(value) || /pass/i.test(value)))
      return false;
    return kind === 'kubernetes' || profile === 'production' || !password.test(name);
  });
}

/** The user that a workload sets is a number other than 0. */
export function setsNonRootUser({ user }: Workload): boolean {
  return user !== undefined && /^[1-9]\d*(?::|$)/.test(user);
}
