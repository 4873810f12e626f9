// Works out the lane of a record, in the sandbox: its key, and its version where the flow ignores older ones.
import { createHash } from 'node:crypto'
import { AppError, fromErrorData, type ErrorData } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { FlowLane } from '#shared/flow/lane.ts'
import type { Environment } from '#shared/model/accounts.ts'
import { analyseExpression } from '#shared/mapping/expression.ts'
import type { Program, Sandbox, SandboxTable } from '../sandbox/port.ts'
import { sortableVersion } from './lane-version.ts'
import type { EchoMark, TableSource } from './ports.ts'

export interface LaneQuestion {
  readonly clientId: string
  readonly environment: Environment
  readonly lane: FlowLane
  /** JSON text of the trigger's record. */
  readonly input: string
  /** What expressions call now. */
  readonly clock: number
}

export interface FoundLane {
  readonly lane: string
  /** Sorts as text. */
  readonly version?: string
  readonly echo?: EchoMark
}

/** Keys are names of things, such as an order's number. Longer ones are a mistake, a whole record most likely. */
const MAX_KEY_CHARACTERS = 500

/** Throws `lane-unknown`, or what is to be tried again: `sandbox-crashed`, `store-failed`. */
export async function findLane(
  question: LaneQuestion,
  { sandbox, tables }: { readonly sandbox: Sandbox; readonly tables: TableSource },
): Promise<FoundLane> {
  const { clientId, environment, lane, input, clock } = question
  const load = async (expression: string): Promise<Program> => {
    const named: Record<string, SandboxTable> = {}
    for (const name of analyseExpression(expression).tables) named[name] = await tables.load(clientId, environment, name)
    return { expression, tables: named }
  }
  const sources = [lane.key, lane.version, lane.echo?.content].filter((source) => source !== undefined)
  const programs = await Promise.all(sources.map(load))
  const outcomes = await sandbox.evaluateAll({ clientId, programs, input, bindings: { trigger: input }, clock })
  const [key, ...others] = outcomes.map((outcome) => {
    if (outcome.ok) return outcome.json === undefined ? undefined : (JSON.parse(outcome.json) as unknown)
    throw outcome.error.disposition === 'retry' ? fromErrorData(outcome.error) : unknown(outcome.error.message, outcome.error)
  })
  const name = typeof key === 'number' ? `${key}` : key
  if (typeof name !== 'string' || name.trim() === '') {
    throw unknown(name === undefined || name === null || name === '' ? 'this record has none.' : 'it must give a text or a number.')
  }
  if (name.length > MAX_KEY_CHARACTERS) throw unknown(`it gives more than ${MAX_KEY_CHARACTERS} characters.`)
  const echo = lane.echo && echoOf(lane.echo, others.at(-1))
  if (lane.version === undefined) return { lane: name, ...(echo && { echo }) }
  const [version] = others
  const sortable = sortableVersion(version)
  if (sortable === undefined) {
    throw new AppError('lane-unknown', {
      message: say`"Ignore older versions by" gives ${(JSON.stringify(version) ?? 'nothing').slice(0, 80)} for this record.`,
      fix: 'It must give a number, or a date and time with its time zone. Correct it in the flow settings, deploy, and replay.',
    })
  }
  return { lane: name, version: sortable, ...(echo && { echo }) }
}

/** What says nothing is no echo of anything. */
function echoOf({ channel, minutes }: NonNullable<FlowLane['echo']>, content: unknown): EchoMark | undefined {
  if (content === undefined || content === null) return undefined
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32)
  return { channel, content: hash, withinMs: minutes * 60_000 }
}

function unknown(why: string, cause?: ErrorData): AppError {
  return new AppError('lane-unknown', {
    message: say`"Keep order by" does not tell the lane of this record: ${why}`,
    ...(cause && { details: { ...cause.details, lastCode: cause.code } }),
  })
}
