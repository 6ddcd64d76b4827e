import { expect, test } from 'vitest';
import { stack, unclear, versionOf } from './audited.ts';

test('1: names are compared as PyPI does: Django, Flask, django_ninja', () => {
  expect(stack({ 'requirements.txt': 'Django==6.0.3\ndjango_ninja==1.5.0\n', 'manage.py': '' })).toEqual({
    '.: service': [
      'django 6.0.3 at requirements.txt:1 beneath django-ninja',
      'django-ninja 1.5.0 at requirements.txt:2',
    ],
  });
  expect(stack({ 'requirements.txt': 'Flask==3.1.2\n', 'app.py': '' })).toEqual({
    '.: service': ['flask 3.1.2 at requirements.txt:1'],
  });
});

test('2: extras', () => {
  const files = { 'requirements.txt': 'pyjwt[crypto]==2.1\nfastapi[standard]==0.121.0\n', 'main.py': '' };
  expect(stack(files)).toEqual({
    '.: service': ['fastapi 0.121.0 at requirements.txt:2', 'starlette ? at requirements.txt:2 beneath fastapi'],
  });
});

test('3: versions that are not pinned', () => {
  const files = { 'requirements.txt': 'click>=7.0\nfastapi\nflask~=3.1\nDjango==5.*\n', 'main.py': '' };
  expect(stack(files)).toEqual({
    '.: service': [
      'django ==5.* at requirements.txt:4',
      'fastapi ? at requirements.txt:2',
      'flask ~=3.1 at requirements.txt:3',
      'starlette ? at requirements.txt:2 beneath fastapi',
    ],
  });
});

test('4: chains of -r and -c, from the file that includes, in circles, to a file that is missing', () => {
  const files = {
    'manage.py': '',
    'requirements.txt': '-r requirements/production.txt\n',
    'requirements/production.txt': '-r base.txt\n-c constraints.txt\n-r gone.txt\n',
    'requirements/base.txt': '-r production.txt\ndjango\n',
    'requirements/constraints.txt': 'django==5.2.8\n',
  };
  expect(stack(files)).toEqual({ '.: service': ['django 5.2.8 at requirements/constraints.txt:1'] });
  expect(unclear(files).sort()).toEqual([
    'requirements/base.txt:1 includes requirements/production.txt, which includes it in turn',
    'requirements/production.txt:1 includes requirements/base.txt, which includes it in turn',
    'requirements/production.txt:3 requirements/gone.txt is included, but does not exist',
  ]);
});

test('5: what pip-compile says came via another package is not chosen', () => {
  const files = {
    'requirements.txt': 'flask==3.1.3\n    # via locust\nlocust==2.42.1\n    # via -r requirements.in\n',
  };
  expect(stack(files)).toEqual({ '.: library': [] });
});

test('6: hashes over several lines, markers, comments behind requirements', () => {
  const requirements = [
    'flask==3.1.2 ; python_version >= "3.9" \\',
    '    --hash=sha256:aaaa \\',
    '    --hash=sha256:bbbb',
    'gunicorn==23.0.0  # the server',
  ].join('\n');
  expect(stack({ 'requirements.txt': requirements, 'app.py': '' })).toEqual({
    '.: service': ['flask 3.1.2 at requirements.txt:1', 'gunicorn 23.0.0 at requirements.txt:4'],
  });
});

test('7: Poetry: optional tables, arrays of tables', () => {
  const pyproject = [
    '[tool.poetry]',
    'name = "shop"',
    '[tool.poetry.dependencies]',
    'python = "^3.12"',
    'django = [{ version = "^5.2", python = ">=3.10" }, { version = "^4.2", python = "<3.10" }]',
    'flask = { version = "^3.1", optional = true }',
  ].join('\n');
  const files = { 'pyproject.toml': pyproject, 'manage.py': '' };
  expect(stack(files)).toEqual({ '.: service': ['django ^5.2 at pyproject.toml:5', 'flask ^3.1 at pyproject.toml:6'] });
  expect(versionOf(files, 'python')).toBe('^3.12 at pyproject.toml:4');
});

test('8: extras, dependency groups and Poetry groups are not what runs', () => {
  const standard = [
    '[project]',
    'name = "shop"',
    'dependencies = ["litestar==2.19.0"]',
    '[project.optional-dependencies]',
    'dev = ["flask==3.1.2"]',
    '[dependency-groups]',
    'test = ["django==5.2.8", { include-group = "more" }]',
    'more = ["sanic==25.3.0"]',
  ].join('\n');
  expect(stack({ 'pyproject.toml': standard, 'app.py': '' })).toEqual({
    '.: service': ['litestar 2.19.0 at pyproject.toml:3'],
  });
  const poetry = [
    '[tool.poetry.dependencies]',
    'bottle = "0.13.4"',
    '[tool.poetry.group.test.dependencies]',
    'flask = "3.1.2"',
  ].join('\n');
  expect(stack({ 'pyproject.toml': poetry, 'app.py': '' })).toEqual({
    '.: service': ['bottle 0.13.4 at pyproject.toml:2'],
  });
});

test('9: a uv workspace: each member its own, the lock of the root; what is no member is not in it', () => {
  const member = '[project]\nname = "api"\nversion = "0.1"\ndependencies = ["fastapi>=0.115"]\n';
  const lock = [
    'version = 1',
    '[manifest]',
    'members = ["api"]',
    '[[package]]',
    'name = "api"',
    'version = "0.1"',
    'source = { editable = "services/api" }',
    '[[package]]',
    'name = "fastapi"',
    'version = "0.121.0"',
    'source = { registry = "https://example.org" }',
  ].join('\n');
  const files = {
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
    'uv.lock': lock,
    'services/api/pyproject.toml': member,
    'services/api/main.py': '',
    'jobs/requirements.txt': 'fastapi>=0.100\n',
    'jobs/main.py': '',
  };
  expect(stack(files)).toEqual({
    'jobs: service': [
      'fastapi >=0.100 at jobs/requirements.txt:1',
      'starlette ? at jobs/requirements.txt:1 beneath fastapi',
    ],
    'services/api: service': [
      'fastapi 0.121.0 at services/api/pyproject.toml:4',
      'starlette ? at services/api/pyproject.toml:4 beneath fastapi',
    ],
  });
});

test('15: comments and prose name no framework', () => {
  const files = { 'requirements.txt': '# was flask, then fastapi\nrequests==2.32.0\n', 'README.md': 'A FastAPI app' };
  expect(stack(files)).toEqual({ '.: library': [] });
});

test('42: templates of projects: a name to fill in makes a template, what cannot be read is said', () => {
  const files = {
    '{{cookiecutter.slug}}/pyproject.toml':
      '[project]\nname = "{{ cookiecutter.slug }}"\ndependencies = ["django==5.2.8"]\n',
    '{{cookiecutter.slug}}/requirements/base.txt':
      '{%- if cookiecutter.use_celery == "y" %}\ncelery==5.5.3\n{%- endif %}\n',
  };
  expect(stack(files)).toEqual({
    '{{cookiecutter.slug}}: template': expect.arrayContaining([
      'django 5.2.8 at {{cookiecutter.slug}}/pyproject.toml:3',
    ]),
  });
  expect(unclear(files)).toEqual([expect.stringContaining('{{cookiecutter.slug}}/requirements/base.txt:1')]);
});

test('51: Tornado beside Bottle is the worker that serves it', () => {
  const files = { 'requirements.txt': 'bottle==0.13.4\ngunicorn==23.0.0\ntornado==6.5.2\n', 'app.py': '' };
  expect(stack(files)).toEqual({
    '.: service': [
      'bottle 0.13.4 at requirements.txt:1',
      'gunicorn 23.0.0 at requirements.txt:2',
      'tornado 6.5.2 at requirements.txt:3 beneath bottle',
    ],
  });
});
