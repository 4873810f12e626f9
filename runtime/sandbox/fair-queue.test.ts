import { describe, expect, test } from 'vitest'
import { fairQueue } from './fair-queue.ts'

const anyone = (): boolean => true

describe('the fair queue', () => {
  test('takes turns between clients, whoever came first', () => {
    const queue = fairQueue<string>()
    for (const job of ['a1', 'a2', 'a3']) queue.push('a', job)
    queue.push('b', 'b1')
    const order = Array.from({ length: 4 }, () => {
      const job = queue.take(anyone) ?? ''
      queue.charge(job.slice(0, 1), 5)
      return job
    })
    expect(order).toEqual(['a1', 'b1', 'a2', 'a3'])
    expect(queue.size).toBe(0)
  })

  test('prefers the client that used less time', () => {
    const queue = fairQueue<string>()
    queue.push('slow', 's1')
    queue.push('fast', 'f1')
    queue.charge('slow', 1000)
    expect(queue.take(anyone)).toBe('f1')
  })

  test('gives no credit for having been away', () => {
    const queue = fairQueue<string>()
    queue.push('early', 'e1')
    queue.charge('early', 500)
    queue.push('early', 'e2')
    expect(queue.take(anyone)).toBe('e1')
    queue.push('late', 'l1')
    queue.charge('late', 10)
    expect(queue.take(anyone)).toBe('e2')
    expect(queue.take(anyone)).toBe('l1')
  })

  test('passes over a client that cannot run now, and keeps its order', () => {
    const queue = fairQueue<string>()
    queue.push('a', 'a1')
    queue.push('a', 'a2')
    queue.push('b', 'b1')
    expect(queue.take((client) => client !== 'a')).toBe('b1')
    queue.pushFront('a', 'a0')
    expect([queue.take(anyone), queue.take(anyone), queue.take(anyone)]).toEqual(['a0', 'a1', 'a2'])
  })
})
