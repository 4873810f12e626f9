// Kills the engine's process at one point after the other, lets the next process recover, and looks into the other system's ledger:
// nothing acknowledged may be lost, nothing may be there twice. Each process finishes the case before and begins the next, so that a
// point costs one start.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Case, CaseResult, ProgramInput } from './program.ts'
import { scenarioNamed } from './scenarios.ts'

const PROGRAM = fileURLToPath(new URL('program.ts', import.meta.url))
/** A process that has not ended by then hangs, which is a finding too. */
const PATIENCE_MS = 120_000
/** Every third case is killed again during its recovery: at its first points, one after the other. */
const SECOND_KILL_EVERY = 3
const SECOND_POINTS = 12

export interface SweepOptions {
  readonly scenario: string
  /** PostgreSQL database; without it SQLite. */
  readonly url?: string
  /** How many points of those there are, evenly spread; without it all of them, or as many as the scenario calls enough. */
  readonly points?: number
  readonly onCase?: (done: number, of: number) => void
}
export interface SweepReport {
  readonly scenario: string
  /** Points of a run that is not disturbed. */
  readonly pointsInAll: number
  /** Processes killed, second kills included. */
  readonly kills: number
  readonly findings: readonly string[]
}

export async function sweep(options: SweepOptions): Promise<SweepReport> {
  const dir = mkdtempSync(join(tmpdir(), 'tillflow-sweep-'))
  try {
    return await sweepIn(dir, options)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function sweepIn(root: string, { scenario, url, points, onCase }: SweepOptions): Promise<SweepReport> {
  const findings: string[] = []
  let kills = 0
  const dir = join(root, 'work')
  mkdirSync(dir)
  let started = 0
  const run = (cases: readonly Case[]) => runProgram({ dir, cases, ...storeOf(url, started++) })

  const dry: Case = { name: 'dry', scenario }
  await run([dry])
  findings.push(...judge(dir, dry))
  const pointsInAll = resultOf(dir, dry)?.points ?? 0
  const targets = points === undefined ? everyPoint(pointsInAll, scenarioNamed(scenario).enough) : spread(pointsInAll, points)

  let left: Case | undefined
  for (const [index, target] of targets.entries()) {
    const mine: Case = { name: `p${target}`, scenario, at: { point: target, signal: 'SIGKILL' } }
    const killed = await run([...(left ? [left] : []), mine])
    if (left) findings.push(...judge(dir, left))
    left = { name: mine.name, scenario }
    // Near the end a disturbed run may have fewer points than the dry one: then it is simply done.
    if (killed) kills++
    if (killed && index % SECOND_KILL_EVERY === 0) {
      const again = await run([{ ...left, at: { point: 1 + ((index / SECOND_KILL_EVERY) % SECOND_POINTS), signal: 'SIGKILL' } }])
      if (again) kills++
    }
    onCase?.(index + 1, targets.length)
  }
  if (left) {
    await run([left])
    findings.push(...judge(dir, left))
  }
  if (hung > 0) findings.push(`${hung} processes hung`)
  hung = 0
  return { scenario, pointsInAll, kills, findings }
}

/** Leases of a process that was killed last half a minute where other processes may live; its successor's clock is that far ahead. */
const LEASE_AND_MORE_MS = 60_000
const storeOf = (url: string | undefined, started: number) =>
  url === undefined ? { clockShiftMs: 0 } : { url, clockShiftMs: started * LEASE_AND_MORE_MS }

/**
 * Stops a process at a point for longer than its leases last, lets another one do its work, and wakes it up again: what it then writes must
 * be refused. Answers what is wrong afterwards.
 */
export async function wakeZombie(options: {
  readonly scenario: string
  readonly url: string
  readonly point: number
}): Promise<readonly string[]> {
  const { scenario, url, point } = options
  const dir = mkdtempSync(join(tmpdir(), 'tillflow-zombie-'))
  const each: Case = { name: `z${point}`, scenario }
  try {
    const zombie = startProgram({ dir, cases: [{ ...each, at: { point, signal: 'SIGSTOP' } }], ...storeOf(url, 0) })
    while (!isStopped(zombie.child.pid)) {
      if (zombie.child.exitCode !== null) return [`${each.name}: ended before it was stopped`]
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await runProgram({ dir, cases: [each], ...storeOf(url, 1) })
    const meanwhile = judge(dir, each)
    zombie.child.kill('SIGCONT')
    await zombie.ended
    return [...meanwhile, ...judge(dir, each)]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Linux says so in the process's state. */
const isStopped = (pid: number | undefined): boolean => /\) T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))

/** All of them, or half of those that are enough in a row, where all kinds of writes come by, and the other half spread over the rest. */
function everyPoint(last: number, enough = last): readonly number[] {
  const inARow = Math.ceil(enough / 2)
  if (last <= enough) return spread(last, last)
  return [...spread(inARow, inARow), ...spread(last - inARow, enough - inARow).map((point) => inARow + point)]
}

/** `count` numbers from 1 to `last`, evenly spread. */
function spread(last: number, count: number): readonly number[] {
  const step = Math.max(last / count, 1)
  return [...new Set(Array.from({ length: Math.min(count, last) }, (_, i) => 1 + Math.floor(i * step)))]
}

let hung = 0

function startProgram(input: ProgramInput): { readonly child: ChildProcess; readonly ended: Promise<boolean> } {
  const child = spawn(process.execPath, ['--no-node-snapshot', PROGRAM, JSON.stringify(input)], { stdio: ['ignore', 'inherit', 'inherit'] })
  const timer = setTimeout(() => child.kill('SIGABRT'), PATIENCE_MS)
  const ended = once(child, 'exit').then(([code, signal]) => {
    clearTimeout(timer)
    if (signal === 'SIGKILL') return true
    // It goes on with the next process; the case is judged as what it is: not ended, unless that one ends it.
    if (signal === 'SIGABRT') {
      console.error(`A process hung: ${JSON.stringify(input.cases)}`)
      hung++
      return true
    }
    if (code !== 0) throw new Error(`A process of the sweep ended with ${String(code ?? signal)}: ${JSON.stringify(input.cases)}`)
    return false
  })
  return { child, ended }
}

/** True when it was killed. */
const runProgram = (input: ProgramInput): Promise<boolean> => startProgram(input).ended

function resultOf(dir: string, { name }: Case): CaseResult | undefined {
  const file = join(dir, `${name}.result`)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as CaseResult) : undefined
}

/** What is wrong with a case that has ended. */
function judge(dir: string, each: Case): readonly string[] {
  const { expected, unsafe, events, runs = events.length } = scenarioNamed(each.scenario)
  const result = resultOf(dir, each)
  if (!result) return [`${each.name}: did not end`]
  const counts = new Map<string, number>()
  for (const line of readFileSync(join(dir, `${each.name}.ledger`), 'utf8')
    .trimEnd()
    .split('\n')) {
    const ref = line.slice(line.indexOf(' ') + 1)
    counts.set(ref, (counts.get(ref) ?? 0) + 1)
  }
  const asked = new Set(result.exceptions.filter(({ code }) => code === 'outcome-unknown').map(({ ref }) => ref))
  const findings: string[] = []
  for (const ref of expected) {
    const count = counts.get(ref) ?? 0
    if (count > 1) findings.push(`${each.name}: ${ref} is there ${count} times`)
    if (count === 0 && !(unsafe.includes(ref) && asked.has(ref))) findings.push(`${each.name}: ${ref} is lost`)
  }
  for (const ref of counts.keys()) if (!expected.includes(ref)) findings.push(`${each.name}: ${ref} was never asked for`)
  if (result.runs.length !== runs) findings.push(`${each.name}: ${result.runs.length} runs instead of ${runs}`)
  for (const { code } of result.exceptions) if (code !== 'outcome-unknown') findings.push(`${each.name}: an exception ${code}`)
  return findings
}
