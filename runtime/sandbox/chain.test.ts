import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox } from './create.ts'
import type { ChainedProgram, Outcome, Sandbox, SandboxTable } from './port.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = createSandbox({ mappingWorkers: 1 })
  await sandbox.ready()
})
afterAll(() => sandbox.close())

const value = (expression: string, tables?: Readonly<Record<string, SandboxTable>>): ChainedProgram => ({
  expression,
  passesOn: 'value',
  ...(tables && { tables }),
})
const check = (expression: string): ChainedProgram => ({ expression, passesOn: 'test' })

const evaluateChain = (programs: readonly ChainedProgram[], input: unknown = {}, more: object = {}): Promise<readonly Outcome[]> =>
  sandbox.evaluateChain({ clientId: 'client_a', programs, input: JSON.stringify(input), clock: 1_750_000_000_000, ...more })

const results = async (...request: Parameters<typeof evaluateChain>) =>
  (await evaluateChain(...request)).map((outcome) => (outcome.ok ? outcome.json : outcome.error.code))

describe('a chain of programs', () => {
  test('gives each program what the one before gave', async () => {
    expect(await results([value('{ "a": n + 1 }'), value('{ "b": a * 2 }'), value('b & "!"')], { n: 1 })).toEqual([
      '{"a":2}',
      '{"b":4}',
      '"4!"',
    ])
  })

  test('keeps the input behind a test that is true, and ends behind one that is not', async () => {
    const programs = (limit: number) => [check(`n > ${limit}`), value('{ "n": n }'), value('n')]
    expect(await results(programs(1), { n: 5 })).toEqual(['true', '{"n":5}', '5'])
    expect(await results(programs(9), { n: 5 })).toEqual(['false'])
  })

  test('ends where a program fails or gives nothing', async () => {
    expect(await results([value('n'), value('$number("x")'), value('1')], { n: 1 })).toEqual(['1', 'expression-failed'])
    expect(await results([value('n'), value('missing'), value('1')], { n: 1 })).toEqual(['1', undefined])
    expect(await results([value('('), value('1')])).toEqual(['expression-invalid'])
  })

  test('gives what the programs give one by one, random numbers, time, bindings and tables too', async () => {
    const taxes = { hash: 'taxes-1', rows: [{ key: 'DE', value: '19' }] }
    const programs = [
      value('{ "r": $random(), "t": $millis(), "id": $trigger.id }'),
      check('$random() < 2'),
      value('{ "rate": $lookup("taxes", "DE"), "r": r, "again": $random(), "id": id & $trigger.id }', { taxes }),
    ]
    const bindings = { trigger: '{"id":"A"}' }
    const chained = await evaluateChain(programs, {}, { bindings })
    let input = '{}'
    for (const [index, program] of programs.entries()) {
      const alone = await sandbox.evaluate({ clientId: 'client_b', program, input, bindings, clock: 1_750_000_000_000 })
      expect(chained[index]).toEqual(alone)
      if (program.passesOn === 'value' && alone.ok) input = alone.json ?? ''
    }
    expect(chained).toHaveLength(3)
  })

  test('lets each program have the deadline for itself', async () => {
    const slow = '($spin := function($n, $a) { $n = 0 ? $a : $spin($n - 1, $a + 1) }; $spin(30000, 0) > 0)'
    const deadlineMs = 1_000
    expect(await results([check(slow), check(slow), check('($f := function() { $f() }; $f())'), value('1')], {}, { deadlineMs })).toEqual([
      'true',
      'true',
      expect.stringMatching(/sandbox-timeout|expression-failed/) as string,
    ])
  })

  test('answers what it has, or nothing, when its worker dies, and the others do not notice', async () => {
    const bomb = '$reduce([1..200], function($a, $i) { $a & $a }, $pad("x", 100000))'
    const others = Promise.all(Array.from({ length: 10 }, () => results([value('n'), value('$ + 1')], { n: 1 })))
    const outcomes = await results([value('n'), value(bomb), value('1')], { n: 1 })
    expect(outcomes.length).toBeLessThan(3)
    expect((await others).every((one) => one.length === 2 || one.length === 0)).toBe(true)
    expect(await results([value('n'), value('$ + 1')], { n: 1 })).toEqual(['1', '2'])
  })

  test('begins with nothing where the input is refused', async () => {
    expect(await results([value('n'), value('1')], { n: 'x'.repeat(17_000_000) })).toEqual([])
  })
})
