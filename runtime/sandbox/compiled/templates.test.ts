// The mappings and conditions of the shipped templates on all their samples: compiled they give what jsonata gives.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { FlowDocument } from '#shared/flow/document.ts'
import { compileRows } from '#shared/mapping/rows.ts'
import { productFunctions } from '../guest/functions.ts'
import { compiledRuntime } from './in-process.testing.ts'
import { judge, referenceJsonata } from './reference.testing.ts'

const TEMPLATES = new URL('../../../templates/', import.meta.url).pathname
const jsonata = referenceJsonata()
const NOW = 1_700_000_000_000
const runtime = compiledRuntime(() => NOW)
// A price that is on sale now is on sale for both.
beforeAll(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date'] }))
afterAll(() => void vi.useRealTimers())
/** Every key is in every table, except a few: what a missing one does belongs to it. */
const functions = Object.entries(
  productFunctions((table) => ({ find: (key) => (key.length % 5 === 4 ? undefined : { value: `${table}:${key}` }) })),
)
for (const [name, implementation] of functions) runtime.register(name, implementation)

const read = (file: string): unknown => JSON.parse(readFileSync(`${TEMPLATES}${file}`, 'utf8'))

/** Every expression of a flow, the rows of a mapping as the one they become. */
function expressionsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === 'rows' && Array.isArray(member)) return [compileRows(member as Parameters<typeof compileRows>[0])]
    if (typeof member === 'string' && ['expression', 'condition', 'items', 'key', 'default'].includes(key)) return [member]
    return expressionsOf(member)
  })
}

const templates = readdirSync(TEMPLATES).filter((name) => existsSync(`${TEMPLATES}${name}/flow.json`))

test.each(templates)('%s', (name) => {
  const flow = read(`${name}/flow.json`) as FlowDocument
  const expressions = expressionsOf(flow.nodes)
  expect(expressions.length).toBeGreaterThan(0)
  for (const sample of readdirSync(`${TEMPLATES}${name}/samples`)) {
    const bindings = { trigger: read(`${name}/samples/${sample}`), steps: {} }
    for (const expression of expressions) {
      const program = runtime.program(expression)
      const actual = judge(() => program?.evaluate(bindings.trigger, bindings))
      const interpreted = jsonata(expression, {})
      for (const [func, implementation] of functions) interpreted.registerFunction(func, implementation)
      expect({ sample, expression, ...actual }).toEqual({
        sample,
        expression,
        ...judge(() => interpreted.evaluate(bindings.trigger, bindings)),
      })
    }
  }
})
