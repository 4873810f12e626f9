// The mapping engine inside a client's isolate: jsonata, our functions, compiled programs. The worker calls `begin` with an input, then `run` for
// each program on it. Texts in, texts out: nothing of the outside world is reachable from here.
import type { ErrorData } from '../../../shared/errors.ts'
import { toErrorData } from '../../../shared/errors.ts'
import { useClock } from './clock.ts'
import { isSynchronous, jsonata } from './jsonata.ts'
import { expressionFailure } from './failure.ts'
import { productFunctions } from './functions.ts'
import { freezeIntrinsics, removePowers } from './harden.ts'
import { parseInput } from './input.ts'
import { encodeResult } from './output.ts'
import { seedRandom } from './random.ts'
import { addTable, dropTable, readTable, useTables } from './tables.ts'
import { sealProgram } from './seal.ts'

interface Compiled {
  readonly evaluate: (input: unknown, bindings: Record<string, unknown>) => unknown
  readonly variables: ReadonlySet<string> | 'any'
}

/** Where JSONata's own guard stops a recursion; the native stack of an isolate overflows at about twice this depth. */
const MAX_DEPTH = 1500
const MAX_PROGRAMS = 500

const functions = Object.entries(productFunctions(readTable))
const programs = new Map<string, Compiled | ErrorData>()
let input: unknown
let inputFailure: ErrorData | undefined
let bindingTexts: Readonly<Record<string, string>> = {}
let bindings: Record<string, unknown> = Object.create(null) as Record<string, unknown>
let outputLimit = 0
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

/** The outcome as text, or `p` while a promise is pending (only when jsonata could not be made synchronous): ask `settled` then. */
function run(expression: string, tablesJson: string): string {
  if (inputFailure) return `e${JSON.stringify(inputFailure)}`
  const program = compiled(expression)
  if (!('evaluate' in program)) return `e${JSON.stringify(program)}`
  try {
    useTables(tablesJson === '' ? {} : (JSON.parse(tablesJson) as Record<string, string>))
    const value = program.evaluate(input, bindingsFor(program.variables))
    return isSynchronous ? encodeResult(value, outputLimit) : whenSettled(value as Promise<unknown>, expression)
  } catch (error) {
    return failed(error, expression)
  }
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

/** Forgets the input: it may be large, and the next one must not see it. */
function end(): void {
  input = undefined
  bindings = Object.create(null) as Record<string, unknown>
  bindingTexts = {}
}

function compiled(expression: string): Compiled | ErrorData {
  const known = programs.get(expression)
  if (known) {
    programs.delete(expression)
    programs.set(expression, known)
    return known
  }
  const program = compile(expression)
  programs.set(expression, program)
  const oldest = programs.size > MAX_PROGRAMS ? programs.keys().next().value : undefined
  if (oldest !== undefined) programs.delete(oldest)
  return program
}

function compile(expression: string): Compiled | ErrorData {
  try {
    const program = jsonata(expression, { stack: MAX_DEPTH })
    for (const [name, implementation] of functions) program.registerFunction(name, implementation)
    return { evaluate: (data, values) => program.evaluate(data, values), variables: sealProgram(program.ast()) }
  } catch (error) {
    return expressionFailure(error, expression)
  }
}

function bindingsFor(variables: ReadonlySet<string> | 'any'): Record<string, unknown> {
  for (const name of variables === 'any' ? Object.keys(bindingTexts) : variables) {
    if (name in bindings || !Object.hasOwn(bindingTexts, name)) continue
    bindings[name] = parseInput(bindingTexts[name] ?? 'null', `value of $${name}`)
  }
  return bindings
}

export const guest = { begin, run, settled, end, addTable, dropTable }

removePowers()
freezeIntrinsics()
