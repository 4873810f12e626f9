import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,connectors,runtime,templates,designer,tools,bench}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'designer/e2e/**'],
    // isolated-vm needs it (its README); children inherit it through process.execArgv where they must.
    execArgv: ['--no-node-snapshot'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
})
