// The mapping engine inside a client's isolate. The worker calls `begin` with an input, then `run` for each program on it; a program that is not
// known here is given with `install` or `interpret` first. Texts in, texts out: nothing of the outside world is reachable from here.
import type { ErrorData } from '../../../shared/errors.ts'
import { toErrorData } from '../../../shared/errors.ts'
import { useClock } from './clock.ts'
import { expressionFailure } from './failure.ts'
import { freezeIntrinsics, removePowers } from './harden.ts'
import { parseInput } from './input.ts'
import { encodeResult } from './output.ts'
import { install, interpret, programOf, type Program } from './programs.ts'
import { seedRandom } from './random.ts'
import { addTable, dropTable, useTables } from './tables.ts'

let input: unknown
let inputFailure: ErrorData | undefined
let bindingTexts: Readonly<Record<string, string>> = {}
let bindings: Record<string, unknown> = Object.create(null) as Record<string, unknown>
let outputLimit = 0
let notesOf: Program['notes']
let pending: { outcome: string | undefined } = { outcome: undefined }

/** `names` are parted by line feeds; their JSON texts follow. A binding is parsed when the first program asks for it. */
function begin(inputText: string, clock: number, limit: number, names: string, ...texts: string[]): void {
  outputLimit = limit
  useClock(clock)
  seedRandom(clock)
  bindings = Object.create(null) as Record<string, unknown>
  bindingTexts = Object.fromEntries(names === '' ? [] : names.split('\n').map((name, index) => [name, texts[index] ?? 'null']))
  inputFailure = undefined
  try {
    input = parseInput(inputText, 'record')
  } catch (error) {
    input = undefined
    inputFailure = toErrorData(error)
  }
}

/**
 * The outcome as text; `n` when the program is not known; `p` while a promise is pending (only when jsonata could not be made synchronous): ask
 * `settled` then.
 */
function run(expression: string, tablesJson: string, explain: 0 | 1 = 0): string {
  notesOf = undefined
  if (inputFailure) return `e${JSON.stringify(inputFailure)}`
  const program = programOf(expression, explain)
  if (!program) return 'n'
  if (!('evaluate' in program)) return `e${JSON.stringify(program)}`
  notesOf = program.notes
  try {
    useTables(tablesJson === '' ? {} : (JSON.parse(tablesJson) as Record<string, string>))
    const value = program.evaluate(input, bindingsFor(program.variables))
    return program.isAsync ? whenSettled(value as Promise<unknown>, expression) : encodeResult(value, outputLimit)
  } catch (error) {
    return failed(error, expression)
  }
}

/** `begin`, `run` and `end` in one call. The input stays when the answer is not the outcome yet. */
function only(
  expression: string,
  tablesJson: string,
  inputText: string,
  clock: number,
  limit: number,
  names: string,
  ...texts: string[]
): string {
  begin(inputText, clock, limit, names, ...texts)
  const answer = run(expression, tablesJson)
  if (answer !== 'n' && answer !== 'p') end()
  return answer
}

function failed(error: unknown, expression: string): string {
  return `e${JSON.stringify(expressionFailure(error, expression))}`
}

function whenSettled(promise: Promise<unknown>, expression: string): string {
  const mine: { outcome: string | undefined } = { outcome: undefined }
  pending = mine
  promise
    .then((value) => encodeResult(value, outputLimit))
    .then(
      (text) => (mine.outcome = text),
      (error: unknown) => (mine.outcome = failed(error, expression)),
    )
  return 'p'
}

/** Undefined when the promise did not settle: nothing in here could settle it later. */
function settled(): string | undefined {
  return pending.outcome
}

/** What the program that ran last has read, by site, as JSON. */
function notes(): string {
  return JSON.stringify(notesOf?.() ?? [])
}

/** Forgets the input: it may be large, and the next one must not see it. */
function end(): void {
  input = undefined
  bindings = Object.create(null) as Record<string, unknown>
  bindingTexts = {}
}

function bindingsFor(variables: Program['variables']): Record<string, unknown> {
  for (const name of variables === 'any' ? Object.keys(bindingTexts) : variables) {
    if (name in bindings || !Object.hasOwn(bindingTexts, name)) continue
    bindings[name] = parseInput(bindingTexts[name] ?? 'null', `value of $${name}`)
  }
  return bindings
}

export const guest = { begin, run, settled, end, addTable, dropTable, install, interpret, only, notes }

removePowers()
freezeIntrinsics()
