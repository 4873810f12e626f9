// Which tests failed and why, read from the reports of vitest and Playwright: said once more at the end of `npm test`, where a reader of a
// long log looks.

export interface UnitReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

export interface JourneyReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number }
  readonly suites: readonly JourneySuite[]
}

interface JourneySuite {
  readonly specs: readonly {
    readonly title: string
    readonly file: string
    readonly line: number
    readonly ok: boolean
    readonly tests: readonly { readonly status?: string; readonly results: readonly { readonly error?: { readonly message?: string } }[] }[]
  }[]
  readonly suites?: readonly JourneySuite[]
}

/** One text for each failed test: where, its name, and the beginning of what it says. `root` is left out of file names. */
export function failedUnitTests({ testResults }: Pick<UnitReport, 'testResults'>, root: string): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(root, '')
    const failed = assertionResults.filter((test) => test.status === 'failed')
    // A file that could not be loaded has no tests to blame.
    if (failed.length === 0) return status === 'failed' ? [told(file, 'the file itself', message)] : []
    return failed.map((test) => told(file, test.fullName, test.failureMessages[0] ?? ''))
  })
}

type Suites = Pick<JourneySuite, 'suites'>
type Spec = JourneySuite['specs'][number]

export const failedJourneys = (suite: Suites): string[] => journeysThat(({ ok }) => !ok, suite)

/** Journeys that failed and passed when they were tried again: something in them, or in the program, depends on the moment. */
export const flakyJourneys = (suite: Suites): string[] => journeysThat(({ tests }) => tests.some(({ status }) => status === 'flaky'), suite)

function journeysThat(wanted: (spec: Spec) => boolean, suite: Suites): string[] {
  return (suite.suites ?? []).flatMap((inner) => [
    ...inner.specs.filter(wanted).map(({ file, line, title, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? []))
      return told(`${file}:${line}`, title, errors[0] ?? '')
    }),
    ...journeysThat(wanted, inner),
  ])
}

const LINES = 12
function told(where: string, what: string, why: string): string {
  const lines = why.split('\n').slice(0, LINES)
  return [`${where} > ${what}`, ...lines.map((line) => `    ${line}`)].join('\n')
}
