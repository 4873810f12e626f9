import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FlowDocument, FlowNode } from '#shared/flow/document.ts'
import { AppError } from '#shared/errors.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox, SandboxTable } from '#runtime/sandbox/port.ts'
import { aFlow, call, manual } from './engine.testing.ts'
import { createEvaluator } from './evaluate.ts'
import { planFlow } from './plan.ts'
import type { RecordInFlight } from './records.ts'

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

const map = (...pairs: [string, string][]): FlowNode => ({
  kind: 'map',
  label: 'Map',
  config: { rows: pairs.map(([target, expression]) => ({ target, rule: { kind: 'expression', expression } })) },
})
const only = (condition: string): FlowNode => ({ kind: 'filter', label: 'Only', config: { condition } })
const record = (value: unknown, path = ''): RecordInFlight => ({ path, json: JSON.stringify(value), trail: undefined, from: undefined })

/** An evaluator over a flow, and how often it asked the sandbox. */
function anEvaluator(flow: FlowDocument, tables: Readonly<Record<string, SandboxTable>> = {}) {
  const plan = planFlow(flow)
  const trips = { chain: 0, alone: 0 }
  const counted: Sandbox = {
    ...sandbox,
    evaluate: (request) => (trips.alone++, sandbox.evaluate(request)),
    evaluateChain: (request) => (trips.chain++, sandbox.evaluateChain(request)),
  }
  const evaluator = createEvaluator({
    plan,
    sandbox: counted,
    tables: {
      async load(_client, _environment, name) {
        const table = tables[name]
        if (!table) throw new AppError('lookup-table-missing')
        return { ...table, revision: 1 }
      },
    },
    clientId: 'client_a',
    environment: 'live',
    trigger: '{"id":"T"}',
    clock: 1_750_000_000_000,
  })
  const evaluate = async (id: string, at: RecordInFlight) => {
    const planned = plan.nodes.get(id)
    if (!planned) throw new Error(`no step ${id}`)
    const outcome = await evaluator.evaluate(planned, at)
    return outcome.ok ? (outcome.json === undefined ? undefined : (JSON.parse(outcome.json) as unknown)) : outcome.error.code
  }
  return { evaluate, trips }
}

describe('steps that follow each other', () => {
  it('are evaluated in one trip', async () => {
    const { evaluate, trips } = anEvaluator(
      aFlow({ start: manual, only: only('n > 0'), first: map(['a', 'n + 1']), second: map(['b', 'a + 1']), post: call() }),
    )
    expect(await evaluate('only', record({ n: 1 }))).toBe(true)
    expect(await evaluate('first', record({ n: 1 }))).toEqual({ a: 2 })
    expect(await evaluate('second', record({ a: 2 }))).toEqual({ b: 3 })
    expect(trips).toEqual({ chain: 1, alone: 0 })
  })

  it('are evaluated anew when the record that arrives is another one', async () => {
    const { evaluate } = anEvaluator(aFlow({ start: manual, first: map(['a', 'n + 1']), second: map(['b', 'a + 1']), post: call() }))
    await evaluate('first', record({ n: 1 }))
    expect(await evaluate('second', record({ a: 40 }))).toEqual({ b: 41 })
  })

  it('keep the records of a loop apart', async () => {
    const { evaluate } = anEvaluator(aFlow({ start: manual, first: map(['a', 'n']), second: map(['b', 'a']), post: call() }))
    await Promise.all([1, 2, 3].map((n) => evaluate('first', record({ n }, `/loop:${n}`))))
    const seconds = await Promise.all([3, 1, 2].map((n) => evaluate('second', record({ a: n }, `/loop:${n}`))))
    expect(seconds).toEqual([{ b: 3 }, { b: 1 }, { b: 2 }])
  })

  it('fail each for itself: a table that is missing is the error of the step that reads it', async () => {
    const flow = aFlow({ start: manual, first: map(['a', 'n']), second: map(['b', '$lookup("none", "x")']), post: call() })
    const { evaluate } = anEvaluator(flow)
    expect(await evaluate('first', record({ n: 1 }))).toEqual({ a: 1 })
    await expect(evaluate('second', record({ a: 1 }))).rejects.toMatchObject({ code: 'lookup-table-missing' })
  })

  it('wait for the step before when they read what earlier steps gave', async () => {
    const flow = aFlow({ start: manual, first: map(['a', 'n']), second: map(['b', '$steps.first.a']), post: call() })
    const { evaluate, trips } = anEvaluator(flow)
    await evaluate('first', record({ n: 1 }))
    const trail = { nodeId: 'first', json: '{"a":7}', before: undefined }
    expect(await evaluate('second', { ...record({ a: 1 }), trail })).toEqual({ b: 7 })
    expect(trips).toEqual({ chain: 0, alone: 2 })
  })

  it('see the trigger, whichever of them reads it', async () => {
    const flow = aFlow({ start: manual, first: map(['a', 'n']), second: map(['b', '$trigger.id & a']), post: call() })
    const { evaluate, trips } = anEvaluator(flow)
    await evaluate('first', record({ n: 1 }))
    expect(await evaluate('second', record({ a: 1 }))).toEqual({ b: 'T1' })
    expect(trips).toEqual({ chain: 1, alone: 0 })
  })
})
