import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { composerJson } from '../../src/read/composer-json.ts';
import { composerLock } from '../../src/read/composer-lock.ts';
import { djangoSettings } from '../../src/read/django-settings.ts';
import { environmentYml } from '../../src/read/environment-yml.ts';
import { flaskConfig } from '../../src/read/flask-config.ts';
import { gemfile } from '../../src/read/gemfile.ts';
import { gemfileLock } from '../../src/read/gemfile-lock.ts';
import { gemspec } from '../../src/read/gemspec.ts';
import { laravelConfig } from '../../src/read/laravel-config.ts';
import { pipfile } from '../../src/read/pipfile.ts';
import { pipfileLock } from '../../src/read/pipfile-lock.ts';
import { pdmLock, poetryLock, pylockToml } from '../../src/read/poetry-lock.ts';
import { pyprojectToml } from '../../src/read/pyproject-toml.ts';
import { railsConfig } from '../../src/read/rails-config.ts';
import type { Reader } from '../../src/read/reader.ts';
import { requirementsTxt } from '../../src/read/requirements-txt.ts';
import { setupCfg } from '../../src/read/setup-cfg.ts';
import { setupPy } from '../../src/read/setup-py.ts';
import { symfonyConfig } from '../../src/read/symfony-config.ts';
import { uvLock } from '../../src/read/uv-lock.ts';
import { composer } from '../../src/stack/composer.ts';
import { python } from '../../src/stack/python.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { rubygems } from '../../src/stack/rubygems.ts';

const family: readonly (readonly [string, Reader])[] = [
  ['pyproject.toml', pyprojectToml],
  ['requirements.txt', requirementsTxt],
  ['requirements/base.in', requirementsTxt],
  ['constraints.txt', requirementsTxt],
  ['Pipfile', pipfile],
  ['setup.cfg', setupCfg],
  ['setup.py', setupPy],
  ['environment.yml', environmentYml],
  ['uv.lock', uvLock],
  ['poetry.lock', poetryLock],
  ['pdm.lock', pdmLock],
  ['pylock.toml', pylockToml],
  ['Pipfile.lock', pipfileLock],
  ['shop/settings.py', djangoSettings],
  ['config.py', flaskConfig],
  ['Gemfile', gemfile],
  ['Gemfile.lock', gemfileLock],
  ['a.gemspec', gemspec],
  ['config/environments/production.rb', railsConfig],
  ['composer.json', composerJson],
  ['composer.lock', composerLock],
  ['config/app.php', laravelConfig],
  ['config/packages/framework.yaml', symfonyConfig],
];

/** Words that these formats are made of, so that random texts get beyond the first line. */
const words = constantFrom(
  ...'{ } [ ] ( ) " \' """ : , ; = == += => . * ** # -r -c -e \\ @ ^1.2 ~>1.0 ==1.0 >=1 a b-c A_B if else not in or and for lambda class def setup( do end gem group config. return array( env( <?php'.split(
    ' ',
  ),
  ...'[project] [tool.poetry.dependencies] [[package]] dependencies include-group INSTALLED_APPS DEBUG os.environ.get( name version source __proto__ constructor requirements.txt base.in GEM specs: %w[ <<~X #{ :a a: %( when@prod: "require":'.split(
    ' ',
  ),
  '\n',
  '\n  ',
  '\n    ',
  '\t',
  '\r\n',
);
const texts = oneof(
  string({ unit: 'binary', maxLength: 300 }),
  array(words, { maxLength: 60 }).map((parts) => parts.join('')),
  array(words, { maxLength: 60 }).map((parts) => parts.join(' ')),
);

test('no reader of Python, Ruby or PHP, no lock and no resolver ever throws, whatever the texts', () => {
  assert(
    property(array(texts, { minLength: family.length, maxLength: family.length }), (all) => {
      const readings = family.map(([path, reader], at) => reader.read(path, all[at] ?? ''));
      for (const { lockfile, diagnostics, dependencies, settings } of readings) {
        for (const { message, at } of diagnostics)
          expect([message.length > 0, (at.line ?? 1) > 0]).toEqual([true, true]);
        for (const { at } of [...dependencies, ...settings]) expect(at.line ?? 1).toBeGreaterThan(0);
        lockfile?.find({ name: 'a', requirement: '^1.2.3', importer: '' });
        lockfile?.find({ name: '__proto__', importer: 'a/b' });
        lockfile?.versions('constructor');
        lockfile?.covers?.('a/b');
        lockfile?.problem?.();
      }
      const index = indexReadings(
        readings,
        family.map(([path]) => path),
      );
      for (const reading of readings) {
        const ecosystem = reading.project?.ecosystem;
        [python, rubygems, composer]
          .find(({ ecosystems }) => ecosystem && ecosystems.includes(ecosystem))
          ?.resolve(reading, index);
      }
    }),
    { numRuns: 400 },
  );
});

test('hostile files take no longer than their size', () => {
  const many = 10_000;
  const hostile: readonly (readonly [string, string])[] = [
    ['requirements.txt', 'a==1 \\\n'.repeat(many)],
    ['requirements.txt', `a${' '.repeat(many * 4)}#`],
    ['requirements.txt', `-r${' '.repeat(many * 4)}x -r`],
    ['requirements.txt', `a[${'a,'.repeat(many)}`],
    ['requirements.txt', `a==1 # via\n${'    # (\n'.repeat(many)}`],
    ['requirements.txt', `--hash${' --hash=a'.repeat(many)}`],
    ['requirements.txt', `git+${'@a/'.repeat(many)}`],
    ['setup.py', `setup(install_requires=${'['.repeat(many)}`],
    ['setup.py', `setup(${'a=['.repeat(many)}`],
    ['setup.py', `${'A = A + A\n'.repeat(many)}setup(name=A)`],
    ['setup.py', `A = ["x"]\n${'A = [*A, *A]\n'.repeat(2000)}setup(name=A)`],
    ['setup.py', `A = "x"\n${'A = A + A\n'.repeat(2000)}setup(name=A)`],
    ['setup.py', `setup(x=${'a+'.repeat(many)}1)`],
    ['setup.py', `setup(x=${'not '.repeat(many)}1, y=${'-'.repeat(many)}1, z=${'a.'.repeat(many)}b)`],
    ['setup.py', `setup(x=${'f('.repeat(many)}`],
    ['setup.py', '"'.repeat(many)],
    ['setup.py', `setup(${"'a' ".repeat(many)})`],
    ['shop/settings.py', `INSTALLED_APPS = []\n${'INSTALLED_APPS += ["a"]\n'.repeat(10_000)}`],
    ['shop/settings.py', `ROOT_URLCONF = 1\n${'if A:\n'.repeat(many)}`],
    ['shop/settings.py', `ROOT_URLCONF = ${'{1:'.repeat(many)}`],
    [
      'shop/settings.py',
      `ROOT_URLCONF = 1\n${Array.from({ length: 10_000 }, (_, at) => `A${at} = {"a": {"b": 1}}\n`).join('')}`,
    ],
    ['shop/settings.py', `ROOT_URLCONF = ${'x if y else '.repeat(many)}`],
    ['Gemfile', 'x << A\n'.repeat(many)],
    ['Gemfile', `gem ${'"a", '.repeat(many)}`],
    ['Gemfile', `gem ${'['.repeat(many)}`],
    ['Gemfile', '"#{'.repeat(many)],
    ['Gemfile', 'if a\n'.repeat(many)],
    ['Gemfile', `${' / '.repeat(many)}`],
    ['Gemfile', `${'%w( '.repeat(many)}`],
    ['Gemfile', `a${'.b'.repeat(many)}`],
    ['a.gemspec', `s.x = ${'['.repeat(many)}${']'.repeat(many)}`],
    ['config/environments/production.rb', `config.x = ${'['.repeat(many)}${']'.repeat(many)}`],
    ['config/app.php', `<?php return ${'['.repeat(many)}`],
    ['config/app.php', `<?php return [${'env('.repeat(many)}`],
    ['config/app.php', `<?php return [${'(bool) '.repeat(many)}`],
    ['config/app.php', `<?php ${'"$a" '.repeat(many)}`],
    ['composer.json', `{"require":{${Array.from({ length: many }, (_, at) => `"a/a${at}":"^1"`).join(',')}}}`],
    [
      'uv.lock',
      `[[package]]\nname = "a"\nsource = { editable = "." }\ndependencies = [\n${'{ name = "b", version = "1" },\n'.repeat(many)}`,
    ],
    ['poetry.lock', '[[package]]\nname = "a"\nversion = "1.0"\n'.repeat(many)],
    ['Gemfile.lock', `${' '.repeat(many * 4)}\n${'    a (1.0-'.repeat(many)}`],
    ['setup.cfg', `[options]\ninstall_requires =\n${'  a>=1\n'.repeat(many)}`],
    ['environment.yml', `dependencies:\n${'  - a=1=b\n'.repeat(5000)}`],
  ];
  for (const [name, text] of hostile) {
    const start = performance.now();
    for (const [, reader] of family.filter(([path]) => path === name)) {
      const made = reader.read(name, text);
      made.lockfile?.find({ name: 'a', requirement: '^1', importer: '' });
      made.lockfile?.versions('a');
      made.lockfile?.covers?.('');
      const index = indexReadings([made], [name]);
      [python, rubygems, composer]
        .find(({ ecosystems }) => made.project && ecosystems.includes(made.project.ecosystem))
        ?.resolve(made, index);
    }
    expect(performance.now() - start, `${name}: ${text.slice(0, 40)}`).toBeLessThan(5000);
  }
}, 60_000);
