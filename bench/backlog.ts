// `npm run bench -- backlog [--runs N]`: what taking the next work costs while much of it waits, as after an hour in which an ERP was down. The store
// alone, without an engine: each claim takes eight runs. It must cost the same however many wait.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { aFlow, anEvent, twoClients } from '#runtime/store/conformance/arrange.ts'
import { openSqliteStore } from '#runtime/store/sqlite/open.ts'

const CLAIMS = 100
const TOGETHER = 500

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { runs: { type: 'string' } } })
  const most = Number(values.runs ?? 100_000)
  const dataDir = mkdtempSync(join(tmpdir(), 'tillflow-backlog-'))
  const store = await openSqliteStore({ dataDir })
  try {
    const { a: clientId } = await twoClients(store)
    const flow = aFlow(clientId, { id: 'flow_orders' })
    await store.flows.create(flow)
    await store.flows.publish(clientId, flow.id, flow.draft, '', 'user_1', new Date())
    const rows: object[] = []
    let waiting = 0
    for (const wanted of [1_000, most / 10, most]) {
      for (; waiting < wanted; waiting += TOGETHER) {
        const events = Array.from({ length: TOGETHER }, (_, index) => anEvent({ clientId, eventKey: `order-${waiting + index}` }))
        await Promise.all(events.map((event) => store.journal.accept(event)))
      }
      const times: number[] = []
      for (let turn = 0; turn < CLAIMS; turn++) {
        const began = performance.now()
        const taken = await store.journal.claim({ owner: 'bench', limit: 8, now: new Date(), leaseMs: 30_000 })
        times.push(performance.now() - began)
        if (taken.length !== 8) throw new Error(`A claim took ${taken.length} runs instead of 8.`)
        waiting -= taken.length
      }
      times.sort((a, b) => a - b)
      rows.push({ waiting: wanted, 'claim of 8, median ms': Number((times[CLAIMS / 2] ?? 0).toFixed(2)) })
    }
    console.table(rows)
  } finally {
    await store.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
