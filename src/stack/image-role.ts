import type { Image } from '../model/image.ts';
import { directoryOf, fileNameOf } from '../read/directory.ts';

type Role = Pick<Image, 'role' | 'roleReason'>;

const developmentName =
  /^(?:dev(?:elop(?:ment)?)?|debug|local|dev-?envs?|dev-?container|watch|hot-?reload|tilt|editable)$/i;
const testName = /^(?:tests?|testing|e2e|ci|lint|coverage|unit-?tests?|integration(?:-?tests?)?|benchmarks?|bench)$/i;
const testFolder =
  /^(?:tests?|testdata|__tests__|test-?fixtures|fixtures|e2e|integration-?tests?|acceptance|test-?suites?|spec|benchmarks?|mocks?|stubs?)$/i;
const developmentFolder =
  /^(?:dev|development|\.devcontainer|devcontainer|\.gitpod|\.vscode|\.cloud9|\.codespaces|\.cursor|debug)$/i;
/** Places of images that do something to the code, whatever they start. */
const toolPlaces =
  /^(?:genproto|codegen|generators?|ci|\.ci|\.github|\.gitlab|\.circleci|\.buildkite|lint(?:er|ers)?|build-?env|buildenv|cross(?:[-_].*)?|toolchains?|make|pre-?commit|(?:.*-)?build-image)$/i;
/** Places of images that make packages of distributions. */
const packagers =
  /(?:^|\/)(?:packag(?:e|es|ing)|dist(?:ribution)?|release|build)\/(?:debian|deb|rpm|arch|archlinux|fedora|centos|suse|snap|appimage)(?:\/|$)/i;
/** Places of images that may do so: what starts something by itself is taken for a service. */
const perhapsTools = /^(?:hack|tools?|tooling|build-?tools?|builder|base|gen|proto|docs?|release|package|rpm|deb)$/i;

/**
 * What an image is for, as far as names, place and content tell: only services are asked to be fit for production. Where the repository holds
 * `onlyImages`, these are what it ships, whatever little they contain.
 */
export function roleOfImage(
  image: Pick<Image, 'dockerfile' | 'target' | 'chain' | 'start' | 'copies' | 'builtBy'>,
  onlyImages = false,
): Role {
  const { dockerfile, chain, start, copies, builtBy } = image;
  if (dockerfile.templateLine !== undefined)
    return { role: 'template', roleReason: 'it is the template of a Dockerfile' };
  const folders = directoryOf(dockerfile.path).split('/');
  const words = nameWords(fileNameOf(dockerfile.path));
  const stage = chain.at(-1)?.name ?? '';

  const developmentPlace =
    folders.find((folder) => developmentFolder.test(folder)) ?? words.find((word) => developmentName.test(word));
  if (developmentPlace !== undefined) return { role: 'development', roleReason: `its path says ${developmentPlace}` };
  if (developmentName.test(stage) || stage.split(/[-_.]/).includes('debug'))
    return { role: 'development', roleReason: `its last stage is called ${stage}` };
  const testPlace = folders.find((folder) => testFolder.test(folder)) ?? words.find((word) => testName.test(word));
  if (testPlace !== undefined) return { role: 'test', roleReason: `its path says ${testPlace}` };
  if (testName.test(stage)) return { role: 'test', roleReason: `its last stage is called ${stage}` };

  const built = builtBy.length > 0;
  const starts = start === 'own' || start === 'server' || start === 'entrypoint';
  const places = [...folders, ...words];
  const packager = packagers.exec(directoryOf(dockerfile.path))?.[0];
  if (packager !== undefined) return { role: 'tooling', roleReason: `it makes packages: its path says ${packager}` };
  const toolPlace = places.find((place) => toolPlaces.test(place) || (!starts && perhapsTools.test(place)));
  if (toolPlace !== undefined && !(built && starts))
    return { role: 'tooling', roleReason: `its path says ${toolPlace}` };
  const final = new Set(chain);
  const bringsFiles = copies.some((copy) => final.has(copy.stage));
  if (!onlyImages && !built && !bringsFiles && start !== undefined && !starts)
    return { role: 'tooling', roleReason: 'it starts nothing, copies nothing, and nothing in the repository runs it' };
  return {
    role: 'service',
    roleReason: built ? 'it is built to be run' : 'nothing says that it is for something else',
  };
}

/** `Dockerfile.dev`, `api-test.Dockerfile` → the words beside `Dockerfile`. */
function nameWords(name: string): string[] {
  return name.split(/[.\-_]/).filter((word) => word !== '' && !/^(?:dockerfile|containerfile)$/i.test(word));
}
