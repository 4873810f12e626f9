// One request to evaluate, from its arrival to its outcomes. It survives the worker that it is on: what has no outcome yet is sent again.
import { failure, type ToldOutcome } from './outcome.ts'
import type { ChainedProgram, Evaluation, Program, SandboxTable } from './port.ts'
import type { NumberedProgram } from './program-numbers.ts'
import type { RequestHeader } from './protocol.ts'

export interface MappingJob {
  readonly client: string
  readonly programs: readonly Program[]
  readonly numbered: readonly NumberedProgram[]
  /** How each program's outcome goes on to the next; undefined when all have the same input. */
  readonly chain: readonly ('value' | 'test')[] | undefined
  /** What each program reads is noted and told with its outcome. */
  readonly explain: boolean
  readonly input: string
  readonly bindingNames: readonly string[]
  readonly bindingTexts: readonly string[]
  readonly clock: number
  readonly deadlineMs: number
  readonly outcomes: (ToldOutcome | undefined)[]
  readonly resolve: (outcomes: readonly ToldOutcome[]) => void
  /** Time already spent in workers that died. */
  spentMs: number
  crashes: number
  /** A worker died while it had this among others: it is evaluated by itself, so that the guilty one shows. */
  alone: boolean
}

export type MappingRequest = Omit<Evaluation, 'program'> &
  (
    | { readonly programs: readonly Program[]; readonly isChain?: false; readonly isExplained?: boolean }
    | { readonly programs: readonly ChainedProgram[]; readonly isChain: true }
  )

export function mappingJob(
  request: MappingRequest,
  numberOf: (program: Program) => NumberedProgram,
  deadlineMs: number,
  resolve: MappingJob['resolve'],
): MappingJob {
  const bindings = request.bindings ?? {}
  const bindingNames = Object.keys(bindings)
  return {
    client: request.clientId,
    programs: request.programs,
    numbered: request.programs.map(numberOf),
    chain: request.isChain ? request.programs.map(({ passesOn }) => passesOn) : undefined,
    explain: request.isChain !== true && request.isExplained === true,
    input: request.input,
    bindingNames,
    bindingTexts: bindingNames.map((name) => bindings[name] ?? 'null'),
    clock: request.clock ?? Date.now(),
    deadlineMs: request.deadlineMs ?? deadlineMs,
    outcomes: request.programs.map(() => undefined),
    resolve,
    spentMs: 0,
    crashes: 0,
    alone: false,
  }
}

/** Which programs still have no outcome, in order. */
export function openPrograms(job: MappingJob): number[] {
  const open: number[] = []
  for (let index = 0; index < job.outcomes.length; index++) if (!job.outcomes[index]) open.push(index)
  return open
}

export function settle(job: MappingJob, index: number, outcome: ToldOutcome): void {
  job.outcomes[index] ??= outcome
  if (!job.outcomes.includes(undefined)) job.resolve(job.outcomes as ToldOutcome[])
}

/** A chain is over: answers the outcomes up to the first program that has none. */
export function endChain(job: MappingJob): void {
  const open = job.outcomes.indexOf(undefined)
  job.resolve(job.outcomes.slice(0, open === -1 ? undefined : open) as ToldOutcome[])
}

/** Gives every program without an outcome this one. */
export function settleRest(job: MappingJob, outcome: ToldOutcome = failure('sandbox-crashed')): void {
  if (job.chain) return endChain(job)
  for (const index of openPrograms(job)) settle(job, index, outcome)
}

/** Characters that travel with it, tables aside. */
export function sizeOf(job: MappingJob): number {
  let size = job.input.length
  for (const text of job.bindingTexts) size += text.length
  return size
}

/** The request for a worker. Tables whose hash the worker knows are left out. */
export function jobRequest(
  job: MappingJob,
  id: number,
  indexes: readonly number[],
  isKnown: (hash: string) => boolean,
): { readonly header: RequestHeader; readonly texts: readonly string[] } {
  const fresh = new Map<string, SandboxTable>()
  for (const index of indexes)
    for (const table of Object.values(job.programs[index]?.tables ?? {})) if (!isKnown(table.hash)) fresh.set(table.hash, table)
  const header: RequestHeader = {
    id,
    client: job.client,
    timeoutMs: Math.max(1, Math.round(job.deadlineMs - job.spentMs)),
    clock: job.clock,
    programs: indexes.map((index) => (job.numbered[index] as NumberedProgram).header.id),
    ...(job.bindingNames.length > 0 && { bindings: job.bindingNames }),
    ...(fresh.size > 0 && { newTables: [...fresh.keys()] }),
    ...(job.chain && { chain: job.chain }),
    ...(job.explain && { explain: true }),
    ...(job.alone && { alone: true }),
  }
  return { header, texts: [job.input, ...job.bindingTexts, ...[...fresh.values()].map(rowsText)] }
}

const rowTexts = new WeakMap<SandboxTable, string>()

/** A table is written as text once, however many workers get it. */
function rowsText(table: SandboxTable): string {
  const known = rowTexts.get(table)
  if (known !== undefined) return known
  const text = JSON.stringify({ rows: table.rows, whenMissing: table.whenMissing })
  rowTexts.set(table, text)
  return text
}
