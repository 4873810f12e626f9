// A result becomes JSON text inside the isolate: functions, `__proto__` and cycles never leave it.
import { AppError } from '../../../shared/errors.ts'
import { say } from '../../../shared/sentence.ts'

/** Saved before any client's text can replace them. */
const { stringify } = JSON
const { getPrototypeOf } = Object

/** `u` for no result, else `j` and the JSON. Throws `output-too-large`. */
export function encodeResult(value: unknown, limit: number): string {
  if (value === undefined) return 'u'
  if (isFunction(value))
    throw new AppError('expression-failed', { message: 'The result is a function, not a value.', fix: 'Call it: $name(…).' })
  const text = toJson(value)
  if (text === undefined) return 'u'
  if (text.length > limit) {
    throw new AppError('output-too-large', {
      message: say`The result has ${text.length} characters; at most ${limit} are allowed.`,
      details: { characters: text.length, limit },
    })
  }
  return `j${text}`
}

function toJson(value: unknown): string | undefined {
  let text: string | undefined
  try {
    text = stringify(value)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return stringify(value, withoutFunctions())
  }
  return text !== undefined && (text.includes('"_jsonata_') || text.includes('"__proto__"')) ? stringify(value, withoutFunctions()) : text
}

/** Drops functions (JSONata's are objects), and anything that contains itself. */
function withoutFunctions(): (this: unknown, key: string, value: unknown) => unknown {
  const path: unknown[] = []
  return function (this: unknown, key, value) {
    if (key === '__proto__' || isFunction(value)) return undefined
    if (typeof value !== 'object' || value === null) return value
    while (path.length > 0 && path[path.length - 1] !== this) path.pop()
    if (path.includes(value)) return undefined
    path.push(value)
    return value
  }
}

function isFunction(value: unknown): boolean {
  if (typeof value === 'function') return true
  if (typeof value !== 'object' || value === null || getPrototypeOf(value) === Array.prototype) return false
  const flags = value as { _jsonata_lambda?: unknown; _jsonata_function?: unknown }
  return flags._jsonata_lambda === true || flags._jsonata_function === true
}
