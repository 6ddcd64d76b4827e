import { expect, test } from 'vitest';
import { juliaManifest, juliaProject } from '../../src/read/julia-project.ts';

test('versions stand in [compat]', () => {
  const { dependencies, runtimes } = juliaProject.read(
    'Project.toml',
    '[deps]\nHTTP = "cd3eb016"\nJSON = "682c06a0"\n\n[compat]\nHTTP = "1.10"\njulia = "1.9"\n\n[extras]\nTest = "8dfed614"\n\n[targets]\ntest = ["Test"]\n',
  );
  expect(dependencies.map((one) => `${one.name} ${one.requirement ?? '-'} ${one.scope} :${one.at.line}`)).toEqual([
    'HTTP 1.10 runtime :6',
    'JSON - runtime :3',
    'Test - test :10',
  ]);
  expect(runtimes).toMatchObject([{ technology: 'julia', requirement: '1.9' }]);
});

test('another Project.toml is none of Julia’s; a package with a version is a library', () => {
  expect(juliaProject.read('Project.toml', 'name = "x"\n').project).toBeUndefined();
  expect(juliaProject.read('Project.toml', 'name = "X"\nuuid = "1"\nversion = "1.0.0"\n').project?.signs).toMatchObject(
    [{ for: 'library' }],
  );
});

test('locks of both formats', () => {
  const versions = (text: string) => juliaManifest.read('Manifest.toml', text).lockfile?.versions('HTTP');
  expect(
    versions(
      'manifest_format = "2.0"\n\n[[deps.HTTP]]\nuuid = "a"\nversion = "1.10.1"\n\n    [deps.HTTP.extensions]\n    version = "x"\n',
    ),
  ).toContain('1.10.1');
  expect(versions('[[HTTP]]\nversion = "0.9.0"\n')).toEqual(['0.9.0']);
});
