// Control numbers: one after the other for a connection, over all workers; the same record always gets the same one. And those that were received.
import type { ActionContext } from '#connectors/kit/contract.ts'
import { changeState } from '#connectors/kit/connection-state.ts'
import { readConfig } from './config.ts'

interface State {
  readonly next: number
  /** Newest last: which record (a hash of its key) has which number. */
  readonly given: readonly (readonly [key: string, number: number])[]
  /** Newest last: which interchange of the partner came with which record. */
  readonly received: readonly (readonly [control: string, key: string])[]
}

/** More than may be tried again after they were written. */
const MOST_GIVEN = 1_000
const MOST_RECEIVED = 2_000
/** X12 has nine digits, of which the last is for groups. */
const HIGHEST = 99_999_999

const EMPTY = { given: [], received: [] } as const

/** `purpose` tells two numbers of one record apart. */
export function nextControl(context: ActionContext, purpose: 'message' | 'acknowledgement'): Promise<number> {
  const key = `${purpose[0]}:${context.idempotencyKey}`
  const { firstControl = 1 } = readConfig(context.config)
  return changeState<State, number>(context, (before) => {
    const state = before ?? { next: firstControl, ...EMPTY }
    const known = state.given.find(([name]) => name === key)
    if (known) return { state, result: known[1] }
    const number = Math.max(state.next, firstControl)
    const next = number >= HIGHEST ? 1 : number + 1
    return { state: { ...state, next, given: [...state.given, [key, number] as const].slice(-MOST_GIVEN) }, result: number }
  })
}

/** True when an interchange with this control number came before, with another record. */
export function isDuplicate(context: ActionContext, control: string): Promise<boolean> {
  const key = context.idempotencyKey
  const { firstControl = 1 } = readConfig(context.config)
  return changeState<State, boolean>(context, (before) => {
    const state = before ?? { next: firstControl, ...EMPTY }
    const known = state.received.find(([name]) => name === control)
    if (known) return { state, result: known[1] !== key }
    return { state: { ...state, received: [...state.received, [control, key] as const].slice(-MOST_RECEIVED) }, result: false }
  })
}
