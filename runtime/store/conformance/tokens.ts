// OAuth tokens of connections: sealed bytes, and one renewal at a time.
import { describe, expect, it } from 'vitest'
import type { Store } from '../ports.ts'
import { aConnection, twoClients } from './arrange.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text))
const text = (sealed: Uint8Array | undefined) => sealed && Buffer.from(sealed).toString()

export function tokenCases(store: () => Store): void {
  const aStored = async () => {
    const { a, b } = await twoClients(store())
    const connection = aConnection(a)
    await store().connections.create(connection, [])
    return { a, b, id: connection.id }
  }

  describe('OAuth tokens', () => {
    it('are locked by one at a time, and stored by the one who has the lock', async () => {
      const { a, id } = await aStored()
      const tokens = store().tokens
      expect(await tokens.read(a, id)).toBeUndefined()
      const won = await Promise.all(['w1', 'w2', 'w3'].map((owner) => tokens.lock(a, id, owner, 60_000)))
      expect(won).toEqual([true, false, false])
      expect(await tokens.put(a, id, 'w2', bytes('theirs'))).toBe(false)
      expect(await tokens.read(a, id)).toBeUndefined()
      expect(await tokens.put(a, id, 'w1', bytes('ours'))).toBe(true)
      expect(text(await tokens.read(a, id))).toBe('ours')
      expect(await tokens.lock(a, id, 'w2', 60_000)).toBe(true)
      expect(text(await tokens.read(a, id))).toBe('ours')
    })

    it('can be renewed by another one when the lock is given back, or its owner is lost', async () => {
      const { a, id } = await aStored()
      const tokens = store().tokens
      await tokens.lock(a, id, 'w1', 60_000)
      await tokens.unlock(a, id, 'w2')
      expect(await tokens.lock(a, id, 'w2', 60_000)).toBe(false)
      await tokens.unlock(a, id, 'w1')
      expect(await tokens.lock(a, id, 'w2', 0)).toBe(true)
      expect(await tokens.lock(a, id, 'w3', 60_000)).toBe(true)
      expect(await tokens.put(a, id, 'w2', bytes('late'))).toBe(false)
    })

    it('belong to their client and go with their connection', async () => {
      const { a, b, id } = await aStored()
      const tokens = store().tokens
      await tokens.lock(a, id, 'w1', 60_000)
      await tokens.put(a, id, 'w1', bytes('ours'))
      expect(await tokens.read(b, id)).toBeUndefined()
      await store().connections.remove(a, id)
      expect(await tokens.read(a, id)).toBeUndefined()
    })
  })
}
