import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/repos/**'],
    globalSetup: ['tests/build.ts'],
    testTimeout: 60_000,
    reporters: process.env.CI ? ['default', './tests/counts-reporter.ts'] : ['default'],
    maxWorkers: 2,
  },
});
