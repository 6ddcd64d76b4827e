import { type Reading, reading } from '../model/reading.ts';
import { flaskKeys } from './flask-config.ts';
import { profileOf } from './profile.ts';
import { type PythonAssignment, pythonAssignments } from './python-module.ts';
import { classProfile, pythonSettings } from './python-settings.ts';
import type { Reader } from './reader.ts';

/** Django's settings, one module or several that import each other. Other files of these names are read for Flask's few keys only. */
export const djangoSettings: Reader = {
  name: 'django-settings',
  specifications: [
    'https://docs.djangoproject.com/en/stable/ref/settings/',
    'https://django-configurations.readthedocs.io/',
  ],
  takes: ['settings'],
  files: [
    '**/settings.py',
    '**/settings/**/*.py',
    '**/*_settings.py',
    '**/settings_*.py',
    '**/configuration*.py',
    '**/conf/*.py',
    '**/config/*.py',
  ],
  read,
};

/** Only Django knows these. */
const marks =
  /^[ \t]*(?:INSTALLED_APPS|ROOT_URLCONF|WSGI_APPLICATION|ASGI_APPLICATION|MIDDLEWARE|MIDDLEWARE_CLASSES|ALLOWED_HOSTS|DATABASES|AUTH_PASSWORD_VALIDATORS|DJANGO_APPS)\s*(?::|\+?=|\.(?:append|insert|extend))/m;
const borrowed = /^[ \t]*from\s+[.\w]+\s+import\s+\*/m;
const named = /(?:^|\/)(?:settings\/|(?:[\w-]+_)?settings(?:_[\w-]+)?\.py$)/;

function read(path: string, text: string): Reading {
  const isDjango = marks.test(text) || (named.test(path) && borrowed.test(text));
  const assignments = [...pythonAssignments(text)].filter((made) => isSetting(made));
  if (!isDjango) {
    const flask = assignments.filter(
      ({ target, class: inside }) => inside === undefined && flaskKeys.has(target[0] ?? ''),
    );
    const settings = named.test(path) ? pythonSettings(path, 'flask', flask, profileOf(path)) : [];
    return reading(path, djangoSettings.name, { settings });
  }
  const profile = profileOf(path);
  const settings = pythonSettings(
    path,
    'django',
    assignments.filter((made) => made.class === undefined),
    profile,
  );
  for (const [name, own] of configurations(assignments))
    settings.push(...pythonSettings(path, 'django', own, classProfile(name, profile)));
  return reading(path, djangoSettings.name, { settings });
}

function isSetting({ target: [name = ''] }: PythonAssignment): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}

/** The classes of django-configurations: those that derive from its Configuration, and from one another. */
function configurations(assignments: readonly PythonAssignment[]): Map<string, PythonAssignment[]> {
  const found = new Map<string, PythonAssignment[]>();
  for (const made of assignments) {
    if (made.class === undefined) continue;
    const { name, bases } = made.class;
    if (!found.has(name) && !bases.some((base) => base === 'Configuration' || found.has(base))) continue;
    found.set(name, [...(found.get(name) ?? []), made]);
  }
  return found;
}
