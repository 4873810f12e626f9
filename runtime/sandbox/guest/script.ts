// The harness of a script inside its isolate, which lives for one execution. Everything it uses is saved before the script can replace it,
// and whatever the script throws or gives back is turned into text in here, under the same time limit.
import { toErrorData, AppError, type ErrorData } from '../../../shared/errors.ts'
import { say } from '../../../shared/sentence.ts'
import { removePowers } from './harden.ts'
import { parseInput } from './input.ts'
import { encodeResult } from './output.ts'

const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => (...args: unknown[]) => unknown
const then = Promise.prototype.then
const { apply } = Reflect
const text = String
const slice = String.prototype.slice
const { stringify } = JSON
const AnyRangeError = RangeError

let outcome: string | undefined

/** Starts the script; its outcome is there at once, or when the microtasks have run. Text as in the protocol. */
function start(source: string, limit: number, inputText: string, trigger: string, steps: string): void {
  const script = compile(source)
  if (!script) return
  try {
    const value = script(parseInput(inputText, 'record'), parseInput(trigger, 'value of trigger'), parseInput(steps, 'value of steps'))
    void apply(then, value, [
      (result: unknown) => {
        try {
          outcome = encodeResult(result, limit)
        } catch (error) {
          outcome = failed(error)
        }
      },
      (error: unknown) => {
        outcome = failed(error)
      },
    ])
  } catch (error) {
    outcome = failed(error)
  }
}

/** The constructor parses the body by itself: a `}` too many is an error and cannot end our wrapper. */
function compile(source: string): ((...args: unknown[]) => unknown) | undefined {
  try {
    return new AsyncFunction('input', 'trigger', 'steps', `${source}\n//# sourceURL=script.js`)
  } catch (error) {
    const why = error instanceof SyntaxError ? `The script has a syntax error: ${error.message}.` : undefined
    outcome = `e${stringify(toErrorData(new AppError('script-invalid', why === undefined ? {} : { message: why })))}`
    return undefined
  }
}

/** Whether the script can be run; nothing of it runs. Undefined when it can. */
function check(source: string): string | undefined {
  compile(source)
  return outcome
}

/** Undefined while a promise is pending. When the microtasks have run, nothing in here could settle it any more. */
function settled(): string | undefined {
  return outcome
}

function failed(error: unknown): string {
  return `e${stringify(failure(error))}`
}

/** Reads the message of anything thrown. Getters of the script's may run here: they are under the time limit like the script itself. */
function failure(error: unknown): ErrorData {
  if (error instanceof AppError) return toErrorData(error)
  try {
    if (error instanceof AnyRangeError && text(error.message) === 'Invalid array length') return toErrorData(new AppError('sandbox-memory'))
    const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error
    const line = typeof error === 'object' && error !== null && 'stack' in error ? lineOf(text(error.stack)) : undefined
    return toErrorData(
      new AppError('script-failed', {
        message: say`The script threw an error: ${apply(slice, text(message), [0, 500])}`,
        ...(line !== undefined && { details: { line } }),
      }),
    )
  } catch {
    return toErrorData(new AppError('script-failed'))
  }
}

/** The line of the script, counted from 1 as its editor does: the constructor puts two lines before it. */
function lineOf(stack: string): number | undefined {
  const match = /script\.js:(\d+)/.exec(stack)
  return match ? Math.max(1, Number(match[1]) - 2) : undefined
}

export const guest = { start, check, settled }

removePowers()
