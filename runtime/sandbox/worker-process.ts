// One worker process from the outside: spawn it with nothing of ours in its environment, talk to it, measure it, end it.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { encodeFrame, frameReader } from './frames.ts'
import type { Answer, FromWorker, InitHeader, ToWorker } from './protocol.ts'

/** Why a worker ended. `memory` also when V8 gave up by itself; `crash` is everything nobody asked for. */
export type Ending = 'timeout' | 'memory' | 'retired' | 'crash'

export interface WorkerProcess {
  readonly pid: number | undefined
  readonly isReady: boolean
  send(header: ToWorker, texts: readonly string[]): void
  /** SIGKILL, at once. Its `ended` follows. */
  kill(why: Ending): void
  /** Lets it finish what it has and go. */
  retire(): void
  /** Resident memory now; undefined where the system does not tell. */
  rssBytes(): number | undefined
}

export interface WorkerEvents {
  ready(): void
  message(header: Answer, texts: readonly string[]): void
  ended(why: Ending, description: string): void
}

const OUT_OF_MEMORY = /out of memory|Allocation failed|OOM|Invalid (?:array|table) size/i

export function startWorker(
  nodeArguments: readonly string[],
  init: Omit<InitHeader, 'type'>,
  sources: readonly string[],
  events: WorkerEvents,
): WorkerProcess {
  // Its own process group: Ctrl-C in the terminal must not end the workers before the runs that need them. It leaves when its stdin closes.
  const child = spawn(process.execPath, nodeArguments, {
    env: { TZ: 'UTC' },
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
  })
  const reader = frameReader<FromWorker>(init.outputBytes * 4 + 1_000_000)
  let ending: Ending | undefined
  let isReady = false
  let errorText = ''

  const kill = (why: Ending): void => {
    ending ??= why
    child.kill('SIGKILL')
  }
  child.stdout.on('data', (chunk: Buffer) => {
    if (ending && ending !== 'retired') return
    try {
      reader.push(chunk)
      for (let frame = reader.next(); frame; frame = reader.next()) {
        if (frame.header.type === 'ready') {
          isReady = true
          events.ready()
        } else events.message(frame.header, frame.texts)
      }
    } catch {
      kill('crash')
    }
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errorText = (errorText + chunk.toString()).slice(-4000)
  })
  // Writing to a worker that just died: its end is reported by 'close'.
  child.stdin.on('error', () => {})
  let reported = false
  const report = (description: string): void => {
    if (reported) return
    reported = true
    events.ended(ending ?? (OUT_OF_MEMORY.test(errorText) ? 'memory' : 'crash'), `${description} ${errorText.trim().slice(0, 500)}`.trim())
  }
  child.on('error', (error) => report(error.message))
  child.on('close', (code, signal) => report(signal ? `ended by ${signal}` : `ended with code ${code}`))

  const send = (header: ToWorker, texts: readonly string[]): void => {
    if (child.stdin.writableCorked === 0) {
      child.stdin.cork()
      process.nextTick(() => child.stdin.uncork())
    }
    child.stdin.write(encodeFrame(header, texts))
  }
  send({ type: 'init', ...init }, sources)

  return {
    pid: child.pid,
    get isReady() {
      return isReady
    },
    send,
    kill,
    retire() {
      ending ??= 'retired'
      child.stdin.end()
    },
    rssBytes() {
      try {
        const match = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
        return match ? Number(match[1]) * 1024 : undefined
      } catch {
        return undefined
      }
    },
  }
}
