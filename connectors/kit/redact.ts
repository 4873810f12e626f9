// Keeps secrets out of texts: a redactor knows a connection's secret values in the forms in which they travel.
// Errors are redacted when they are made, not when they are logged.
import { AppError, hasErrorCode, toErrorData } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'

export interface Redactor {
  text(value: string): string
  /** Every string of a value, keys included, at any depth. */
  deep(value: unknown): unknown
  /** A redactor that knows these values too. */
  and(values: Iterable<string>): Redactor
}

const MASK = '•••'
/** Shorter values would mask ordinary words, and protect nothing. */
const SHORTEST = 4

export function createRedactor(secrets: Iterable<string>): Redactor {
  const values = [...secrets]
  // Made when first needed: most calls end without an error.
  let forms: readonly string[] | undefined
  const text = (value: string): string => {
    forms ??= [...new Set(values.filter(({ length }) => length >= SHORTEST).flatMap(formsOf))].toSorted((a, b) => b.length - a.length)
    return forms.reduce((masked, form) => masked.replaceAll(form, MASK), value)
  }
  const deep = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map(deep)
    if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [text(key), deep(member)]))
    return value
  }
  const redactor: Redactor = {
    text,
    deep,
    and(more) {
      const added = [...more].filter((value) => !values.includes(value))
      // Its forms are known already: most requests bring no secret of their own.
      return added.length === 0 ? redactor : createRedactor([...values, ...added])
    },
  }
  return redactor
}

function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8')
  return [
    value,
    encodeURIComponent(value),
    new URLSearchParams({ v: value }).toString().slice(2),
    JSON.stringify(value).slice(1, -1),
    // Padding is cut off: it changes with what follows the secret.
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ].filter((form) => form.length >= SHORTEST)
}

/** The same error without secrets and without its cause; what is none of our errors becomes `internal`. */
export function redactError(error: unknown, redactor: Redactor): AppError {
  if (!hasErrorCode(error)) return new AppError('internal')
  const data = toErrorData(error)
  return new AppError(data.code, redactor.deep(data) as typeof data)
}
