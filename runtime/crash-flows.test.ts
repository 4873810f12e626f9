// Ends the whole program by SIGKILL around the commits by which flows work together: a record joins a window, a window closes, an event is
// published, a flow is called and answers. Started again, everything acknowledged has happened, and once.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aFlow } from '#shared/flow/a-flow.fixture.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { CollectedWindow } from '#shared/model/windows.ts'
import { TERMINAL_STATUSES, type Run } from '#shared/model/runs.ts'

const PROGRAM = fileURLToPath(new URL('crash.program.ts', import.meta.url))
const CLIENT = '/clients/harbour-finch'
const RECORDS = 4

interface Running {
  readonly child: ChildProcess
  readonly gone: Promise<unknown>
  ask<T>(method: string, path: string, body?: unknown): Promise<T>
}

let prepared: string
let dataDir: string
let ids: Record<'sender' | 'callee' | 'listener', string>
const children: ChildProcess[] = []

async function start(killAt = ''): Promise<Running> {
  const child = spawn(process.execPath, ['--no-node-snapshot', PROGRAM], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], TILLFLOW_DATA_DIR: dataDir, TILLFLOW_DEMO: 'on', KILL_AT: killAt },
  })
  children.push(child)
  const gone = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const [url] = (await Promise.race([
    once(lines, 'line'),
    gone.then(() => Promise.reject(new Error('The program ended before it was ready.'))),
  ])) as [string]
  const { token } = JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8')) as { token: string }
  return {
    child,
    gone,
    async ask(method, path, body) {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      if (!response.ok) throw new Error(await response.text())
      return (await response.json()) as never
    },
  }
}

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
  dataDir = prepared = await mkdtemp(join(tmpdir(), 'tillflow-crash-flows-'))
  const running = await start()
  ids = await deployAll(running)
  running.child.kill('SIGKILL')
  await running.gone
}, 60_000)
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  if (dataDir !== prepared) await rm(dataDir, { recursive: true, force: true })
})
afterAll(() => rm(prepared, { recursive: true, force: true }))

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
      dataDir = await mkdtemp(join(tmpdir(), 'tillflow-crash-flows-'))
      await cp(prepared, dataDir, { recursive: true })
      const first = await start(killAt)
      const begin = (running: Running, n: number) =>
        running.ask<{ runId: string }>('POST', `${CLIENT}/flows/${ids.sender}/runs`, { environment: 'live', input: { n } })
      const acknowledged: number[] = []
      for (let n = 1; n <= RECORDS; n++) {
        const began = await begin(first, n).catch(() => undefined) // the program died under it: not acknowledged
        if (began) acknowledged.push(n)
      }
      await first.gone
      expect(first.child.signalCode).toBe('SIGKILL')

      const second = await start()
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
