// What a row gives on a sample, ready to show: a value, one value for each item, or what is wrong in plain words.
import { sayError } from '#designer/i18n/problems.ts'
import type { PreviewCell } from '#shared/api/contract.ts'
import { typeMismatch } from '#shared/mapping/field-type.ts'
import { isMissing } from '#shared/mapping/required.ts'

export interface CellLook {
  readonly tone: 'value' | 'nothing' | 'missing' | 'error' | 'different'
  readonly value?: unknown
  readonly message?: string
  /** Of a cell that is different: what the sample expects. */
  readonly expected?: unknown
  /** What the value is instead of what the field wants: `a text`. */
  readonly mismatch?: string
  /** Inside an `each` row: which item is shown, of how many. */
  readonly item?: number
  readonly items?: number
  /** Items with an error, a missing required value, or another value than expected. */
  readonly bad?: number
}

export interface CellWanted {
  readonly required: boolean
  readonly type?: string
  readonly choices?: readonly string[]
  /** What the sample expects of this field, as cells of its expected record; absent when nobody has said. */
  readonly expected?: PreviewCell
}

export const isBadLook = (look: CellLook | undefined) =>
  look !== undefined && (look.tone === 'missing' || look.tone === 'error' || look.tone === 'different')

/** `item`: which item of the surrounding list is looked at, from 0. */
export function cellLook(cell: PreviewCell | undefined, wanted: CellWanted, item: number): CellLook | undefined {
  if (!cell) return undefined
  if (cell.error) return { tone: 'error', message: sayError(cell.error).message }
  if (!cell.values)
    return plain(cell.value, { ...wanted, required: wanted.required || cell.missing === true }, wanted.expected && [wanted.expected.value])
  const { values } = cell
  const expected = wanted.expected?.values
  const looks = values.map((one, index) =>
    one.error
      ? ({ tone: 'error', message: sayError(one.error).message } satisfies CellLook)
      : plain(one.value, wanted, expected && [expected[index]?.value]),
  )
  const index = Math.min(item, values.length - 1)
  const look = looks[index]
  if (!look) return { tone: 'nothing', items: 0 }
  return { ...look, item: index, items: values.length, bad: looks.filter(isBadLook).length }
}

/** `expected` is a list of one, so that an expected nothing is not the same as no expectation. */
function plain(value: unknown, { required, type, choices }: CellWanted, expected: readonly unknown[] | undefined): CellLook {
  const mismatch = type === undefined ? undefined : typeMismatch(type, value, choices)
  const rest = { value, ...(mismatch !== undefined && { mismatch }) }
  // That something required is empty is the plainer word for the same.
  if (required && isMissing(value)) return { tone: 'missing', ...(expected && { expected: expected[0] }) }
  if (expected && !isSame(value, expected[0])) return { tone: 'different', expected: expected[0], ...rest }
  if (isMissing(value)) return { tone: 'nothing', value }
  return { tone: 'value', ...rest }
}

/** As JSON, but for the order of members. Nothing and null are not the same: the one is left out, the other sent. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [Object.entries(a), Object.entries(b)]
  return (
    left.length === right.length &&
    left.every(([key, value]) => Object.hasOwn(b, key) && isSame(value, (b as Record<string, unknown>)[key]))
  )
}
