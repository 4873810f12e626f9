// Whether a value fits the field it is meant for, as far as the field's type in plain words says.

const DECIMAL = /^[+-]?\d+(?:\.\d+)?$/
const DATE = /^\d{4}-\d{2}-\d{2}$/
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/
const EMAIL = /^[^\s@]+@[^\s@]+$/

/** What the value is instead, as the end of "This is …"; undefined when it fits, is missing, or nothing is known about the type. */
export function typeMismatch(type: string, value: unknown, choices?: readonly string[]): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (type === 'choice')
    return choices?.includes(typeof value === 'string' ? value : JSON.stringify(value)) === false ? 'none of the choices' : undefined
  return FITS[type]?.(value) === false ? valueWord(value) : listMismatch(type, value)
}

const isText = (value: unknown): value is string => typeof value === 'string'
const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: isText,
  number: (value) => typeof value === 'number',
  'whole number': Number.isInteger,
  decimal: (value) => isText(value) && DECIMAL.test(value),
  'yes/no': (value) => typeof value === 'boolean',
  date: (value) => isText(value) && DATE.test(value),
  'date and time': (value) => isText(value) && DATE_TIME.test(value),
  'e-mail': (value) => isText(value) && EMAIL.test(value),
  object: (value) => typeof value === 'object' && !Array.isArray(value),
  list: Array.isArray,
}

function listMismatch(type: string, value: unknown): string | undefined {
  if (!type.startsWith('list of ')) return undefined
  if (!Array.isArray(value)) return valueWord(value)
  const wrong = value.map((item) => typeMismatch(type.slice('list of '.length), item)).find((word) => word !== undefined)
  return wrong && `a list with ${wrong}`
}

function valueWord(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'number') return Number.isInteger(value) ? 'a whole number' : 'a number'
  if (typeof value === 'boolean') return 'yes or no'
  if (typeof value === 'object') return 'an object'
  return 'a text'
}
