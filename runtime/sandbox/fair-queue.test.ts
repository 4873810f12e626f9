import { describe, expect, test } from 'vitest'
import { fairQueue } from './fair-queue.ts'

const anywhere = (): string | undefined => 'here'
const taken = (queue: ReturnType<typeof fairQueue<string>>) => queue.take(anywhere)?.job

describe('the fair queue', () => {
  test('takes turns between clients, whoever came first', () => {
    const queue = fairQueue<string>()
    for (const job of ['a1', 'a2', 'a3']) queue.push('a', job)
    queue.push('b', 'b1')
    const order = Array.from({ length: 4 }, () => {
      const job = taken(queue) ?? ''
      queue.charge(job.slice(0, 1), 5)
      return job
    })
    expect(order).toEqual(['a1', 'b1', 'a2', 'a3'])
    expect(queue.size).toBe(0)
  })

  test('asks for a place once: what is gone a moment later takes no job along', () => {
    const queue = fairQueue<string>()
    queue.push('a', 'a1')
    let free = 1
    expect(queue.take(() => (free-- > 0 ? 'worker' : undefined))).toEqual({ job: 'a1', place: 'worker' })
    queue.push('a', 'a2')
    expect(queue.take(() => (free-- > 0 ? 'worker' : undefined))).toBeUndefined()
    expect(taken(queue)).toBe('a2')
  })

  test('prefers the client that used less time', () => {
    const queue = fairQueue<string>()
    queue.push('slow', 's1')
    queue.push('fast', 'f1')
    queue.charge('slow', 1000)
    expect(taken(queue)).toBe('f1')
  })

  test('gives no credit for having been away', () => {
    const queue = fairQueue<string>()
    queue.push('early', 'e1')
    queue.charge('early', 500)
    queue.push('early', 'e2')
    expect(taken(queue)).toBe('e1')
    queue.push('late', 'l1')
    queue.charge('late', 10)
    expect(taken(queue)).toBe('e2')
    expect(taken(queue)).toBe('l1')
  })

  test('passes over a client that cannot run now, and keeps its order', () => {
    const queue = fairQueue<string>()
    queue.push('a', 'a1')
    queue.push('a', 'a2')
    queue.push('b', 'b1')
    expect(queue.take((client) => (client === 'a' ? undefined : 'here'))?.job).toBe('b1')
    queue.pushFront('a', 'a0')
    expect([taken(queue), taken(queue), taken(queue)]).toEqual(['a0', 'a1', 'a2'])
  })
})
