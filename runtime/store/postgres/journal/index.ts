// The engine's journal on PostgreSQL.
import type { Journal } from '#runtime/engine/ports.ts'
import { newestLoops, toEffect, toEvents, type EffectRow, type EventsRow } from '../../rows/runs.ts'
import { loadPayloads } from '../blobs.ts'
import type { Connections } from '../connect.ts'
import { createFlowCalls } from '../flow-calls.ts'
import { createCollecting } from '../windows.ts'
import { createWaitsOf } from '../waits.ts'
import { createAccepting } from './accept.ts'
import { createClaiming } from './claim.ts'
import { createCommitting } from './commit.ts'
import { createRecovering } from './recover.ts'
import { createRouting } from './route.ts'

/** `close` ends the batches: it commits what was asked for before. */
export function createJournal(connections: Connections, url: string): { readonly journal: Journal; close(): Promise<void> } {
  const { arrivals, ...accepting } = createAccepting(connections)
  const { entries, ...committing } = createCommitting(connections)
  return {
    journal: {
      ...accepting,
      ...committing,
      ...createClaiming(connections),
      ...createRecovering(connections),
      ...createRouting(connections),
      isShared: true,
      renewal: { module: new URL('../renewal.ts', import.meta.url).href, options: { url } },
      async effectsOf(run) {
        const { rows } = await connections.journal<EffectRow>(
          `SELECT * FROM effects WHERE event_id = (SELECT event_id FROM runs WHERE client_id = ? AND id = ?) AND client_id = ?
           ORDER BY run_id, node_id, record`,
          [run.clientId, run.id, run.clientId],
        )
        const payloads = await loadPayloads(
          async (sql, values) => (await connections.journal<never>(sql, values)).rows,
          rows.map((row) => ({ clientId: row.client_id, text: row.output })),
        )
        return rows.map((row) => toEffect({ ...row, output: payloads.text(row.client_id, row.output) }))
      },
      ...createCollecting(connections),
      async effectOf(run, key) {
        const { rows } = await connections.journal<EffectRow>(
          `SELECT * FROM effects WHERE event_id = (SELECT event_id FROM runs WHERE client_id = ? AND id = ?) AND client_id = ? AND idempotency_key = ?`,
          [run.clientId, run.id, run.clientId, key],
        )
        const [row] = rows
        if (!row) return undefined
        const payloads = await loadPayloads(
          async (sql, values) => (await connections.journal<never>(sql, values)).rows,
          [{ clientId: row.client_id, text: row.output }],
        )
        return toEffect({ ...row, output: payloads.text(row.client_id, row.output) })
      },
      async loopsOf(run) {
        const { rows } = await connections.journal<EventsRow>(
          `SELECT seq, at, events FROM run_events WHERE run_id = ? AND client_id = ? AND events LIKE '%"kind":"loop-progress"%' ORDER BY seq`,
          [run.id, run.clientId],
        )
        return newestLoops(rows.flatMap(toEvents))
      },
      ...createFlowCalls(connections),
      waitsOf: createWaitsOf(connections),
      async parkedIn(run) {
        const { rows } = await connections.journal<{ nodeId: string; record: string }>(
          'SELECT node_id AS "nodeId", record FROM exceptions WHERE run_id = ? AND client_id = ? ORDER BY node_id, record',
          [run.id, run.clientId],
        )
        return rows
      },
    },
    async close() {
      await Promise.all([arrivals.close(), entries.close()])
    },
  }
}
