// Signals between processes over LISTEN and NOTIFY, on a connection of its own. Never inside a transaction of the journal: notifying
// transactions commit one after the other. The answer to a webhook is stored first, in a table that need not survive a crash.
import pg from 'pg'
import { TERMINAL_STATUSES, type RunStatus } from '#shared/model/runs.ts'
import type { RunKey, Signals } from '#runtime/engine/signals.ts'
import { connectionSettings, type Connections } from './connect.ts'

const DUE = 'tillflow_due'
const ANSWERED = 'tillflow_answered'

/** One signal for all that is accepted within this time: the others look once. */
const GATHER_MS = 10
/** How long the way over the table takes when a signal was lost. */
const LOOK_MS = 250
const RECONNECT_MS = 1_000
/** Long after every vendor has hung up. */
const KEEP_ANSWERS_MS = 60_000

interface Answer {
  readonly status: number
  readonly body: string | null
}

export interface PostgresSignals extends Signals {
  close(): Promise<void>
}

export interface SignalsOptions {
  readonly url: string
  readonly connections: Connections
  readonly clock: () => Date
  readonly onError: (error: unknown) => void
}

export function createSignals({ url, connections, clock, onError }: SignalsOptions): PostgresSignals {
  const dueListeners: (() => void)[] = []
  const awaiting = new Map<string, () => void>()
  let gathering: NodeJS.Timeout | undefined
  let listener: pg.Client | undefined
  let reconnect: NodeJS.Timeout | undefined
  let closed = false

  const notify = (channel: string, payload: string) => connections.journal('SELECT pg_notify(?, ?)', [channel, payload]).catch(onError)

  async function listen(): Promise<void> {
    if (closed) return
    const client = new pg.Client(connectionSettings(url))
    listener = client
    client.on('notification', ({ channel, payload = '' }) => {
      if (channel === DUE) for (const hear of dueListeners) hear()
      else awaiting.get(payload)?.()
    })
    const again = (error?: unknown) => {
      if (closed || listener !== client) return
      listener = undefined
      if (error) onError(error)
      client.end().catch(() => undefined)
      reconnect = setTimeout(() => void listen(), RECONNECT_MS)
    }
    client.on('error', again)
    client.on('end', () => again())
    try {
      await client.connect()
      await client.query(`LISTEN ${DUE}; LISTEN ${ANSWERED}`)
      // What was said while nobody listened.
      for (const hear of dueListeners) hear()
    } catch (error) {
      again(error)
    }
  }
  void listen()

  /** The answer; null when the run ended without one; undefined while neither is known. */
  async function look({ clientId, id }: RunKey): Promise<Answer | null | undefined> {
    // The run first: one that ended before its answer is looked for has left it there by then.
    const [run] = await connections.read<{ status: RunStatus }>(clientId, 'SELECT status FROM runs WHERE client_id = ? AND id = ?', [
      clientId,
      id,
    ])
    const [answer] = await connections.read<Answer>(clientId, 'SELECT status, body FROM answers WHERE client_id = ? AND run_id = ?', [
      clientId,
      id,
    ])
    if (answer) return answer
    return !run || TERMINAL_STATUSES.includes(run.status) ? null : undefined
  }

  async function keep(
    { clientId, id }: RunKey,
    { status, body }: { readonly status: number; readonly body: string | undefined },
  ): Promise<void> {
    const now = clock().getTime()
    await connections.change(clientId, 'DELETE FROM answers WHERE client_id = ? AND at < ?', [clientId, now - KEEP_ANSWERS_MS])
    await connections.change(
      clientId,
      'INSERT INTO answers (client_id, run_id, status, body, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (client_id, run_id) DO NOTHING',
      [clientId, id, status, body ?? null, now],
    )
    await notify(ANSWERED, id)
  }

  return {
    due() {
      gathering ??= setTimeout(() => {
        gathering = undefined
        void notify(DUE, '')
      }, GATHER_MS)
    },
    onDue: (hear) => void dueListeners.push(hear),
    answer: (run, response) => void keep(run, response).catch(onError),
    async awaitAnswer(run, timeoutMs) {
      const until = performance.now() + timeoutMs
      try {
        for (let ended = false; ;) {
          const signalled = new Promise<void>((resolve) => {
            awaiting.set(run.id, resolve)
            setTimeout(resolve, Math.max(0, Math.min(LOOK_MS, until - performance.now())))
          })
          const answer = await look(run)
          if (answer) return { status: answer.status, body: answer.body ?? undefined }
          // The answer is stored beside the run's end, not before it: one more look.
          if ((answer === null && ended) || performance.now() >= until || closed) return undefined
          ended = answer === null
          await signalled
        }
      } finally {
        awaiting.delete(run.id)
      }
    },
    async close() {
      closed = true
      clearTimeout(gathering)
      clearTimeout(reconnect)
      for (const wake of awaiting.values()) wake()
      await listener?.end().catch(() => undefined)
    },
  }
}
