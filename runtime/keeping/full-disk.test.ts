// The whole program on a disk of its own that is filled up and emptied again. Needs root, for the small disk.
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Run } from '#shared/model/runs.ts'
import { deliver, erpOrders, hookOf, orderOf, start, until, type Program } from '../program.testing.ts'

const disk = mkdtempSync(join(tmpdir(), 'tillflow-disk-'))
const isMounted = mount()
function mount(): boolean {
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
afterAll(() => {
  if (isMounted) execFileSync('/bin/umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})

const PIECE = 1_000_000
const filler = join(disk, 'filler')
/** Leaves this much room. The program goes on writing meanwhile: what is free is looked up before each piece. */
function fillUp(leave: number): void {
  rmSync(filler, { force: true })
  for (;;) {
    const { bavail, bsize } = statfsSync(disk)
    const free = bavail * bsize - leave
    if (free <= 0) return
    try {
      appendFileSync(filler, Buffer.alloc(Math.min(free, PIECE)))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      return
    }
  }
}
const makeRoom = () => rmSync(filler, { force: true })

describe.skipIf(!isMounted)('a disk that is full', () => {
  let program: Program
  beforeAll(async () => {
    program = await start(join(disk, 'data'), { TILLFLOW_MIN_FREE_MB: '4' })
  }, 60_000)
  afterAll(async () => {
    await program?.stop('SIGKILL')
  })
  const ready = async (status: number) => until(async () => ((await program.send('GET', '/readyz')).status === status ? true : undefined))

  it('begins no run when there is little room, but takes events; and goes on by itself', async () => {
    const hook = await hookOf(program)
    fillUp(3_000_000)
    await until(async () => (program.output().includes('almost full') ? true : undefined))
    expect((await deliver(program, hook, orderOf('#30001'))).status).toBe(202)
    const runs = async () => (await program.api<{ items: Run[] }>('/clients/harbour-finch/runs')).items
    expect((await runs())[0]?.status).toBe('queued')
    makeRoom()
    await until(async () => ((await erpOrders(program)).includes('#30001') ? true : undefined), 20_000)
  }, 60_000)

  it('answers 503 and is not ready when nothing can be stored; nothing it took is lost, and it goes on without a restart', async () => {
    const hook = await hookOf(program)
    fillUp(0)
    const taken: string[] = []
    const refused = await until(async () => {
      const name = `#${31_000 + taken.length}`
      const answer = await deliver(program, hook, orderOf(name))
      if (answer.status === 202) taken.push(name)
      return answer.status === 202 ? undefined : answer
    }, 30_000)
    expect(refused.status).toBe(503)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.problem).toMatchObject({ code: 'store-failed', fix: expect.stringContaining('disk space') as string })
    await ready(503)
    makeRoom()
    await ready(200)
    expect((await deliver(program, hook, orderOf('#32000'))).status).toBe(202)
    const orders = await until(async () => {
      const found = await erpOrders(program)
      return [...taken, '#32000'].every((name) => found.includes(name)) ? found : undefined
    }, 40_000)
    expect(new Set(orders).size).toBe(orders.length)
  }, 90_000)
})
