// What static analysis says of random expressions holds when they run: nothing is read that it does not name, and a constant is what comes out.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyseExpression } from '#shared/mapping/analyse.ts'
import { expressions, records } from './grammar.testing.ts'
import { compiledRuntime } from './in-process.testing.ts'

const runtime = compiledRuntime()
const LIMITS = { stack: 300, timeout: 2_000, sequence: 5_000 }

/** The record, with each field that is read noted by its path without positions. */
function watched(value: unknown, path: string, reads: Set<string>): unknown {
  if (typeof value !== 'object' || value === null) return value
  return new Proxy(value, {
    get(target, key) {
      const child: unknown = Reflect.get(target, key)
      if (typeof key !== 'string' || !Object.hasOwn(target, key) || (Array.isArray(target) && key === 'length')) return child
      const below = Array.isArray(target) ? path : path === '' ? key : `${path}.${key}`
      // The runtime asks any value for its length.
      if (!Array.isArray(target) && key !== 'length') reads.add(below)
      return watched(child, below, reads)
    },
    // A frozen record would be handed out as it is.
    getOwnPropertyDescriptor: (target, key) => {
      const found = Reflect.getOwnPropertyDescriptor(target, key)
      return found && { ...found, configurable: true }
    },
  })
}

/** Whether a path of the analysis names this place, something around it or something in it. */
function covers(path: string, read: string): boolean {
  if (path === '$') return true
  const [names, places] = [path.split('.'), read.split('.')]
  for (const [i, name] of names.entries()) {
    if (name === '**' || i >= places.length) return true
    if (name !== '*' && name !== places[i]) return false
  }
  return true
}

test('an expression reads nothing that its analysis does not name', { timeout: 120_000 }, () => {
  let compared = 0
  fc.assert(
    fc.property(expressions(4), fc.array(records(), { minLength: 3, maxLength: 3 }), (expression, inputs) => {
      // A transform makes a copy of the whole record first, which says nothing about what is read for the result.
      if (expression.includes('|')) return
      let program: ReturnType<typeof runtime.program>
      try {
        program = runtime.program(expression)
      } catch {
        return
      }
      const { paths } = analyseExpression(expression)
      for (const input of inputs) {
        const reads = new Set<string>()
        try {
          program?.evaluate(watched(input, '', reads), {}, LIMITS)
        } catch {
          // What it read until then counts too.
        }
        compared += reads.size
        const unnamed = [...reads].filter((read) => !paths.some((path) => covers(path, read)))
        expect({ expression, input, unnamed }).toEqual({ expression, input, unnamed: [] })
      }
    }),
    { numRuns: 2_000 },
  )
  expect(compared).toBeGreaterThan(300)
})

test('what is called constant is what comes out, on every record', { timeout: 120_000 }, () => {
  let constants = 0
  fc.assert(
    fc.property(expressions(2), records(), (expression, input) => {
      const { constant } = analyseExpression(expression)
      if (!constant) return
      constants += 1
      const result: unknown = runtime.program(expression)?.evaluate(input, {}, LIMITS)
      expect({ expression, json: JSON.stringify(constant.value) }).toEqual({ expression, json: JSON.stringify(result) })
    }),
    { numRuns: 6_000 },
  )
  expect(constants).toBeGreaterThan(100)
})
