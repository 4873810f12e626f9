// What a kill cannot show: that an event is on the disk, not only handed to the operating system, before its sender reads 2xx. The program's
// system calls are watched: whenever an acknowledgement is sent, everything written to the database's log has been synced.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliver, hookOf, orderOf, pause, start, until, type Program } from '../program.testing.ts'

function hasStrace(): boolean {
  try {
    execFileSync('/usr/bin/strace', ['-o', '/dev/null', '-e', 'trace=none', '/bin/true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.skipIf(!hasStrace())('an acknowledgement', () => {
  let dir: string
  let program: Program
  let strace: ChildProcess | undefined
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'tillflow-power-'))
    program = await start(join(dir, 'data'))
  }, 90_000)
  afterAll(async () => {
    strace?.kill('SIGTERM')
    await program?.stop('SIGKILL')
    rmSync(dir, { recursive: true, force: true })
  })

  it('is sent when the event has been synced to the disk, and not before', async () => {
    const pid = String(program.child.pid)
    const log = readdirSync(`/proc/${pid}/fd`).filter((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`).endsWith('tillflow.db-wal'))
    expect(log).toHaveLength(1)
    const hook = await hookOf(program)
    const trace = join(dir, 'trace')
    const calls = 'trace=pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg'
    strace = spawn('/usr/bin/strace', ['-f', '-p', pid, '-e', calls, '-s', '24', '-o', trace], { stdio: 'ignore' })
    await until(async () => (readFileSync(`/proc/${pid}/status`, 'utf8').includes('TracerPid:\t0') ? undefined : true))
    await pause(200)
    for (let i = 0; i < 5; i++) expect((await deliver(program, hook, orderOf(`#${40_000 + i}`))).status).toBe(202)
    strace.kill('SIGTERM')
    await once(strace, 'exit')

    let unsynced = 0
    let synced = 0
    let acknowledged = 0
    // On a busy machine a call's line is cut in two: its begin, and later its end.
    const syncing = new Set<string>()
    for (const line of readFileSync(trace, 'utf8').split('\n')) {
      if (line.includes(`pwrite64(${log[0]},`)) unsynced++
      const thread = line.split(' ', 1)[0] ?? ''
      if (new RegExp(`f(data)?sync\\(${log[0]} <unfinished`).test(line)) syncing.add(thread)
      const isResumed = /f(data)?sync resumed>\) += 0/.test(line) && syncing.delete(thread)
      if (isResumed || new RegExp(`f(data)?sync\\(${log[0]}\\) += 0`).test(line)) {
        synced += unsynced
        unsynced = 0
      }
      if (line.includes('HTTP/1.1 202')) {
        acknowledged++
        expect(unsynced).toBe(0)
        expect(synced).toBeGreaterThan(0)
        synced = 0
      }
    }
    expect(acknowledged).toBe(5)
  }, 60_000)
})
