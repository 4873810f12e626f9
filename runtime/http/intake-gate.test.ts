import { expect, it } from 'vitest'
import { createIntakeGate } from './intake-gate.ts'

const never = () => new Promise<void>(() => undefined)
const refused = { code: 'unavailable', fix: 'Send it again shortly. Nothing was stored.' }

it('lets so many deliveries wait for the disk and no more', async () => {
  const gate = createIntakeGate({ deliveries: 2, bytes: 1_000, largest: 100 })
  let end = () => undefined as void
  void gate.within(1, () => new Promise<void>((resolve) => (end = resolve)))
  void gate.within(1, never)
  await expect(gate.within(1, never)).rejects.toMatchObject(refused)
  end()
  await new Promise(setImmediate)
  await expect(gate.within(1, async () => 'stored')).resolves.toBe('stored')
})

it('lets so many bytes wait and no more; what does not say its size counts as the largest', async () => {
  const gate = createIntakeGate({ deliveries: 100, bytes: 150, largest: 100 })
  void gate.within(60, never)
  await expect(gate.within(undefined, never)).rejects.toMatchObject(refused)
  await expect(gate.within(90, async () => 'stored')).resolves.toBe('stored')
})

it('counts a delivery that failed no more', async () => {
  const gate = createIntakeGate({ deliveries: 1, bytes: 100, largest: 100 })
  await expect(gate.within(1, () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full')
  await expect(gate.within(1, async () => 'stored')).resolves.toBe('stored')
})
