import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import { compiledRuntime } from './in-process.testing.ts'

const runtime = compiledRuntime()

function bindings(calls: string[]): Record<string, unknown> {
  return {
    later: async (value: unknown) => {
      calls.push(`later ${String(value)}`)
      await Promise.resolve()
      return typeof value === 'number' ? value * 10 : value
    },
    now2: (value: unknown) => {
      calls.push(`now2 ${String(value)}`)
      return value
    },
    refuse: async () => {
      await Promise.resolve()
      throw Object.assign(new Error('no'), { code: 'REFUSED' })
    },
  }
}

async function outcomeOf(evaluate: (calls: string[]) => unknown): Promise<unknown> {
  const calls: string[] = []
  try {
    const json = JSON.stringify(await evaluate(calls))
    // jsonata evaluates the values of one object at the same time, a compiled program one after the other.
    return { calls: calls.toSorted(), json }
  } catch (thrown) {
    const { code, token, position } = thrown as { code?: unknown; token?: unknown; position?: unknown }
    return { calls, code, token, position }
  }
}

test.each([
  '$later(a) + 1',
  '{"x": $later(a), "y": $now2($later(2)), "z": $later("t")}',
  '$map(list, function($i) { $later($i) + $now2(1) })',
  'list.$later($)',
  'list[$later($) > 10]',
  '$sum(list.($x := $later($); $x + 1))',
  '$reduce(list, function($sum, $i) { $sum + $later($i) }, 0)',
  '($f := function($n) { $n = 0 ? $later(7) : $f($n - 1) }; $f(5))',
  '$map(list, $later)',
  'a > 0 and $later(1) = 10',
  '$refuse()',
  '1 + $number($refuse())',
])('%s gives with promises what jsonata gives, and calls each function as often', async (expression) => {
  const input = { a: 4, list: [1, 2, 3] }
  const program = runtime.program(expression)
  const actual = await outcomeOf((calls) => program?.evaluateAsync(input, bindings(calls)))
  expect(actual).toEqual(await outcomeOf((calls) => jsonata(expression).evaluate(input, bindings(calls))))
})

test('random numbers stay what they were when the program goes on after a promise', async () => {
  const program = runtime.program('($r := $random(); $a := $later(1); $b := $later(2); [$r, $r])')
  const pair = await program?.evaluateAsync({}, bindings([]))
  expect(Array.isArray(pair) && pair[0] === pair[1]).toBe(true)
})

test('without awaiting, a promise is refused and not put into the result', () => {
  expect(() => runtime.program('[$later(1)]')?.evaluate({}, bindings([]))).toThrow(/promise/)
})
