// Small evaluations travel and run together: none may notice the others, whatever one of them does.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox } from './create.ts'
import type { Outcome, Sandbox } from './port.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = createSandbox({ mappingWorkers: 1 })
  await sandbox.ready()
})
afterAll(() => sandbox.close())

const run = (expression: string, n: unknown, deadlineMs = 5_000, clientId = 'client_a'): Promise<Outcome> =>
  sandbox.evaluate({
    clientId,
    program: { expression },
    input: JSON.stringify({ n }),
    bindings: { trigger: `{"n":${String(n)}}` },
    deadlineMs,
  })

const told = (outcome: Outcome): string | undefined => (outcome.ok ? outcome.json : outcome.error.code)

/** Evaluates with 40 different inputs at once; `odd` is the 20th. The program is known to be fast by then. */
async function among(expression: string, odd: number, deadlineMs?: number): Promise<{ neighbours: number; odd: string | undefined }> {
  for (let n = 0; n < 3; n++) expect(told(await run(expression, n))).toBe(String(n))
  const inputs = Array.from({ length: 40 }, (_, n) => (n === 20 ? odd : n))
  const outcomes = await Promise.all(inputs.map((n) => run(expression, n, deadlineMs)))
  return { neighbours: outcomes.filter((outcome, n) => n !== 20 && told(outcome) === String(n)).length, odd: told(outcomes[20] as Outcome) }
}

test('one that takes longer than usual is not cut short, and nothing beside it is lost', async () => {
  expect(await among('(n < 100 ? n : $count([1..100000].($ * 2)))', 100)).toEqual({ neighbours: 39, odd: '100000' })
})

test('one that never ends is ended alone', async () => {
  const { neighbours, odd } = await among('(n < 100 ? $trigger.n : ($f := function() { $f() }; $f()))', 100, 400)
  expect(neighbours).toBe(39)
  expect(odd).toBe('sandbox-timeout')
})

test('one that takes the worker down is found, and those beside it are evaluated all the same', async () => {
  const bomb = '$reduce([1..40], function($a, $i) { $append($a, $a) }, [1..1000])'
  const { neighbours, odd } = await among(`(n < 100 ? n : $count(${bomb}))`, 100, 3_000)
  expect(neighbours).toBe(39)
  expect(odd).toMatch(/^(sandbox-(memory|timeout|crashed)|expression-failed)$/)
})

test('errors, missing results, large texts and other writings keep their places', async () => {
  const expression = '$type(n) = "null" ? missing : $type(n) = "boolean" ? $error("no " & n) : n'
  const values: unknown[] = [1, 'ü€𝄞', null, true, 'x'.repeat(200_000), '\ud800', 'a"b\\\n', [1, { k: 'é' }]]
  await Promise.all(values.map((n) => sandbox.evaluate({ clientId: 'client_b', program: { expression }, input: JSON.stringify({ n }) })))
  const outcomes = await Promise.all(
    [...values, ...values].map((n) => sandbox.evaluate({ clientId: 'client_b', program: { expression }, input: JSON.stringify({ n }) })),
  )
  const expected = values.map((n) => (n === null ? undefined : n === true ? 'expression-failed' : JSON.stringify(n)))
  expect(outcomes.map(told)).toEqual([...expected, ...expected])
})

test('the same expression with other tables is another program', async () => {
  const expression = '$lookup("rates", k)'
  const table = (hash: string, value: string) => ({ rates: { hash, rows: [{ key: 'DE', value }] } })
  const ask = (hash: string, value: string, clientId: string): Promise<Outcome> =>
    sandbox.evaluate({ clientId, program: { expression, tables: table(hash, value) }, input: '{"k":"DE"}' })
  for (let round = 0; round < 3; round++) {
    const outcomes = await Promise.all([
      ask('h1', '19', 'client_c'),
      ask('h2', '7', 'client_c'),
      ask('h1', '19', 'client_d'),
      ask('h2', '7', 'client_c'),
    ])
    expect(outcomes.map(told)).toEqual(['"19"', '"7"', '"19"', '"7"'])
  }
})

test('many clients and programs at once each get their own', async () => {
  const ask = async (n: number): Promise<void> => {
    const expression = `{"n": n, "program": ${n % 7}}`
    expect(told(await run(expression, n, 20_000, `client_${n % 5}`))).toBe(JSON.stringify({ n, program: n % 7 }))
  }
  for (let round = 0; round < 3; round++) await Promise.all(Array.from({ length: 200 }, (_, n) => ask(n)))
})
