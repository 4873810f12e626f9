// Evaluates the expressions of pure steps. Steps that follow each other without a fork are evaluated in one trip to the sandbox, on the way to the
// first of them: what the later ones gave waits here until the record reaches them. Nothing else depends on it: a step that finds nothing
// prepared is evaluated by itself.
import type { NodeKind } from '#shared/flow/document.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Outcome, Program, Sandbox, SandboxTable } from '../sandbox/port.ts'
import type { Plan, PlannedNode } from './plan.ts'
import type { TableSource } from './ports.ts'
import { trailToJson, type RecordInFlight } from './records.ts'

export interface EvaluatorOptions {
  readonly plan: Plan
  readonly sandbox: Sandbox
  readonly tables: TableSource
  readonly clientId: string
  readonly environment: Environment
  /** The trigger's record as JSON text. */
  readonly trigger: string
  /** What an expression calls now: the same at every attempt and resume. */
  readonly clock: number
}

export interface Evaluator {
  evaluate(planned: PlannedNode, record: RecordInFlight): Promise<Outcome>
  /** Values beside the record that this node's expression or script reads, as JSON texts. */
  bindings(planned: PlannedNode, record: RecordInFlight): Readonly<Record<string, string>>
}

/** Longer than most flows are between two calls; what a parked record makes superfluous is thrown away. */
const MOST_AHEAD = 8

/** How a record goes on behind a kind of step; other kinds are where a chain ends. */
const PASSES_ON: Partial<Record<NodeKind, 'value' | 'test'>> = { map: 'value', lookup: 'value', filter: 'test' }
const ENDS_A_CHAIN: ReadonlySet<NodeKind> = new Set(['call', 'switch'])

export function createEvaluator(options: EvaluatorOptions): Evaluator {
  const { plan, sandbox, clientId, environment, clock } = options
  const prepared = new Map<string, { readonly input: string; readonly outcome: Outcome }>()

  async function programOf(planned: PlannedNode): Promise<Program> {
    const tables: Record<string, SandboxTable> = {}
    for (const name of planned.tables) tables[name] = await options.tables.load(clientId, environment, name)
    return { expression: planned.expression ?? '$', tables }
  }

  function bindings(planned: PlannedNode, record: RecordInFlight): Readonly<Record<string, string>> {
    return {
      ...(planned.readsTrigger && { trigger: options.trigger }),
      ...(planned.readsSteps && { steps: trailToJson(record.trail) }),
    }
  }

  /** Takes the first step's outcome; keeps those of the steps that follow it. */
  async function evaluateWithNext(chain: readonly PlannedNode[], record: RecordInFlight): Promise<Outcome | undefined> {
    const [first] = chain
    const programs = []
    for (const planned of chain) {
      // A table that is missing is the error of the step that reads it, when a record gets there.
      const program = await programOf(planned).catch(() => undefined)
      if (!program) break
      programs.push({ ...program, passesOn: PASSES_ON[planned.node.kind] ?? 'value' })
    }
    if (!first || programs.length < 2) return undefined
    const readsTrigger = chain.some((planned) => planned.readsTrigger)
    const outcomes = await sandbox.evaluateChain({
      clientId,
      programs,
      input: record.json,
      bindings: bindings({ ...first, readsTrigger }, record),
      clock,
    })
    let input = record.json
    for (const [index, outcome] of outcomes.entries()) {
      const planned = chain[index]
      if (planned && index > 0) prepared.set(`${planned.id} ${record.path}`, { input, outcome })
      if (outcome.ok && outcome.json !== undefined && programs[index]?.passesOn === 'value') input = outcome.json
    }
    return outcomes[0]
  }

  return {
    bindings,
    async evaluate(planned, record) {
      const key = `${planned.id} ${record.path}`
      const ready = prepared.get(key)
      prepared.delete(key)
      if (ready?.input === record.json) return ready.outcome
      const chain = chainFrom(plan, planned)
      const outcome = chain.length > 1 ? await evaluateWithNext(chain, record) : undefined
      return (
        outcome ??
        (await sandbox.evaluate({
          clientId,
          program: await programOf(planned),
          input: record.json,
          bindings: bindings(planned, record),
          clock,
        }))
      )
    },
  }
}

const chains = new WeakMap<PlannedNode, readonly PlannedNode[]>()

/** The step and those that surely come next while records pass: one way on, evaluated, blind to what steps before them gave. */
function chainFrom(plan: Plan, first: PlannedNode): readonly PlannedNode[] {
  const known = chains.get(first)
  if (known) return known
  const chain = [first]
  for (let last = first; chain.length < MOST_AHEAD && PASSES_ON[last.node.kind] !== undefined;) {
    const [id, ...others] = last.next['out'] ?? []
    const next = id === undefined || others.length > 0 ? undefined : plan.nodes.get(id)
    const isEvaluated = next && (PASSES_ON[next.node.kind] !== undefined || ENDS_A_CHAIN.has(next.node.kind))
    if (!isEvaluated || next.expression === undefined || next.readsSteps) break
    chain.push(next)
    last = next
  }
  chains.set(first, chain)
  return chain
}
