// The official JSONata suite as the judge of compiled programs: results, error codes, tokens and positions as jsonata gives them.
import { runInThisContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { compileJsonata } from '#shared/mapping/compile.ts'
import type { ProgramFactory } from '#shared/mapping/compile/runtime/link.ts'
import {
  casesWithoutFile,
  hasSuite,
  outcomeOf,
  satisfies,
  suiteCases,
  suiteInput,
  suiteLimits,
  type SuiteCase,
  type SuiteOutcome,
} from '../jsonata/suite.testing.ts'
import { compiledRuntime } from './in-process.testing.ts'
import { referenceJsonata } from './reference.testing.ts'

describe.skipIf(!hasSuite)('the official suite (skipped where it does not lie beside the checkout)', () => {
  test('gives the same compiled as interpreted, and nearly all of it is compiled', { timeout: 120_000 }, async () => {
    const jsonata = referenceJsonata()
    const runtime = compiledRuntime()
    const compiled = async ({ expression, spec }: SuiteCase): Promise<SuiteOutcome | string> => {
      let result: ReturnType<typeof compileJsonata> | undefined
      const outcome = await outcomeOf(() => {
        result = compileJsonata(expression)
        if (!result.compiled) return undefined
        const { evaluate } = runtime.link(runInThisContext(result.code) as ProgramFactory)
        return evaluate(suiteInput(spec), spec.bindings, suiteLimits(spec))
      })
      return result && !result.compiled ? result.reason : outcome
    }
    const cases = suiteCases()
    const interpreted: unknown[] = []
    const different: unknown[] = []
    const wrong: unknown[] = []
    for (const one of cases) {
      const { name, expression, spec } = one
      const expected = await outcomeOf(() => jsonata(expression, suiteLimits(spec)).evaluate(suiteInput(spec), spec.bindings))
      const actual = await compiled(one)
      if (typeof actual === 'string') interpreted.push({ name, reason: actual })
      else {
        if (JSON.stringify(expected) !== JSON.stringify(actual)) different.push({ name, expression, expected, actual })
        if (!satisfies(actual, spec)) wrong.push({ name, expression, actual })
      }
    }
    expect(cases.length).toBeGreaterThan(1650)
    expect(different).toEqual([])
    expect(wrong).toEqual([])
    expect(new Set(interpreted.map((one) => (one as { reason: string }).reason))).toEqual(new Set(['it uses $eval']))
    expect(interpreted.length / cases.length).toBeLessThan(0.02)
  })

  test('leaves out only cases that name a file which the suite does not bring', () => {
    const left = casesWithoutFile()
    expect({ run: suiteCases().length, left: left.length }).toEqual({ run: 1_659, left: 27 })
    expect(new Set(left.map((name) => name.split('/')[0]))).toEqual(
      new Set(['comments', 'hof-reduce', 'joins', 'matchers', 'object-constructor', 'parent-operator']),
    )
  })
})
