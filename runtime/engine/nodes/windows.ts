// Steps that collect records of many runs. With a record they add it to a window; in the run of a closed window they give what it holds.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { plainText } from '#shared/mapping/functions/decimal.ts'
import type { AggregateNode, JoinNode } from '#shared/flow/document.ts'
import { durationMs } from '#shared/flow/nodes/waiting.ts'
import type { WindowClose } from '#shared/flow/nodes/windows.ts'
import { nextTick } from '#shared/flow/ticks.ts'
import type { ClosedWindow, Collected } from '../window-ports.ts'
import type { NodeType, Step, StepOutcome } from './node-type.ts'

export const aggregateType: NodeType<AggregateNode> = {
  kind: 'aggregate',
  expression({ config: { key, keep, value, close } }) {
    return object({
      key: `$string((${key}))`,
      kept: keep,
      value,
      closes: close.when && `$boolean((${close.when}))`,
      expected: close.expected,
    })
  },
  async run(step) {
    if (step.closedWindow) return giveRecords(step, step.closedWindow)
    const { config, label } = step.node
    const found = JSON.parse((await step.evaluate()) ?? '{}') as Evaluated
    const key = keyOf(found.key, label)
    const value = found.value === undefined ? undefined : plainText(found.value, '$add')
    const kept = config.keep === undefined ? step.input : JSON.stringify(found.kept ?? null)
    if (step.isTest) {
      const at = step.now().toISOString()
      const closed = { window: 'test', key, number: 1, opening: 1, count: 1, openedAt: at, closedAt: at, closedBy: 'hand' } as const
      const json = withRecords({ ...closed, ...(value !== undefined && { value }) }, [kept])
      return { kind: 'pass', ports: ['out'], json, changed: true, note: 'A test run closes the window at once, with this record alone.' }
    }
    const closes = closesAt(config.close, step.now())
    const collected = await step.collect({
      key,
      json: kept,
      late: config.late,
      ...(value !== undefined && { value }),
      ...(closes && { closes }),
      rule: {
        ...(config.close.count !== undefined && { count: config.close.count }),
        ...(found.closes !== undefined && { closesNow: found.closes }),
        ...(found.expected !== undefined && { expected: wholeNumber(found.expected, label) }),
      },
    })
    return outcomeOf(step, collected, key, config.late)
  },
}

interface Evaluated {
  readonly key?: string
  readonly kept?: unknown
  readonly value?: unknown
  readonly closes?: boolean
  readonly expected?: unknown
}

export const joinType: NodeType<JoinNode> = {
  kind: 'join',
  expression({ config: { key, inputs } }) {
    const input = `${inputs.map(({ id, condition }) => `$boolean((${condition})) ? ${JSON.stringify(id)} : `).join('')}""`
    return object({ key: `$string((${key}))`, input })
  },
  async run(step) {
    const { inputs, timeout, late } = step.node.config
    const names = inputs.map(({ id }) => id)
    if (step.closedWindow) return giveInputs(step, step.closedWindow, names)
    const found = JSON.parse((await step.evaluate()) ?? '{}') as { readonly key?: string; readonly input?: string }
    const key = keyOf(found.key, step.node.label)
    const input = found.input ?? ''
    if (input === '') throw new AppError('join-input-unknown', { message: say`The record is none of the inputs of "${step.node.label}".` })
    if (step.isTest) {
      const at = step.now().toISOString()
      const json = joined({ key, openedAt: at, closedAt: at }, new Map([[input, step.input]]), names)
      return { kind: 'pass', ports: ['out'], json, changed: true, note: 'A test run waits for nothing: this record goes on alone.' }
    }
    const closes = { at: new Date(step.now().getTime() + durationMs(timeout)), by: 'time' } as const
    return outcomeOf(step, await step.collect({ key, json: step.input, input, late, closes, rule: { inputs: names } }), key, late)
  },
}

const object = (members: Readonly<Record<string, string | undefined>>) =>
  `{ ${Object.entries(members)
    .flatMap(([name, source]) => (source === undefined ? [] : [`"${name}": (${source})`]))
    .join(', ')} }`

function keyOf(key: string | undefined, label: string): string {
  if (key !== undefined && key !== '') return key.slice(0, 400)
  throw new AppError('window-key-missing', { message: say`"${label}" finds no key in this record.` })
}

function wholeNumber(value: unknown, label: string): number {
  if (Number.isInteger(value) && Number(value) > 0) return Number(value)
  throw new AppError('expression-failed', {
    message: say`"${label}" got ${JSON.stringify(value).slice(0, 100)} as the number of expected records.`,
    fix: 'Give a whole number, or nothing where the record does not tell.',
  })
}

/** The first of the instants at which a window that opens now closes by itself. */
function closesAt({ schedule, after }: WindowClose, now: Date): { at: Date; by: 'schedule' | 'time' } | undefined {
  const tick = schedule && nextTick(schedule.cron, schedule.timeZone, now)
  const bySchedule = tick ? ({ at: new Date(tick), by: 'schedule' } as const) : undefined
  const byTime = after && ({ at: new Date(now.getTime() + durationMs(after)), by: 'time' } as const)
  if (bySchedule && byTime) return bySchedule.at <= byTime.at ? bySchedule : byTime
  return bySchedule ?? byTime
}

function outcomeOf(step: Step, collected: Collected, key: string, late: AggregateNode['config']['late']): StepOutcome {
  if (collected.kind === 'late') {
    const reason = `The window "${key}" was closed at ${collected.closedAt}.`
    if (late === 'drop-visibly') return { kind: 'skips', reason: `${reason} Late records are dropped here.` }
    throw new AppError('window-closed', { message: reason, details: { windowId: collected.windowId } })
  }
  const { windowId, number, count, closedInto } = collected
  const output = { window: windowId, key, number, count, ...(closedInto !== undefined && { closedInto }) }
  const note = `Collected under "${key}" as number ${count}${closedInto === undefined ? '' : ', which closed the window'}.`
  return { kind: 'ends', output, note }
}

/** What one run can carry as text; a step behind it would not get through with more. */
const MOST_TEXT = 64_000_000

async function giveRecords(step: Step, closed: ClosedWindow): Promise<StepOutcome> {
  const texts: string[] = []
  let length = 0
  for await (const { json } of step.windowRecords(closed)) {
    texts.push(json)
    length += json.length
    if (length > MOST_TEXT) throw new AppError('window-too-large')
  }
  return { kind: 'pass', ports: ['out'], json: withRecords(closed, texts), changed: true, note: closedWords(closed) }
}

/** Records stand as the text they are: a large window is neither parsed nor written again. */
function withRecords({ window, ...closed }: ClosedWindow, texts: readonly string[]): string {
  return `${JSON.stringify({ ...closed, window }).slice(0, -1)},"records":[${texts.join(',')}]}`
}

async function giveInputs(step: Step<JoinNode>, closed: ClosedWindow, names: readonly string[]): Promise<StepOutcome> {
  const newest = new Map<string, string>()
  for await (const { input, json } of step.windowRecords(closed)) if (input !== undefined) newest.set(input, json)
  const json = joined(closed, newest, names)
  const isComplete = names.every((name) => newest.has(name))
  if (isComplete || step.hasWay('timed-out'))
    return { kind: 'pass', ports: [isComplete ? 'out' : 'timed-out'], json, changed: true, note: closedWords(closed) }
  const missing = step.node.config.inputs.filter(({ id }) => !newest.has(id)).map(({ label }) => `"${label}"`)
  throw new AppError('join-incomplete', { message: say`For "${closed.key}" nothing came in time as ${missing.join(' and ')}.` })
}

function joined(
  closed: Pick<ClosedWindow, 'key' | 'openedAt' | 'closedAt'>,
  found: ReadonlyMap<string, string>,
  names: readonly string[],
): string {
  const { key, openedAt, closedAt } = closed
  const missing = names.filter((name) => !found.has(name))
  const records = names.flatMap((name) => (found.has(name) ? [`${JSON.stringify(name)}:${found.get(name)}`] : []))
  return `${JSON.stringify({ key, openedAt, closedAt, missing }).slice(0, -1)},"records":{${records.join(',')}}}`
}

const CLOSED_BY: Readonly<Record<ClosedWindow['closedBy'], string>> = {
  schedule: 'by its schedule',
  time: 'as its time was over',
  count: 'by the number of its records',
  condition: 'by its last record',
  complete: 'as it was complete',
  hand: 'by hand',
  full: 'as it was full',
}

const closedWords = ({ key, closedBy, opening }: ClosedWindow) =>
  `The window "${key}" was closed ${CLOSED_BY[closedBy]}${opening > 1 ? `, for the ${opening}. time` : ''}.`
