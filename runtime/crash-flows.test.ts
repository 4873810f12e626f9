// Ends the whole program by SIGKILL around the commits by which flows work together: a record joins a window, a window closes, an event is
// published, a flow is called and answers. Started again, everything acknowledged has happened, and once.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aFlow } from '#shared/flow/a-flow.fixture.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { CollectedWindow } from '#shared/model/windows.ts'
import { TERMINAL_STATUSES, type Run } from '#shared/model/runs.ts'
import { kill, openCrashBench, type CrashBench, type Running } from './crash.testing.ts'

const CLIENT = '/clients/harbour-finch'
const RECORDS = 4

let bench: CrashBench
let ids: Record<'sender' | 'callee' | 'listener', string>

/** Publishes a flow and deploys it; answers its id. */
async function deploy(running: Running, name: string, flow: FlowDocument): Promise<string> {
  const { id } = await running.ask<{ id: string }>('POST', `${CLIENT}/flows`, { document: { ...flow, name } })
  await running.ask('POST', `${CLIENT}/flows/${id}/versions`, { note: '', revision: 1 })
  await running.ask('POST', `${CLIENT}/flows/${id}/deployments`, { environment: 'live', version: 1, slots: {} })
  return id
}

/** Tells a topic, calls a flow, and collects what that one answered in windows of two records. */
async function deployAll(running: Running): Promise<typeof ids> {
  const double = { target: 'doubled', rule: { kind: 'expression', expression: 'n * 2' } } as const
  const callee = aFlow('none')
    .node('t', 'trigger', { type: 'subflow' })
    .node('m', 'map', { rows: [double] })
    .edge('t', 'm')
  const listener = aFlow('none').node('t', 'trigger', { type: 'event', topic: 'numbers' })
  const calleeId = await deploy(running, 'Callee', callee.build())
  const sender = aFlow()
    .node('tell', 'publish', { topic: 'numbers' })
    .node('call', 'subflow', { flow: calleeId, timeout: { amount: 1, unit: 'hours' } })
    .node('collect', 'aggregate', { key: '"all"', value: '$string(doubled)', close: { count: 2 }, late: 'new-window' })
    .node('end', 'map', { rows: [] })
    .edge('start', 'tell')
    .edge('tell', 'call')
    .edge('call', 'collect')
    .edge('collect', 'end')
  return {
    callee: calleeId,
    listener: await deploy(running, 'Listener', listener.build()),
    sender: await deploy(running, 'Sender', sender.build()),
  }
}

/** All runs, when there are `count` of them and all have ended. */
async function settled(running: Running, count: number): Promise<readonly Run[]> {
  for (let tries = 0; tries < 600; tries++) {
    const { items } = await running.ask<{ items: Run[] }>('GET', `${CLIENT}/runs?limit=200`)
    if (items.length >= count && items.every(({ status }) => TERMINAL_STATUSES.includes(status))) return items
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The runs did not end.')
}

beforeAll(async () => {
  bench = await openCrashBench()
  const running = await bench.start()
  ids = await deployAll(running)
  await kill(running)
}, 60_000)
afterEach(() => bench.clean())
afterAll(() => bench.remove())

const POINTS = [
  'publish:after:2',
  'call-flow:after:1',
  'collect:after:1',
  'collect:before:2', // the record that closes the window
  'collect:after:2',
  // Among these: the called flow's end, which is its answer.
  'finish:after:3',
  'finish:before:6',
]

describe('flows that work together, killed', () => {
  it.each(POINTS)(
    'at %s do everything once',
    async (killAt) => {
      await bench.fresh()
      const first = await bench.start(killAt)
      const begin = (running: Running, n: number) =>
        running.ask<{ runId: string }>('POST', `${CLIENT}/flows/${ids.sender}/runs`, { environment: 'live', input: { n } })
      const acknowledged: number[] = []
      for (let n = 1; n <= RECORDS; n++) {
        const began = await begin(first, n).catch(() => undefined) // the program died under it: not acknowledged
        if (began) acknowledged.push(n)
      }
      await first.gone
      expect(first.child.signalCode).toBe('SIGKILL')

      const second = await bench.start()
      // What died before it was answered may have been stored: it is not sent again, and counted as it turns out.
      const { items } = await second.ask<{ items: Run[] }>('GET', `${CLIENT}/runs?limit=200&flow=${ids.sender}`)
      const sent = items.filter(({ trigger }) => trigger === 'manual').length
      expect(sent).toBeGreaterThanOrEqual(acknowledged.length)
      for (let n = sent + 1; n <= RECORDS; n++) await begin(second, n)

      // Each of them: its own run, the listener's, the callee's; and one for each closed window.
      const runs = await settled(second, RECORDS * 3 + RECORDS / 2)
      expect(runs.every(({ status }) => status === 'succeeded')).toBe(true)
      const count = (flowId: string, trigger: Run['trigger']) =>
        runs.filter((run) => run.flowId === flowId && run.trigger === trigger).length
      expect([count(ids.listener, 'event'), count(ids.callee, 'subflow'), count(ids.sender, 'window')]).toEqual([
        RECORDS,
        RECORDS,
        RECORDS / 2,
      ])
      const windows = await second.ask<{ items: CollectedWindow[] }>('GET', `${CLIENT}/windows?status=closed`)
      expect(windows.items.map(({ count: records }) => records)).toEqual([2, 2])
    },
    90_000,
  )
})
