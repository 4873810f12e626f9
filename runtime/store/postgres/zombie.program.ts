// A worker for tests: leases what is due, keeps the lease by its thread, and commits its work when it is told to.
import { createInterface } from 'node:readline'
import { pino } from 'pino'
import { startLeaseKeeper } from '#runtime/engine/lease-keeper.ts'
import { openPostgresStore } from './open.ts'

const [, , url = '', leaseMs = '1000'] = process.argv
const store = await openPostgresStore({ url })
const { journal } = store
const owner = 'zombie'
const [claimed] = await journal.claim({ owner, limit: 1, now: new Date(), leaseMs: Number(leaseMs) })
if (!claimed || !journal.renewal) throw new Error('nothing was due')
const { run, fence } = claimed
const times = { leaseMs: Number(leaseMs), renewMs: 100, wedgedMs: 60_000 }
const keeper = startLeaseKeeper({ source: journal.renewal, owner, log: pino({ level: 'silent' }), ...times })
keeper.hold([run.id])
process.stdout.write('leased\n')
for await (const _ of createInterface({ input: process.stdin })) {
  const stored = await journal.commit({
    runId: run.id,
    clientId: run.clientId,
    fence,
    events: [{ kind: 'run-started', version: 1 }],
    transition: { status: 'parked' },
    at: new Date(),
  })
  process.stdout.write(`${stored}\n`)
}
await keeper.stop()
await store.close()
