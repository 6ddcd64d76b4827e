import { expect, test } from 'vitest';
import { djangoSettings } from '../../src/read/django-settings.ts';
import { flaskConfig } from '../../src/read/flask-config.ts';
import type { Setting } from '../../src/model/setting.ts';

const line = ({ key, value, values, fallback, profile }: Setting): string =>
  [
    key,
    value ?? (values ? `[${values.join(' ')}]` : '?'),
    ...(fallback === undefined ? [] : [`or ${fallback}`]),
    ...(profile === 'base' ? [] : [profile]),
  ].join(' ');
const django = (text: string, path = 'shop/settings.py'): string[] =>
  djangoSettings.read(path, `ROOT_URLCONF = "u"\n${text}`).settings.map(line).slice(1);
const flask = (text: string, path = 'config.py'): string[] => flaskConfig.read(path, text).settings.map(line);

test('literals', () => {
  expect(
    django(`DEBUG = True
SECRET_KEY = "django-insecure-" "x"
SECURE_HSTS_SECONDS: int = 60 * 60
ALLOWED_HOSTS = ["*"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X", "https")
lower = 1
A = B = None
`),
  ).toEqual([
    'DEBUG True',
    'SECRET_KEY django-insecure-x',
    'SECURE_HSTS_SECONDS 3600',
    'ALLOWED_HOSTS [*]',
    'SECURE_PROXY_SSL_HEADER [HTTP_X https]',
    'A None',
    'B None',
  ]);
});

test.each([
  ['os.environ.get("D", "True") == "True"', '? or True'],
  ['os.getenv("D", "0") == "1"', '? or False'],
  ['env.bool("D", default=True)', '? or True'],
  ['env("D", default=False)', '? or False'],
  ['config("D", default=True, cast=bool)', '? or True'],
  ['get_bool_from_env("D", True)', '? or True'],
  ['bool(int(os.environ.get("D", 1)))', '? or True'],
  ['strtobool(os.getenv("D", "n"))', '? or False'],
  ['os.environ.get("D", "false").lower() in ("1", "true")', '? or False'],
  ['not env.bool("PRODUCTION", True)', '? or False'],
  ['"D" in os.environ', '? or False'],
  ['os.environ["D"] == "1"', '?'],
  ['os.environ.get("D")', '?'],
  ['True if os.environ.get("ENV", "dev") == "dev" else False', '? or True'],
  ['compute()', '?'],
  ['f"{x}"', '?'],
])('DEBUG = %s comes to %s', (expression, found) => {
  expect(django(`DEBUG = ${expression}\n`)).toEqual([`DEBUG ${found}`]);
});

test('tables are flattened, their keys listed', () => {
  expect(
    django(
      'REST_FRAMEWORK = {"DEFAULT_PERMISSION_CLASSES": ["a.AllowAny"], "PAGE": 10, **more}\nDATABASES = {"default": {"PASSWORD": env("P")}}\n',
    ),
  ).toEqual([
    'REST_FRAMEWORK ?',
    'REST_FRAMEWORK.DEFAULT_PERMISSION_CLASSES [a.AllowAny]',
    'REST_FRAMEWORK.PAGE 10',
    'DATABASES [default]',
    'DATABASES.default [PASSWORD]',
    'DATABASES.default.PASSWORD ?',
  ]);
});

test('lists that grow, here and in another file', () => {
  expect(
    django('MIDDLEWARE = ["a"]\nMIDDLEWARE += ["b"]\nMIDDLEWARE.insert(0, "c")\nINSTALLED_APPS += ["debug_toolbar"]\n'),
  ).toEqual(['MIDDLEWARE [a b c]', 'INSTALLED_APPS += [debug_toolbar]']);
  expect(django('BASE = ["a"]\nAPPS = BASE + ["b"]\nOPEN = ["a"] + other\n')).toEqual([
    'BASE [a]',
    'APPS [a b]',
    'OPEN ?',
  ]);
});

test('conditions on the environment give the profile, others leave no value', () => {
  expect(
    django(`DEBUG = env.bool("DEBUG", False)
if DEBUG:
    INSTALLED_APPS += ["debug_toolbar"]
    SECURE_SSL_REDIRECT = False
else:
    SECURE_SSL_REDIRECT = True
if os.environ.get("ENV") == "production":
    X = 1
if "test" in sys.argv:
    X = 2
if use_s3:
    Y = 3
def f():
    Z = 4
class C:
    Z = 4
`),
  ).toEqual([
    'DEBUG ? or False',
    'INSTALLED_APPS += [debug_toolbar] development',
    'SECURE_SSL_REDIRECT False development',
    'SECURE_SSL_REDIRECT True production',
    'X 1 production',
    'X 2 test',
    'Y ?',
  ]);
});

test('the file says which environment it is for', () => {
  expect(
    djangoSettings.read('shop/settings/production.py', 'from .base import *\nDEBUG = True\n').settings.map(line),
  ).toEqual(['DEBUG True production']);
  expect(djangoSettings.read('shop/settings/production.py', 'DEBUG = True\n').settings[0]?.format).toBe('flask');
});

test('classes of django-configurations', () => {
  expect(django('class Base(Configuration):\n    DEBUG = False\nclass Dev(Base):\n    DEBUG = True\n')).toEqual([
    'DEBUG False',
    'DEBUG True development',
  ]);
});

test('Flask: module, classes by their names, app.config', () => {
  expect(
    flask(
      'class Config:\n    SECRET_KEY = os.environ.get("K") or "hard to guess"\nclass TestingConfig(Config):\n    TESTING = True\nclass ProductionConfig(Config):\n    DEBUG = True\n',
    ),
  ).toEqual(['SECRET_KEY ? or hard to guess', 'TESTING True test', 'DEBUG True production']);
  expect(
    flask('app = Flask(__name__)\napp.config["SECRET_KEY"] = "abc"\napp.secret_key = "def"\nDEBUG = 1\n', 'app.py'),
  ).toEqual(['SECRET_KEY def']);
  expect(flask('class Settings(BaseSettings):\n    SECRET_KEY: str = "changethis"\n')).toEqual([
    'SECRET_KEY ? or changethis',
  ]);
});
