// Random expressions on random records: compiled programs give what jsonata gives, value for value and error for error, and change no input.
// TILLFLOW_FUZZ=1000000 runs that many evaluations (`npm run fuzz`), TILLFLOW_FUZZ_SEED repeats a run. What was found once stays in `cases.ts`.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { OWN_DOCS } from '#shared/mapping/functions/docs.ts'
import { KNOWN_FUNCTIONS } from '#shared/mapping/functions.ts'
import { CASES } from './cases.testing.ts'
import { expressions, records } from './grammar.testing.ts'
import { compiledRuntime } from './in-process.testing.ts'
import { forgetful, judge, referenceJsonata, type Judgement } from './reference.testing.ts'

const EVALUATIONS = Number(process.env['TILLFLOW_FUZZ'] ?? 20_000)
const SEED = process.env['TILLFLOW_FUZZ_SEED'] === undefined ? undefined : Number(process.env['TILLFLOW_FUZZ_SEED'])
const RECORDS = 4
const LIMITS = { stack: 300, timeout: 2_000, sequence: 5_000 }
/** Guards count differently: they are no part of the comparison. */
const GUARDS: readonly unknown[] = ['D1011', 'D1012', 'D2015']

const jsonata = referenceJsonata()
const runtime = compiledRuntime(() => 1_700_000_000_000)
const ours = OWN_DOCS.map(({ name }) => name.slice(1)).filter((name) => name !== 'lookup' && name !== 'part')
const own = new Set([...ours, 'now', 'millis', 'random', 'shuffle'])
const forget = forgetful(
  jsonata,
  [...KNOWN_FUNCTIONS].filter((name) => !own.has(name)),
)

interface Pair {
  readonly expected: Judgement
  readonly actual: Judgement
}

/** What both give on each input, where there is something to compare. */
function bothOf(expression: string, inputs: readonly unknown[]): Pair[] {
  let reference: ReturnType<typeof jsonata>
  let program: ReturnType<typeof runtime.program>
  try {
    reference = jsonata(expression, LIMITS)
    program = runtime.program(expression)
  } catch {
    return []
  }
  return inputs.flatMap((input) => {
    forget()
    const before = JSON.stringify(input)
    const expected = judge(() => reference.evaluate(JSON.parse(before), {}))
    // jsonata's own crashes need not be repeated, and nor need the text of its functions, which it gives where they are joined to a text.
    if (expected.crash !== undefined || expected.json?.includes('apply(arg, params')) return []
    const actual = judge(() => program?.evaluate(input, {}, LIMITS))
    if (JSON.stringify(input) !== before) return [{ expected: { json: before }, actual: { json: `changed: ${JSON.stringify(input)}` } }]
    return GUARDS.includes(expected.code) || GUARDS.includes(actual.code) ? [] : [{ expected, actual }]
  })
}

/** Where both give something else; looked at as texts: a matcher of the test library costs as much as an evaluation. */
function differences(expression: string, inputs: readonly unknown[]): Pair[] {
  return bothOf(expression, inputs).filter(({ expected, actual }) => JSON.stringify(expected) !== JSON.stringify(actual))
}

test(`${EVALUATIONS} evaluations`, { timeout: 60_000 + EVALUATIONS * 20 }, () => {
  const inputs = fc.array(records(), { minLength: RECORDS, maxLength: RECORDS })
  fc.assert(
    fc.property(expressions(4), inputs, (expression, input) => {
      expect(differences(expression, input)).toEqual([])
    }),
    { numRuns: Math.ceil(EVALUATIONS / RECORDS), ...(SEED !== undefined && { seed: SEED }) },
  )
})

test.each(CASES)('%s', (expression, input) => {
  expect(differences(expression, [input])).toEqual([])
})
