// Expressions and records that are far too large or deep, through the sandbox: an answer or a typed error, and the next evaluation finds all in order.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createSandbox } from '../create.ts'
import type { Outcome, Sandbox } from '../port.ts'

const reasons: unknown[] = []
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = createSandbox({ mappingWorkers: 1, log: (_, __, fields) => reasons.push(fields['reason']) })
  await sandbox.ready()
})
afterAll(() => sandbox.close())
afterEach(async () => {
  const next = told(await evaluate('n + 1', '{"n":1}'))
  if (next !== '2') throw new Error(`The next evaluation gave ${next}.`)
})

function evaluate(expression: string, input = '{}'): Promise<Outcome> {
  return sandbox.evaluate({ clientId: 'client_a', program: { expression }, input, deadlineMs: 15_000 })
}

const told = (outcome: Outcome): string | undefined => (outcome.ok ? outcome.json : outcome.error.code)

/** An expression's outcome, alone and explained. */
async function both(expression: string, input = '{}'): Promise<(string | undefined)[]> {
  const explained = await sandbox.explainAll({ clientId: 'client_a', programs: [{ expression }], input, deadlineMs: 15_000 })
  return [told(await evaluate(expression, input)), ...explained.map(({ outcome }) => told(outcome))]
}

test('an object of a megabyte is interpreted, and the log says why', { timeout: 60_000 }, async () => {
  const object = `{${Array.from({ length: 40_000 }, (_, n) => `"field ${n}": "value ${n}"`).join(', ')}}`
  expect(object.length).toBeGreaterThan(1_000_000)
  expect(told(await evaluate(`$count($keys(${object}))`))).toBe('40000')
  expect(reasons).toContain('it has more than 200000 characters')
})

test('a list of a megabyte, for which jsonata takes too long, ends in time', { timeout: 60_000 }, async () => {
  const list = `$count([${Array.from({ length: 250_000 }, (_, index) => index % 1000).join(', ')}])`
  const outcome = await sandbox.evaluate({ clientId: 'client_a', program: { expression: list }, input: '{}', deadlineMs: 1_000 })
  expect(told(outcome)).toMatch(/^(250000|sandbox-timeout)$/)
})

test('a text of a megabyte is given back', async () => {
  const text = 'ä"\\'.repeat(250_000)
  expect(told(await evaluate(JSON.stringify(text)))).toBe(JSON.stringify(text))
})

test.each([
  ['closed', `${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
  ['never closed', '('.repeat(20_000)],
  ['of lists', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['of functions', `${'function($x){'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ['of conditions', `${'a ? '.repeat(20_000)}1${' : 2'.repeat(20_000)}`],
])('twenty thousand brackets, %s, are a typed error', { timeout: 60_000 }, async (_, expression) => {
  for (const code of await both(expression)) expect(code).toMatch(/^expression-(invalid|failed)$/)
})

test.each([
  ['steps', `a${'.a'.repeat(20_000)}`],
  ['terms', Array.from({ length: 20_000 }, () => '1').join(' + ')],
  ['filters', `a${'[true]'.repeat(20_000)}`],
  ['fields', `{${Array.from({ length: 20_000 }, (_, n) => `"f${n}": ${n}`).join(', ')}}`],
])('twenty thousand %s give what they are, or a typed error', { timeout: 60_000 }, async (_, expression) => {
  const answers = await both(expression, '{"a":{"a":1}}')
  for (const answer of answers) expect(answer === undefined || answer === '20000' || /^(\{"f0"|expression-)/.test(answer)).toBe(true)
})

test('a record of fifteen megabytes is read, one that is larger is refused', { timeout: 60_000 }, async () => {
  const items = (count: number): string => JSON.stringify({ items: Array.from({ length: count }, (_, n) => ({ n, text: 'x'.repeat(80) })) })
  expect(told(await evaluate('$count(items)', items(140_000)))).toBe('140000')
  expect(told(await evaluate('$count(items)', items(180_000)))).toBe('sandbox-memory')
})

test('a record a hundred thousand deep ends with a typed error, or without looking at all of it', async () => {
  const deep = '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)
  for (const answer of await both('$exists(a.a.a)', deep)) expect(answer).toMatch(/^(true|payload-invalid|expression-failed)$/)
  for (const answer of await both('**.b', deep)) expect(answer).toMatch(/^(payload-invalid|expression-failed|sandbox-memory)$/)
})
