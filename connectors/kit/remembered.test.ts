import { describe, expect, it } from 'vitest'
import { remembered } from './remembered.ts'

const at = (minutes: number) => new Date(Date.parse('2026-03-01T10:00:00Z') + minutes * 60_000)

describe('what is remembered', () => {
  it('is read once, and again when it is ten minutes old, forgotten, renewed, or from a clock that went back', async () => {
    let reads = 0
    const fields = remembered<number>()
    const read = async () => ++reads
    expect(await fields.get('a', at(0), read)).toBe(1)
    expect(await fields.get('a', at(9), read)).toBe(1)
    expect(await fields.get('b', at(9), read)).toBe(2)
    expect(await fields.get('a', at(10), read)).toBe(3)
    expect(await fields.get('a', at(5), read)).toBe(4)
    fields.forget('a')
    expect(await fields.get('a', at(5), read)).toBe(5)
    expect(await fields.renew('a', at(5), read)).toBe(6)
    expect(await fields.get('a', at(6), read)).toBe(6)
  })
  it('is not what could not be read', async () => {
    const fields = remembered<number>()
    await expect(fields.get('a', at(0), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await fields.get('a', at(0), async () => 1)).toBe(1)
  })
})
