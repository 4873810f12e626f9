// The official JSONata suite, run on the original text and on ours: same results, same errors. It lies beside the checkout and is not part of it.
import { compileFunction } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { jsonataModules, jsonataSource, pinnedJsonata, synchronousJsonata } from './source.ts'
import { hasSuite, outcomeOf, satisfies, suiteCases, suiteInput, suiteLimits } from './suite.testing.ts'

type Factory = (expression: string, options: object) => { evaluate(input: unknown, bindings: unknown): unknown }

/** jsonata is a dependency of ours, not a client's text. */
function load(text: string): Factory {
  const module = { exports: {} }
  compileFunction(text, ['module', 'exports'])(module, module.exports)
  return module.exports as Factory
}

describe.skipIf(!hasSuite)(
  'the official suite (skipped where it does not lie beside the checkout; TILLFLOW_JSONATA_SUITE names it)',
  () => {
    test('gives the same results and errors with the synchronous form as with the original', { timeout: 120_000 }, async () => {
      const original = load(pinnedJsonata())
      const ours = load(synchronousJsonata())
      const all = suiteCases()
      const different: unknown[] = []
      const wrong: unknown[] = []
      for (const { name, expression, spec } of all) {
        const run = (jsonata: Factory): unknown =>
          outcomeOf(() => jsonata(expression, suiteLimits(spec)).evaluate(suiteInput(spec), spec.bindings))
        const expected = await run(original)
        const actual = (await run(ours)) as Awaited<ReturnType<typeof outcomeOf>>
        if (JSON.stringify(expected) !== JSON.stringify(actual)) different.push({ name, expected, actual })
        if (!satisfies(actual, spec)) wrong.push({ name, actual })
      }
      expect(all.length).toBeGreaterThan(1600)
      expect(different).toEqual([])
      expect(wrong).toEqual([])
    })
  },
)

describe('the edits', () => {
  test('fit the pinned version', () => {
    expect(jsonataSource()).toMatchObject({ synchronous: true, modular: true })
  })

  test('leave another version as it is, and say why', () => {
    const other = pinnedJsonata().replace('var merge_iter = async', 'var mergeIter = async')
    expect(jsonataSource(other)).toMatchObject({ synchronous: false, text: other, reason: expect.stringContaining('merge sort') as string })
  })

  test('notice asynchronous code that the rules do not know', () => {
    const other = pinnedJsonata().replace('function functionClone(arg) {', 'function functionClone(arg) { Promise.resolve(arg);')
    expect(jsonataSource(other).synchronous).toBe(false)
  })

  test('never write into the list they are given', () => {
    const input = { empty: [] }
    load(synchronousJsonata())('empty{"a": 1}', {}).evaluate(input, {})
    expect(input).toEqual({ empty: [] })
  })

  test('give the parts one by one, and jsonata as one of them', () => {
    const part = load(jsonataModules(synchronousJsonata())) as unknown as (name: string) => Record<string, unknown>
    expect(part('functions')).toHaveProperty('foldLeft')
    expect((part('jsonata') as unknown as Factory)('1 + 1', {}).evaluate({}, {})).toBe(2)
  })

  test('sort 20,000 objects, stably, without running out of stack', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => ({ key: (index * 7919) % 100, index }))
    const result = load(synchronousJsonata())('$sort(items, function($a, $b) { $a.key > $b.key }).(key * 100000 + index)', {}).evaluate(
      { items },
      {},
    ) as number[]
    expect(result).toHaveLength(20_000)
    expect(result.every((value, index) => index === 0 || (result[index - 1] ?? 0) < value)).toBe(true)
  })
})
