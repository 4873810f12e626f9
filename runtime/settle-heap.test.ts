import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { expect, it, vi } from 'vitest'
import { settleHeap } from './settle-heap.ts'

const log = pino({ level: 'silent' })

it('collects once, in the first quiet moment', async () => {
  const collect = vi.fn<() => Promise<void>>(async () => undefined)
  const busy = [0.9, 0.5, 0.1, 0.1, 0.1]
  settleHeap({ log, utilization: () => busy.shift() ?? 0, collect, everyMs: 2 })
  await vi.waitFor(() => expect(collect).toHaveBeenCalledTimes(1))
  expect(busy).toHaveLength(2)
  await sleep(20)
  expect(collect).toHaveBeenCalledTimes(1)
})

it('never makes a busy process wait, and gives up', async () => {
  const collect = vi.fn<() => Promise<void>>(async () => undefined)
  const utilization = vi.fn<() => number>(() => 0.9)
  settleHeap({ log, utilization, collect, everyMs: 1 })
  await vi.waitFor(() => expect(utilization).toHaveBeenCalledTimes(60))
  await sleep(20)
  expect(utilization).toHaveBeenCalledTimes(60)
  expect(collect).not.toHaveBeenCalled()
})

it('works with what this Node has', async () => {
  const before = process.memoryUsage().heapUsed
  let held: unknown[] | undefined = Array.from({ length: 400_000 }, (_, index) => ({ index }))
  expect(held).toHaveLength(400_000)
  held = undefined
  settleHeap({ log, utilization: () => 0, everyMs: 1 })
  await vi.waitFor(() => expect(process.memoryUsage().heapUsed).toBeLessThan(before + 12_000_000), 5_000)
})
