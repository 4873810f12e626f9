// The thread of lease-keeper.ts.
import { parentPort, workerData } from 'node:worker_threads'
import type { LeaseKeeperData, LeaseKeeperMessage } from './lease-keeper.ts'
import type { LeaseRenewal } from './ports.ts'

const { source, owner, leaseMs, renewMs, wedgedMs, heartbeat } = workerData as LeaseKeeperData
const { openRenewal } = (await import(source.module)) as { openRenewal(options: unknown): LeaseRenewal }
const renewal = openRenewal(source.options)
let held: readonly string[] = []
let busy = false

const isWedged = () => process.hrtime.bigint() - Atomics.load(heartbeat, 0) > BigInt(wedgedMs) * 1_000_000n

async function renew(): Promise<void> {
  if (busy || held.length === 0 || isWedged()) return
  busy = true
  try {
    await renewal.renew({ owner, runIds: held, until: new Date(Date.now() + leaseMs) })
  } catch (error) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread, not to a window
    parentPort?.postMessage(error instanceof Error ? error.message : 'unknown')
  } finally {
    busy = false
  }
}

const timer = setInterval(() => void renew(), renewMs)
parentPort?.on('message', (message: LeaseKeeperMessage) => {
  if (message !== 'stop') {
    held = message
    return
  }
  // Nothing is left to wait for then, and the thread ends.
  held = []
  clearInterval(timer)
  parentPort?.close()
  void renewal.close()
})
