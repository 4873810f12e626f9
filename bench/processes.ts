// Starts the programs of a benchmark and reads how much memory and processor time they took.
import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import packageJson from '../package.json' with { type: 'json' }

/** As `npm start` runs it. */
const NODE_FLAGS = packageJson.scripts.start.split(' ').filter((word) => word.startsWith('--'))

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Runs one of our programs; its standard output is read line by line. */
export function startProgram(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [...NODE_FLAGS, file, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
}

export async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The program has no output.')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('The program ended without a word.')
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

export interface Usage {
  readonly megabytes: number
  readonly ownMegabytes: number
  /** Of all, of the process without those that it started, and of its event loop alone: the rest of its own is V8's threads and the disk's. */
  readonly cpuSeconds: number
  readonly ownSeconds: number
  readonly loopSeconds: number
}

/** Resident memory and processor time of a process and its descendants, from /proc; undefined elsewhere than on Linux. */
export function usageOf(pid: number): Usage | undefined {
  if (process.platform !== 'linux') return undefined
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    const id = Number(entry)
    if (!Number.isInteger(id)) continue
    const fields = statOf(id)
    if (fields) parents.set(id, Number(fields[1]))
  }
  const family = [pid]
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child)
  let pages = 0
  let ownPages = 0
  let ticks = 0
  for (const member of family) {
    const fields = statOf(member)
    if (!fields) continue
    // Its own, and that of children which ended and were waited for: workers are replaced now and then.
    for (const field of fields.slice(11, 15)) ticks += Number(field)
    pages += Number(fields[21])
    if (member === pid) ownPages = Number(fields[21])
  }
  const toMegabytes = (count: number) => Math.round((count * 4_096) / 1_048_576)
  return {
    megabytes: toMegabytes(pages),
    ownMegabytes: toMegabytes(ownPages),
    cpuSeconds: ticks / 100,
    ownSeconds: secondsOf(statOf(pid)),
    loopSeconds: secondsOf(statOf(pid, `/task/${pid}`)),
  }
}

const secondsOf = (fields: readonly string[] | undefined): number => (Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0)) / 100

/** The fields behind the program's name, which may itself contain spaces. */
function statOf(pid: number, task = ''): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}${task}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined // it ended meanwhile
  }
}
