// The rule of a suggestion: the field itself, or the field as the target wants it written.
import { writeFirstMatch } from './rule-forms/blank.ts'
import { DATE_PICTURES, writeDate } from './rule-forms/date.ts'
import { writeNumber } from './rule-forms/number.ts'
import { nameText } from './rule-forms/syntax.ts'
import type { SuggestSource, SuggestTarget } from './suggest.ts'

export interface Written {
  readonly expression: string
  /** What was done to the value, as sentences. */
  readonly notes: readonly string[]
}

/** `names`: the field's, from the record or the item. */
export function writeSuggestion(target: SuggestTarget, field: SuggestSource, names: readonly string[]): Written {
  const path = names.map(nameText).join('.')
  if (field.kind === 'list') return { expression: path, notes: [] }
  const { form = {} } = target
  const isDay = (form.isDay === true || target.type === 'date') && field.kind === 'date and time'
  const isText = (target.type === 'text' || target.type === 'decimal') && field.kind === 'number'
  const value = isDay
    ? writeDate({ form: 'date', path, picture: DATE_PICTURES.date })
    : isText
      ? writeNumber({ form: 'number', path, as: 'text' })
      : path
  const mayBeEmpty = field.nullable && form.takesNull !== true
  return {
    expression: mayBeEmpty ? unlessEmpty(path, value, field) : value,
    notes: [
      ...(isDay ? ['Only its day is taken, in UTC.'] : []),
      ...(isText ? ['The number is written as text.'] : []),
      ...(mayBeEmpty ? ['It is left out where it is empty.'] : []),
    ],
  }
}

function unlessEmpty(path: string, value: string, { kind }: SuggestSource): string {
  // Zero and no are values.
  const blank = kind === 'number' || kind === 'yes/no' ? 'empty' : 'falsy'
  if (value === path) return writeFirstMatch({ form: 'first-match', paths: [path], blank })
  return `${blank === 'empty' ? `${path} != null` : `$boolean(${path})`} ? ${value}`
}
