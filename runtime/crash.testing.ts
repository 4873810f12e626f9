// The whole program of crash.program.ts as a child that kills itself at a point, on a copy of a prepared installation.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('crash.program.ts', import.meta.url))

export interface Running {
  readonly child: ChildProcess
  readonly gone: Promise<unknown>
  readonly url: string
  ask<T>(method: string, path: string, body?: unknown): Promise<T>
}

export interface CrashBench {
  /** On the installation of this test; `killAt` as crash.program.ts has it. */
  start(killAt?: string): Promise<Running>
  /** This test's own copy of what was prepared. */
  fresh(): Promise<void>
  /** Ends what a test left running, and removes its copy. */
  clean(): Promise<void>
  remove(): Promise<void>
}

export async function openCrashBench(): Promise<CrashBench> {
  const children: ChildProcess[] = []
  let dataDir = await mkdtemp(join(tmpdir(), 'tillflow-crash-'))
  const prepared = dataDir
  return {
    async start(killAt = '') {
      const child = spawn(process.execPath, ['--no-node-snapshot', PROGRAM], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { PATH: process.env['PATH'], TILLFLOW_DATA_DIR: dataDir, TILLFLOW_DEMO: 'on', KILL_AT: killAt },
      })
      children.push(child)
      const gone = once(child, 'exit')
      const lines = createInterface({ input: child.stdout })
      const [url] = (await Promise.race([
        once(lines, 'line'),
        gone.then(() => Promise.reject(new Error('The program ended before it was ready.'))),
      ])) as [string]
      const { token } = JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8')) as { token: string }
      return {
        child,
        gone,
        url,
        async ask(method, path, body) {
          const response = await fetch(`${url}/api/v1${path}`, {
            method,
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          })
          if (!response.ok) throw new Error(await response.text())
          return (await response.json()) as never
        },
      }
    },
    async fresh() {
      dataDir = await mkdtemp(join(tmpdir(), 'tillflow-crash-'))
      await cp(prepared, dataDir, { recursive: true })
    },
    async clean() {
      for (const child of children.splice(0)) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      if (dataDir !== prepared) await rm(dataDir, { recursive: true, force: true })
    },
    remove: () => rm(prepared, { recursive: true, force: true }),
  }
}

export async function kill({ child, gone }: Running): Promise<void> {
  child.kill('SIGKILL')
  await gone
}
