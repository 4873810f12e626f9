// A process for tests: opens the store in the directory given, accepts an event as soon as it is told its key, answers the run's id,
// and stays until it is killed.
import { createInterface } from 'node:readline'
import { openSqliteStore } from './open.ts'

const [, , dataDir] = process.argv
if (dataDir === undefined) throw new Error('usage: holder.ts <directory>')
const store = await openSqliteStore({ dataDir })
process.stdout.write('ready\n')
for await (const eventKey of createInterface({ input: process.stdin })) {
  const event = { clientId: 'client_a', flowId: 'flow_1', environment: 'live', version: 1, trigger: 'webhook', eventKey } as const
  const { runId } = await store.journal.accept({ ...event, body: Buffer.from('{"id":1}'), receivedAt: new Date() })
  process.stdout.write(`${runId}\n`)
}
