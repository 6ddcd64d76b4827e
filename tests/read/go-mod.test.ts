import { expect, test } from 'vitest';
import { goMod } from '../../src/read/go-mod.ts';

const read = (text: string) => goMod.read('svc/go.mod', text);
const dependencies = (text: string) =>
  read(text).dependencies.map(({ name, resolved, scope, at }) => `${name} ${resolved} ${scope} :${at.line}`);

test('requirements stand on single lines and in blocks, quoted or not, behind comments or before them', () => {
  expect(
    dependencies(`module example.com/svc // the service

go 1.25.0
require github.com/gin-gonic/gin v1.10.0
require "github.com/labstack/echo/v4" v4.13.3
require(
	// github.com/revel/revel v1.1.0
	github.com/gofiber/fiber/v2 v2.52.6
	github.com/valyala/fasthttp v1.60.0 // indirect
	golang.org/x/net v0.40.0 // indirect; see the build file
	example.com/odd v1.0.0 // indirectly used
	gopkg.in/yaml.v3 v3.0.1
)
`),
  ).toEqual([
    'github.com/gin-gonic/gin v1.10.0 runtime :4',
    'github.com/labstack/echo/v4 v4.13.3 runtime :5',
    'github.com/gofiber/fiber/v2 v2.52.6 runtime :8',
    'github.com/valyala/fasthttp v1.60.0 indirect :9',
    'golang.org/x/net v0.40.0 indirect :10',
    'example.com/odd v1.0.0 runtime :11',
    'gopkg.in/yaml.v3 v3.0.1 runtime :12',
  ]);
});

test('what only a tool needs is for development; an excluded version is not what is used', () => {
  expect(
    dependencies(`module m
tool github.com/swaggo/swag/cmd/swag
exclude github.com/gin-gonic/gin v1.9.0
require (
	github.com/swaggo/swag v1.16.4 // indirect
	github.com/gin-gonic/gin v1.9.0
)
`),
  ).toEqual(['github.com/swaggo/swag v1.16.4 development :5', 'github.com/gin-gonic/gin undefined runtime :6']);
});

test('replacements are kept for the stack to apply, in both forms', () => {
  const { constraints, links } = read(`module m
replace github.com/gin-gonic/gin => github.com/fork/gin v1.9.9
replace (
	github.com/a/b v1.0.0 => ../b
	"github.com/c/d" => ./d // local
)
`);
  expect(
    constraints.map(({ key, name, requirement, source, at }) => [key, name, requirement, source, at.line]),
  ).toEqual([
    ['replace', 'github.com/gin-gonic/gin', 'v1.9.9', 'git', 2],
    ['replace v1.0.0', 'github.com/a/b', undefined, 'path', 4],
    ['replace', 'github.com/c/d', undefined, 'path', 5],
  ]);
  expect(links.map(({ path }) => path)).toEqual(['b/go.mod', 'svc/d/go.mod']);
});

test('go and toolchain are least versions', () => {
  expect(
    read('module m\ngo 1.24\ntoolchain go1.24.5\n').runtimes.map(({ requirement, strength, at }) => [
      requirement,
      strength,
      at.line,
    ]),
  ).toEqual([
    ['1.24', 'minimum', 2],
    ['1.24.5', 'minimum', 3],
  ]);
});

test('the other directives are understood and unknown ones reported', () => {
  expect(
    read('module m\nretract [v1.0.0, v1.9.9] // broken\ngodebug default=go1.21\nignore ./x\n').diagnostics,
  ).toEqual([]);
  expect(read('modul m\nrequire a\n').diagnostics.map(({ message, at }) => `${message} :${at.line}`)).toEqual([
    'require needs a module and a version: a :2',
    'unknown directive: modul :1',
    'no module directive :1',
  ]);
});
