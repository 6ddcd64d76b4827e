import { expect, test } from 'vitest';
import { packagesConfig } from '../../src/read/packages-config.ts';

test('packages.config lists one version each', () => {
  const { dependencies, runtimes } = packagesConfig.read(
    'packages.config',
    `<packages>
  <package id="Microsoft.AspNet.Mvc" version="5.3.0" targetFramework="net48" />
  <package id="StyleCop" version="6.0.0" developmentDependency="true" />
</packages>`,
  );
  expect(dependencies).toMatchObject([
    { name: 'Microsoft.AspNet.Mvc', resolved: '5.3.0', scope: 'runtime', at: { line: 2 } },
    { name: 'StyleCop', scope: 'development' },
  ]);
  expect(runtimes).toMatchObject([{ technology: 'dotnet-framework', requirement: '4.8' }]);
});
