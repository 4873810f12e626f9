// One request to evaluate, from its arrival to its outcomes. It survives the worker that it is on: what has no outcome yet is sent again.
import { failure, type ToldOutcome } from './outcome.ts'
import type { ChainedProgram, Evaluation, Program, SandboxTable } from './port.ts'
import type { EvaluateHeader } from './protocol.ts'

export interface MappingJob {
  readonly client: string
  readonly programs: readonly Program[]
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
}

export type MappingRequest = Omit<Evaluation, 'program'> &
  (
    | { readonly programs: readonly Program[]; readonly isChain?: false; readonly isExplained?: boolean }
    | { readonly programs: readonly ChainedProgram[]; readonly isChain: true }
  )

export function mappingJob(request: MappingRequest, deadlineMs: number, resolve: MappingJob['resolve']): MappingJob {
  const bindings = Object.entries(request.bindings ?? {})
  return {
    client: request.clientId,
    programs: request.programs,
    chain: request.isChain ? request.programs.map(({ passesOn }) => passesOn) : undefined,
    explain: request.isChain !== true && request.isExplained === true,
    input: request.input,
    bindingNames: bindings.map(([name]) => name),
    bindingTexts: bindings.map(([, text]) => text),
    clock: request.clock ?? Date.now(),
    deadlineMs: request.deadlineMs ?? deadlineMs,
    outcomes: request.programs.map(() => undefined),
    resolve,
    spentMs: 0,
    crashes: 0,
  }
}

/** Which programs still have no outcome, in order. */
export function openPrograms(job: MappingJob): number[] {
  return job.outcomes.flatMap((outcome, index) => (outcome ? [] : [index]))
}

export function settle(job: MappingJob, index: number, outcome: ToldOutcome): void {
  job.outcomes[index] ??= outcome
  if (job.outcomes.every((one) => one !== undefined)) job.resolve(job.outcomes as ToldOutcome[])
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

/** The message for a worker. Tables whose hash the worker knows are left out. */
export function jobMessage(
  job: MappingJob,
  id: number,
  indexes: readonly number[],
  isKnown: (hash: string) => boolean,
): { readonly header: EvaluateHeader; readonly texts: readonly string[] } {
  const programs = indexes.map((index) => job.programs[index] as Program)
  const tables = new Map(programs.flatMap((program) => Object.values(program.tables ?? {}).map((table) => [table.hash, table] as const)))
  const fresh = [...tables.values()].filter((table) => !isKnown(table.hash))
  const header: EvaluateHeader = {
    type: 'evaluate',
    id,
    client: job.client,
    timeoutMs: Math.max(1, Math.round(job.deadlineMs - job.spentMs)),
    clock: job.clock,
    bindings: job.bindingNames,
    programs: programs.map((program) =>
      Object.fromEntries(Object.entries(program.tables ?? {}).map(([name, table]) => [name, table.hash])),
    ),
    newTables: fresh.map((table) => table.hash),
    ...(job.chain && { chain: job.chain }),
    ...(job.explain && { explain: true }),
  }
  return { header, texts: [job.input, ...job.bindingTexts, ...programs.map((program) => program.expression), ...fresh.map(rowsText)] }
}

const rowTexts = new WeakMap<SandboxTable, string>()

/** A table is written as text once, however many workers get it. */
function rowsText(table: SandboxTable): string {
  const known = rowTexts.get(table)
  if (known !== undefined) return known
  const text = JSON.stringify(table.rows.map((row) => [row.key, row.value]))
  rowTexts.set(table, text)
  return text
}
