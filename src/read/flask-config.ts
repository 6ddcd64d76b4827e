import { type Reading, reading } from '../model/reading.ts';
import type { Profile } from '../model/setting.ts';
import { profileOf } from './profile.ts';
import { type PythonAssignment, pythonAssignments } from './python-module.ts';
import { classProfile, pythonSettings } from './python-settings.ts';
import type { Reader } from './reader.ts';

/** The keys of Flask and its usual extensions that decide about safety. */
export const flaskKeys: ReadonlySet<string> = new Set(
  (
    'SECRET_KEY SECRET_KEY_FALLBACKS DEBUG TESTING ENV PROPAGATE_EXCEPTIONS TRUSTED_HOSTS SERVER_NAME MAX_CONTENT_LENGTH SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY ' +
    'SESSION_COOKIE_SAMESITE REMEMBER_COOKIE_SECURE REMEMBER_COOKIE_HTTPONLY WTF_CSRF_ENABLED WTF_CSRF_SSL_STRICT PREFERRED_URL_SCHEME SQLALCHEMY_DATABASE_URI ' +
    'JWT_SECRET_KEY JWT_COOKIE_SECURE JWT_COOKIE_CSRF_PROTECT SECURITY_PASSWORD_SALT CORS_ORIGINS'
  ).split(' '),
);

/** The configuration of a Flask application: `config.py` with its classes, and what its module assigns to `app.config`. */
export const flaskConfig: Reader = {
  name: 'flask-config',
  specifications: ['https://flask.palletsprojects.com/en/stable/config/'],
  takes: ['settings'],
  files: [
    '**/config.py',
    '**/*_config.py',
    '**/default_config.py',
    '**/app.py',
    '**/application.py',
    '**/wsgi.py',
    '**/main.py',
  ],
  read,
};

function read(path: string, text: string): Reading {
  if (!/\bconfig\b|\bSECRET_KEY\b|\bDEBUG\b|\bTESTING\b|\.secret_key\b/.test(text))
    return reading(path, flaskConfig.name, {});
  const isConfig = path.endsWith('config.py');
  const profile = profileOf(path);
  const byPlace = new Map<string, { profile: Profile; own: PythonAssignment[] }>();
  for (const made of pythonAssignments(text)) {
    const [name = '', key] = made.target;
    const attribute = /(?:^|\.)(?:app|application)\.(?:config|secret_key|debug|testing)$/.exec(name)?.[0];
    const keyed =
      attribute === undefined
        ? isConfig && key === undefined
          ? name
          : undefined
        : attribute.endsWith('.config')
          ? key
          : attributeKey(attribute);
    if (keyed === undefined || !flaskKeys.has(keyed)) continue;
    const place = made.class?.name ?? '';
    const known = byPlace.get(place) ?? { profile: place === '' ? profile : classProfile(place, profile), own: [] };
    // pydantic's settings take their values from the environment; what the class says is the default.
    const fromEnvironment = made.class?.bases.some((base) => base.endsWith('BaseSettings')) === true;
    const value = fromEnvironment ? { ...made.value, environment: true } : made.value;
    known.own.push({ ...made, target: [keyed], value });
    byPlace.set(place, known);
  }
  const settings = [...byPlace.values()].flatMap(({ profile: its, own }) => pythonSettings(path, 'flask', own, its));
  return reading(path, flaskConfig.name, { settings });
}

/** `app.secret_key` and the like are other names of keys. */
function attributeKey(attribute: string): string {
  return (attribute.split('.').at(-1) ?? '').toUpperCase();
}
