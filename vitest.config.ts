import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    pool: 'forks',
    globalSetup: './tests/migrate.ts',
    setupFiles: './tests/fresh-database.ts',
    include: ['{lib,jobs,db,tests,components}/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 180_000,
  },
})
