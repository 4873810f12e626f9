// Payloads too large for a row: kept apart, read back as they were, one copy for each client and content.
import { describe, expect, it } from 'vitest'
import { valueOrText } from '#shared/json-text.ts'
import { INLINE_LIMIT } from '../blobs.ts'
import type { BlobPlace, Store } from '../ports.ts'
import { NOW, aClaimedRun, anEffect, anEntry, anEvent, anException, claim, later } from './arrange.ts'

/** Large, and smaller when compressed. */
export const large = (word: string): string =>
  JSON.stringify({ lines: Array.from({ length: 4_000 }, (_, line) => `${word} Åse 🛒 ${line}`) })

/** How many blobs there are: a sweep of one at a time takes so many steps. */
export async function countBlobs(store: Store): Promise<number> {
  let after: BlobPlace | undefined
  for (let count = 0; ; count++) {
    const { next, removed } = await store.blobs.sweep({ limit: 1, ...(after && { after }) })
    expect(removed).toBe(0)
    if (!next) return count
    after = next
  }
}

export function blobCases(store: () => Store): void {
  describe('large payloads', () => {
    const text = large('order')
    const value: unknown = JSON.parse(text)

    it('come back as they were, wherever they stand', async () => {
      expect(text.length).toBeGreaterThan(INLINE_LIMIT)
      const claimed = await aClaimedRun(store(), { body: Buffer.from(text) })
      const { run } = claimed
      expect(claimed.body).toBe(text)
      expect(await store().runs.body(run.clientId, run.id)).toBe(text)
      const exception = anException(claimed, { input: value })
      await store().journal.commit(
        anEntry(claimed, {
          events: [
            { kind: 'step-succeeded', nodeId: 'map', record: '', output: value, ports: ['out'], ms: 1 },
            { kind: 'effect-intended', nodeId: 'post', record: '', input: { outputBlob: 'small' }, idempotencyKey: 'k', attempt: 1 },
          ],
          effects: [anEffect(claimed, { status: 'succeeded', output: text })],
          exceptions: [exception],
          transition: { status: 'parked' },
        }),
      )
      expect(await store().runs.events(run.clientId, run.id)).toMatchObject([
        { kind: 'run-accepted' },
        { seq: 2, kind: 'step-succeeded', output: value, ports: ['out'] },
        { seq: 3, kind: 'effect-intended', input: { outputBlob: 'small' } },
      ])
      expect(await store().journal.effectsOf(run)).toMatchObject([{ output: text }])
      expect((await store().runs.exception(run.clientId, exception.id))?.input).toEqual(value)
      expect((await store().runs.exceptions(run.clientId, { limit: 5 })).items[0]?.input).toEqual(value)
      await store().journal.replay({
        original: run,
        origin: { runId: run.id, nodeId: 'post', recordPath: '' },
        version: 1,
        startInput: text,
        startSteps: large('steps'),
        requestedBy: 'user_1',
        at: later(1),
      })
      expect(await claim(store(), { now: later(1) })).toMatchObject([{ body: text, startInput: text, startSteps: large('steps') }])
    })

    it('that the engine holds as text are stored and read like any other', async () => {
      const claimed = await aClaimedRun(store())
      const small = { kind: 'step-succeeded', nodeId: 'a', record: '', input: valueOrText('{"a":1}'), ports: ['out'], ms: 1 } as const
      const held = {
        kind: 'step-succeeded',
        nodeId: 'b',
        record: '',
        input: { a: 2 },
        output: valueOrText(text),
        ports: ['out'],
        ms: 1,
      } as const
      await store().journal.commit(anEntry(claimed, { events: [small, held] }))
      expect(await store().runs.events(claimed.run.clientId, claimed.run.id)).toMatchObject([
        { kind: 'run-accepted' },
        { nodeId: 'a', input: { a: 1 } },
        { nodeId: 'b', input: { a: 2 }, output: value },
      ])
      expect(await countBlobs(store())).toBe(1)
    })

    it('of one client and one content are stored once, however many rows name them', async () => {
      const claimed = await aClaimedRun(store(), { body: Buffer.from(text) })
      const step = (nodeId: string) => ({ kind: 'step-succeeded', nodeId, record: '', output: value, ports: ['out'], ms: 1 }) as const
      await store().journal.commit(
        anEntry(claimed, {
          events: Array.from({ length: 20 }, (_, index) => step(`step-${index}`)),
          effects: [anEffect(claimed, { status: 'succeeded', output: text })],
        }),
      )
      await store().journal.accept(anEvent({ body: Buffer.from(text) }))
      expect(await countBlobs(store())).toBe(1)
    })

    it('are never shared between clients', async () => {
      await store().journal.accept(anEvent({ clientId: 'client_a', body: Buffer.from(text) }))
      await store().journal.accept(anEvent({ clientId: 'client_b', body: Buffer.from(text) }))
      expect(await countBlobs(store())).toBe(2)
    })

    it('are not written for a redelivery, nor for what was only about to be sent when the run was cancelled', async () => {
      const claimed = await aClaimedRun(store(), { eventKey: 'delivery-1' })
      await store().journal.accept(anEvent({ eventKey: 'delivery-1', body: Buffer.from(text) }))
      await store().journal.cancel(claimed.run.clientId, claimed.run.id, NOW)
      const intended = { kind: 'effect-intended', nodeId: 'post', record: '', input: value, idempotencyKey: 'k', attempt: 1 } as const
      await store().journal.commit(anEntry(claimed, { events: [intended] }))
      expect(await countBlobs(store())).toBe(0)
    })

    it('small ones stay in their rows', async () => {
      await store().journal.accept(anEvent({ body: Buffer.from(JSON.stringify('x'.repeat(INLINE_LIMIT - 2))) }))
      expect(await countBlobs(store())).toBe(0)
    })

    it('that any run still needs survive a sweep, in batches of any size', async () => {
      const bodies = ['a', 'b', 'c', 'd', 'e'].map(large)
      for (const body of bodies) await store().journal.accept(anEvent({ body: Buffer.from(body) }))
      const first = await store().blobs.sweep({ limit: 3 })
      expect(first).toMatchObject({ removed: 0, next: { clientId: 'client_a' } })
      expect(await store().blobs.sweep({ limit: 3, ...(first.next && { after: first.next }) })).toEqual({ removed: 0 })
      expect((await claim(store())).map(({ body }) => body).toSorted()).toEqual(bodies.toSorted())
    })
  })
}
