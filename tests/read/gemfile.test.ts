import { expect, test } from 'vitest';
import { gemfile } from '../../src/read/gemfile.ts';
import { gemfileLock } from '../../src/read/gemfile-lock.ts';
import { gemspec } from '../../src/read/gemspec.ts';
import { railsConfig } from '../../src/read/rails-config.ts';

const short = (text: string): string[] =>
  gemfile
    .read('Gemfile', text)
    .dependencies.map(({ name, requirement = '', scope, group, source, at }) =>
      [at.line, name, requirement, scope, group, source].filter(Boolean).join(' '),
    );

test('quotes, several constraints, no version, comments', () => {
  expect(
    short(
      `source "https://rubygems.org"\n# gem "no"\ngem 'rails', "~> 8.1", '>= 8.1.2' # yes\ngem("puma")\ngem "redis",\n    "5.0.0"\n=begin\ngem "gone"\n=end\n`,
    ),
  ).toEqual(['3 rails ~> 8.1, >= 8.1.2 runtime', '4 puma runtime', '6 redis 5.0.0 runtime']);
});

test('groups as blocks and inline', () => {
  const text = `group :development, :test do
  gem "debug"
  platforms :ruby do
    gem "rspec"
  end
end
gem "web-console", group: :development
gem "capybara", groups: [:test, :development]
gem "lograge", :group => :production
group :puma, optional: true do
  gem "puma"
end
gem "after"
`;
  expect(short(text)).toEqual([
    '2 debug development development,test',
    '4 rspec development development,test',
    '7 web-console development development',
    '8 capybara development test,development',
    '9 lograge runtime production',
    '11 puma optional puma',
    '13 after runtime',
  ]);
});

test('sources', () => {
  expect(
    short(
      `path "engines" do\n  gem "shop"\nend\ngem "a", github: "x/a", tag: "v1.2.0"\ngem "b", path: "../b"\ngit "https://x" do\n  gem "c"\nend\n`,
    ),
  ).toEqual(['2 shop runtime path', '4 a runtime git', '5 b runtime path', '7 c runtime git']);
  expect(gemfile.read('Gemfile', 'gem "a", git: "x", tag: "v1.2.0"').dependencies[0]?.resolved).toBe('1.2.0');
});

test('what a condition guards may be left out, unless every branch has it', () => {
  expect(
    short(
      `if ENV["EDGE"]\n  gem "rails", git: "x"\n  gem "extra"\nelse\n  gem "rails", "8.0.0"\nend\ngem "tzinfo-data" if windows?\n`,
    ),
  ).toEqual(['2 rails runtime git', '3 extra optional', '5 rails 8.0.0 runtime', '7 tzinfo-data optional']);
});

test('Ruby itself', () => {
  const ruby = (text: string): unknown =>
    gemfile.read('Gemfile', text).runtimes.map(({ requirement, strength }) => `${requirement} ${strength}`);
  expect(ruby('ruby "3.3.0"')).toEqual(['3.3.0 pin']);
  expect(ruby("ruby '~> 3.2'")).toEqual(['~> 3.2 minimum']);
  expect(ruby('ruby file: ".ruby-version"')).toEqual([]);
});

test('what is computed is said with its line', () => {
  const { diagnostics, links } = gemfile.read(
    'api/Gemfile',
    'gem "rails", rails_version\n%w[a b].each do |name|\n  gem name\nend\neval_gemfile "../Gemfile"\neval_gemfile file\ngemspec\n',
  );
  expect(diagnostics.map(({ message, at }) => `${at.line} ${message}`)).toEqual([
    '1 the version of rails is computed',
    '3 a gem is named by something computed',
    '6 includes another file by a computed name',
  ]);
  expect(links).toMatchObject([
    { kind: 'include', path: 'Gemfile' },
    { kind: 'reference', path: 'api' },
  ]);
});

test('interpolation, heredocs and regular expressions do not lead astray', () => {
  expect(
    short('x = "#{ENV["A"]} do"\ny = <<~TEXT\n  gem "no"\nTEXT\nif /(a|")/.match? x\n  gem "a"\nend\ngem "b"\n'),
  ).toEqual(['8 b runtime', '6 a optional']);
});

test('Gemfile.lock: gems, local gems, Ruby', () => {
  const { lockfile, runtimes } = gemfileLock.read(
    'Gemfile.lock',
    'PATH\n  remote: engines/shop\n  specs:\n    shop (0.1.0)\n      rails (>= 7)\n\nGEM\n  remote: https://rubygems.org/\n  specs:\n    nokogiri (1.16.0-x86_64-linux)\n      racc (~> 1.4)\n    rails (8.0.0.rc1)\n\nRUBY VERSION\n   ruby 3.3.4p94\n\nBUNDLED WITH\n   2.5\n',
  );
  const find = (name: string) => lockfile?.find({ name, importer: '' });
  expect([find('nokogiri'), find('rails'), find('shop'), find('racc')]).toEqual([
    '1.16.0',
    '8.0.0.rc1',
    '0.1.0',
    undefined,
  ]);
  expect([lockfile?.covers?.('engines/shop'), lockfile?.covers?.('other')]).toEqual([true, false]);
  expect(runtimes).toEqual([
    { technology: 'ruby', requirement: '3.3.4', strength: 'pin', at: { path: 'Gemfile.lock', line: 15 } },
  ]);
});

test('a gemspec is a library', () => {
  const { project, dependencies, runtimes, diagnostics } = gemspec.read(
    'a.gemspec',
    'Gem::Specification.new do |s|\n  s.name = "a"\n  s.version = A::VERSION\n  s.required_ruby_version = ">= 3.1"\n  s.add_dependency "rack", "~> 3.0", ">= 3.0.1"\n  s.add_runtime_dependency(%q<sinatra>.freeze, ["~> 4.0"])\n  s.add_development_dependency "rspec"\n  s.add_dependency "a_core", s.version\nend\n',
  );
  expect(project).toMatchObject({ name: 'a', signs: [{ for: 'library' }] });
  expect(dependencies.map(({ name, requirement = '', scope }) => `${name} ${requirement} ${scope}`)).toEqual([
    'rack ~> 3.0, >= 3.0.1 runtime',
    'sinatra ~> 4.0 runtime',
    'rspec  development',
    'a_core  runtime',
  ]);
  expect(runtimes).toMatchObject([{ requirement: '>= 3.1', strength: 'minimum' }]);
  expect(diagnostics).toEqual([]);
});

test("Rails' environments", () => {
  const { settings } = railsConfig.read(
    'config/environments/production.rb',
    'Rails.application.configure do\n  config.force_ssl = true\n  # config.assume_ssl = true\n  config.log_level = ENV.fetch("LOG", "info")\n  config.cache_store = :mem, { a: 1 }\n  config.hosts = ["a", "b"]\n  if ENV["X"].present?\n    config.eager_load = true\n  end\n  config.public_file_server.enabled = true if ENV["Y"]\nend\n',
  );
  expect(
    settings.map(({ key, value, values, fallback, profile, at }) =>
      [at.line, key, value ?? values ?? '?', fallback, profile].filter(Boolean).join(' '),
    ),
  ).toEqual([
    '2 config.force_ssl true production',
    '4 config.log_level ? info production',
    '5 config.cache_store ? production',
    '6 config.hosts a,b production',
    '8 config.eager_load ? production',
    '10 config.public_file_server.enabled ? production',
  ]);
});
