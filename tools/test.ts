// `npm test`: everything a fresh machine can run. The last line is `N passed, N failed, N skipped`.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runJourneys } from './e2e.ts'
import { failedUnitTests, type UnitReport } from './failures.ts'
import { ROOT, run, type Counts } from './steps.ts'

const CHECKS: readonly (readonly [string, string, readonly string[]])[] = [
  ['types', 'tsc', ['-p', 'tsconfig.json']],
  ['types in the browser', 'tsc', ['-p', 'tsconfig.browser.json']],
  ['types of the journeys', 'tsc', ['-p', 'designer/e2e']],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['format', 'oxfmt', ['--check', '.']],
  ['dead code', 'knip', []],
  ['generated docs', 'node', ['tools/generate-docs.ts', '--check']],
  ['build', 'vite', ['build', 'designer', '--logLevel', 'warn']],
]

async function unitTests(): Promise<Counts> {
  const report = join(ROOT, 'artifacts', 'unit.json')
  const code = await run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  try {
    const tests = JSON.parse(await readFile(report, 'utf8')) as UnitReport
    const failed = tests.numFailedTests
    return {
      passed: tests.numPassedTests,
      failed: code !== 0 && failed === 0 ? 1 : failed,
      skipped: tests.numPendingTests,
      failures: failedUnitTests(tests, ROOT),
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const counts: Counts[] = []
const broken: string[] = []
for (const [name, command, args] of CHECKS) {
  console.log(`\n== ${name}`)
  const failed = (await run(command, args)) !== 0
  if (failed) broken.push(name)
  counts.push({ passed: failed ? 0 : 1, failed: failed ? 1 : 0, skipped: 0 })
}
console.log('\n== unit tests')
counts.push(await unitTests())
// A journey passes through a browser, a server and their timers. One that passes when it is tried again fails nobody's build, but is named.
console.log('\n== browser journeys')
counts.push(await runJourneys(['--retries=1']))

const sum = (pick: (count: Counts) => number) => counts.reduce((total, count) => total + pick(count), 0)
for (const failure of counts.flatMap(({ failures }) => failures ?? [])) console.log(`\nFAILED ${failure}`)
for (const once of counts.flatMap(({ flaky }) => flaky ?? [])) console.log(`\nFLAKY (passed when tried again) ${once}`)
if (broken.length > 0) console.log(`\nFailed checks: ${broken.join(', ')}`)
console.log(`\n${sum((c) => c.passed)} passed, ${sum((c) => c.failed)} failed, ${sum((c) => c.skipped)} skipped`)
process.exitCode = sum((c) => c.failed) > 0 ? 1 : 0
