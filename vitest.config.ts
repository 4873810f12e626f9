import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,connectors,runtime,templates,designer,tools,bench}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'designer/e2e/**'],
    // isolated-vm needs it (its README); children inherit it through process.execArgv where they must.
    execArgv: ['--no-node-snapshot'],
    // Of what hangs; how fast things are is measured by `npm run bench`.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
