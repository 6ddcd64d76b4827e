import type { Role } from '../model/component.ts';

/** What the directories of a path say, part by part. Docs and benchmarks are examples of use, not what is deployed. */
const places: readonly { role: Role; names: RegExp }[] = [
  {
    role: 'template',
    names: /\{\{|\{%|^(?:cookiecutter-.*|template|skeletons?|scaffold(?:ing|s)?|boilerplates?|archetype-resources)$/i,
  },
  {
    role: 'test',
    names:
      /^(?:tests?|specs?|e2e|__tests__|__fixtures__|fixtures?|testdata|test-?data|test-?files|testing|test[-_]?(?:suites?|bench|beds?|utils?|helpers?|support|kit|harness|files?|cases?|apps?|projects?|resources?|assets)(?:[-_].*)?|it|integration[-_]?tests?|.*[-_.](?:tests?|e2e|spec|fixtures)|.*[-_]test[-_](?:db|utils?|helpers?|support|kit|harness|fixtures?)|.*\.?(?:Unit|Integration|Functional|Acceptance)?Tests?|mocks?|__mocks__|fuzz(?:ing|ers?)?|playwright|cypress|load-?(?:gen|generator|tests?|testing)|stress-?tests?|perf(?:ormance)?-?tests?)$/,
  },
  {
    role: 'example',
    names:
      /^(?:examples?|samples?|demos?|docs?|docs?[-_](?:site|website|playbook|app|web|theme|pages)|documentation|website|tutorials?|quickstarts?|bench(?:es|marks?|marking)?|playgrounds?|sandbox(?:es)?|recipes|showcases?|.*[-_](?:examples?|samples?|demos?|tutorials?|(?:micro-?)?bench(?:marks?)?|playground))$/i,
  },
];

/** A directory of templates may hold some; one that is called so itself is as often a package about them. */
const templates = /^templates$/i;

/** Directories of programs that serve those who work on the repository. */
const tools =
  /^(?:\.[\w.-]+|utils?|tools?|tooling|hack|scripts?|xtask|dev-?tools?|code-?gen(?:erators?)?|ci|dependabot|renovate)$/i;

/** The role that the place of a directory speaks for, with the part of the path that does: the outermost one, so that an example of tests stays one. */
export function roleOfPlace(path: string, examples = true): { role: Role; reason: string } | undefined {
  if (path === '.' || path === '') return undefined;
  const parts = path.split('/');
  for (const [at, part] of parts.entries()) {
    const found = places.find(
      ({ role, names }) =>
        (examples || role !== 'example') &&
        (names.test(part) || (role === 'template' && at < parts.length - 1 && templates.test(part))),
    );
    if (found !== undefined) return { role: found.role, reason: `lies in ${part}/` };
  }
  return undefined;
}

/** The part of a path that says that what lies there is a tool for developers. */
export function toolPlace(path: string): string | undefined {
  return path === '.' ? undefined : path.split('/').find((name) => tools.test(name));
}
