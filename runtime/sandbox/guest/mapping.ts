// The mapping engine inside a client's isolate. The worker calls `begin` with an input, then `run` for each program on it; a program that is not
// known here is given with `install` or `interpret` first. Small requests for known programs come `together`. Texts in, texts out: nothing of the
// outside world is reachable from here.
import type { ErrorData } from '../../../shared/errors.ts'
import { toErrorData } from '../../../shared/errors.ts'
import { passedOn, type TogetherRequest } from '../together.ts'
import { useClock } from './clock.ts'
import { expressionFailure } from './failure.ts'
import { freezeIntrinsics, removePowers } from './harden.ts'
import { parseInput } from './input.ts'
import { encodeResult } from './output.ts'
import { install, interpret, programOf, type Program } from './programs.ts'
import { seedRandom } from './random.ts'
import { addTable, dropTable, useTables } from './tables.ts'

/** V8's own, taken before it is removed: of a worker's isolates nobody else may call it. */
declare const gc: (() => void) | undefined
const collect = typeof gc === 'function' ? gc : () => {}

let input: unknown
let inputFailure: ErrorData | undefined
let bindingNames: readonly string[] = []
let bindingTexts: readonly string[] = []
let bindings: Record<string, unknown> | undefined
let outputLimit = 0
let clock = 0
let notesOf: Program['notes']
let pending: { outcome: string | undefined } = { outcome: undefined }

/** `names` are parted by line feeds; their JSON texts follow. */
function begin(inputText: string, time: number, limit: number, names: string, ...texts: string[]): void {
  outputLimit = limit
  beginWith(inputText, time, names === '' ? [] : names.split('\n'), texts)
}

/** A binding is parsed when the first program asks for it. */
function beginWith(inputText: string, time: number, names: readonly string[], texts: readonly string[]): void {
  clock = time
  bindings = undefined
  bindingNames = names
  bindingTexts = texts
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
function run(id: number, explain: 0 | 1): string {
  notesOf = undefined
  if (inputFailure) return `e${JSON.stringify(inputFailure)}`
  const program = programOf(id, explain)
  if (!program) return 'n'
  if (!('evaluate' in program)) return `e${JSON.stringify(program)}`
  notesOf = program.notes
  useClock(clock)
  seedRandom(clock)
  useTables(program.tables)
  try {
    const value = program.evaluate(input, bindingsFor(program.variables))
    return program.isAsync ? whenSettled(value as Promise<unknown>, program.expression) : encodeResult(value, outputLimit)
  } catch (error) {
    return failed(error, program.expression)
  }
}

let lengths: number[][] = []
let outcomes: string[] = []

/**
 * Evaluates requests one after the other, as far as their programs are known. `head` is JSON: `TogetherRequest[]`; `texts` are the inputs and bindings of
 * all, one behind the other. Answers as `done` does.
 */
function together(head: string, texts: string, limit: number): string {
  outputLimit = limit
  lengths = []
  outcomes = []
  let at = 0
  const next = (length: number): string => texts.slice(at, (at += length))
  for (const request of JSON.parse(head) as TogetherRequest[]) {
    const [inputLength = 0, ...others] = request.lengths
    beginWith(next(inputLength), request.clock, request.bindings, others.map(next))
    const answers = runChain(request)
    if (!answers) break
    outcomes.push(...answers)
    lengths.push(answers.map((answer) => answer.length))
  }
  end()
  return done()
}

/** Undefined when a program is not known, or needs promises. */
function runChain({ programs, chain }: TogetherRequest): string[] | undefined {
  const answers: string[] = []
  for (const [index, id] of programs.entries()) {
    const answer = run(id, 0)
    if (answer === 'n' || answer === 'p') return undefined
    answers.push(answer)
    if (index === programs.length - 1) break
    const goesOn = passedOn(chain?.[index], answer)
    if (goesOn === undefined) break
    if (goesOn !== true) beginWith(goesOn, clock, bindingNames, bindingTexts)
  }
  return answers
}

/** What is done of the requests that came together: the outcomes' lengths for each request as JSON, a line feed, and the outcomes. */
function done(): string {
  const answer = `${JSON.stringify(lengths)}\n${outcomes.join('')}`
  lengths = []
  outcomes = []
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
  bindings = undefined
  bindingNames = []
  bindingTexts = []
}

const NO_BINDINGS: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null) as Record<string, unknown>)

function bindingsFor(variables: Program['variables']): Readonly<Record<string, unknown>> {
  if (bindingNames.length === 0) return NO_BINDINGS
  bindings ??= Object.create(null) as Record<string, unknown>
  for (const name of variables === 'any' ? bindingNames : variables) {
    const index = name in bindings ? -1 : bindingNames.indexOf(name)
    if (index >= 0) bindings[name] = parseInput(bindingTexts[index] ?? 'null', `value of $${name}`)
  }
  return bindings
}

export const guest = { begin, run, settled, end, addTable, dropTable, install, interpret, together, done, notes, collect: () => collect() }

removePowers()
freezeIntrinsics()
