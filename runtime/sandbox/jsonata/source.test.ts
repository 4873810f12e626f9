// The official JSONata suite, run on the original text and on ours: same results, same errors. It lies beside the checkout and is not part of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { compileFunction } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { jsonataSource, pinnedJsonata, synchronousJsonata } from './source.ts'

type Factory = (expression: string, options: object) => { evaluate(input: unknown, bindings: unknown): unknown }
interface Case {
  readonly expr?: string
  readonly 'expr-file'?: string
  readonly data?: unknown
  readonly dataset?: string | null
  readonly bindings?: Record<string, unknown>
  readonly depth?: number
  readonly timelimit?: number
  readonly result?: unknown
  readonly undefinedResult?: boolean
  readonly code?: string
  readonly error?: { readonly code: string }
}

const SUITE =
  process.env['TILLFLOW_JSONATA_SUITE'] ??
  new URL('../../../../shared/specs/conformance/jsonata-js__jsonata/test-suite', import.meta.url).pathname

/** jsonata is a dependency of ours, not a client's text. */
function load(text: string): Factory {
  const module = { exports: {} }
  compileFunction(text, ['module', 'exports'])(module, module.exports)
  return module.exports as Factory
}

function cases(): { readonly name: string; readonly expression: string; readonly spec: Case }[] {
  return readdirSync(`${SUITE}/groups`).flatMap((group) =>
    readdirSync(`${SUITE}/groups/${group}`)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => {
        const content = JSON.parse(readFileSync(`${SUITE}/groups/${group}/${file}`, 'utf8')) as Case | Case[]
        return (Array.isArray(content) ? content : [content]).flatMap((spec, index) => {
          const beside = `${SUITE}/groups/${group}/${spec['expr-file']}`
          const expression = spec.expr ?? (existsSync(beside) ? readFileSync(beside, 'utf8') : undefined)
          return expression === undefined ? [] : [{ name: `${group}/${file}#${index}`, expression, spec }]
        })
      }),
  )
}

async function outcome(
  jsonata: Factory,
  expression: string,
  spec: Case,
): Promise<{ json?: string; code?: unknown; token?: unknown; position?: unknown }> {
  const input =
    'data' in spec
      ? structuredClone(spec.data)
      : spec.dataset
        ? (JSON.parse(readFileSync(`${SUITE}/datasets/${spec.dataset}.json`, 'utf8')) as unknown)
        : undefined
  try {
    const value = await jsonata(expression, { stack: spec.depth, timeout: spec.code === 'U1001' ? 200 : spec.timelimit }).evaluate(
      input,
      spec.bindings,
    )
    return { json: JSON.stringify(value) }
  } catch (thrown) {
    const { code, token, position } = thrown as { code?: unknown; token?: unknown; position?: unknown }
    // Where a run is cut off by the clock differs from run to run.
    return code === 'D1012' ? { code } : { code, token, position }
  }
}

describe.skipIf(!existsSync(SUITE))(
  'the official suite (skipped where it does not lie beside the checkout; TILLFLOW_JSONATA_SUITE names it)',
  () => {
    test('gives the same results and errors with the synchronous form as with the original', async () => {
      const original = load(pinnedJsonata())
      const ours = load(synchronousJsonata())
      const all = cases()
      const different: unknown[] = []
      const wrong: unknown[] = []
      for (const { name, expression, spec } of all) {
        const expected = await outcome(original, expression, spec)
        const actual = await outcome(ours, expression, spec)
        if (JSON.stringify(expected) !== JSON.stringify(actual)) different.push({ name, expected, actual })
        if (!satisfies(actual, spec)) wrong.push({ name, actual })
      }
      expect(all.length).toBeGreaterThan(1600)
      expect(different).toEqual([])
      expect(wrong).toEqual([])
    })
  },
)

function satisfies(actual: { json?: string; code?: unknown }, spec: Case): boolean {
  const code = spec.code ?? spec.error?.code
  // The suite's runner reports its own limits as U1001; jsonata's are D1011 and D1012.
  if (code !== undefined) return actual.code === code || (code === 'U1001' && (actual.code === 'D1011' || actual.code === 'D1012'))
  if (actual.code !== undefined) return false
  return spec.undefinedResult ? actual.json === undefined : sorted(actual.json) === sorted(JSON.stringify(spec.result))
}

function sorted(json: string | undefined): string | undefined {
  if (json === undefined) return undefined
  return JSON.stringify(JSON.parse(json), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

describe('the edits', () => {
  test('fit the pinned version', () => {
    expect(jsonataSource()).toMatchObject({ synchronous: true })
  })

  test('leave another version as it is, and say why', () => {
    const other = pinnedJsonata().replace('var merge_iter = async', 'var mergeIter = async')
    expect(jsonataSource(other)).toMatchObject({ synchronous: false, text: other, reason: expect.stringContaining('merge sort') as string })
  })

  test('notice asynchronous code that the rules do not know', () => {
    const other = pinnedJsonata().replace('function functionClone(arg) {', 'function functionClone(arg) { Promise.resolve(arg);')
    expect(jsonataSource(other).synchronous).toBe(false)
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
