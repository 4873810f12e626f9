// jsonata itself as the judge, and how an outcome of it and one of a compiled program are compared.
import { compileFunction } from 'node:vm'
import { synchronousJsonata } from '../jsonata/source.ts'

export type Reference = (
  expression: string,
  options: object,
) => {
  evaluate(input: unknown, bindings?: unknown): unknown
  registerFunction(name: string, implementation: (...args: never[]) => unknown): void
}

export interface Judgement {
  readonly json?: string | undefined
  readonly code?: unknown
  readonly position?: unknown
  readonly token?: unknown
  /** The message of an error that is not one of the language: jsonata itself failed. */
  readonly crash?: string
}

export function referenceJsonata(): Reference {
  const module = { exports: {} }
  compileFunction(synchronousJsonata(), ['module', 'exports'])(module, module.exports)
  return module.exports as Reference
}

/** What a call gave, as far as it can be compared: functions all look the same. */
export function judge(run: () => unknown): Judgement {
  try {
    return { json: JSON.stringify(run(), (_, value: unknown) => (isFunction(value) ? 'a function' : value)) }
  } catch (thrown) {
    const { code, position, token, message } = thrown as { code?: unknown; position?: unknown; token?: unknown; message?: unknown }
    return code === undefined ? { position, token, crash: String(message) } : { code, position, token }
  }
}

function isFunction(value: unknown): boolean {
  if (typeof value === 'function') return true
  const flags = value as { _jsonata_lambda?: unknown; _jsonata_function?: unknown } | null | undefined
  return typeof value === 'object' && (flags?._jsonata_lambda === true || flags?._jsonata_function === true)
}

/** Makes built-in functions forget their last call: jsonata keeps it beyond the evaluation, and shows it in the errors of the next. */
export function forgetful(jsonata: Reference, names: readonly string[]): () => void {
  const functions = jsonata(`[${names.map((name) => `$${name}`).join(', ')}]`, {}).evaluate({}) as { token?: unknown; position?: unknown }[]
  return () => {
    for (const func of functions) {
      delete func.token
      delete func.position
    }
  }
}
