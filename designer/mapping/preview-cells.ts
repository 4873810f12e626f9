// What a row gives on the sample, ready to show: a value, one value for each item, or what is wrong in plain words.
import type { PreviewCell } from '#shared/api/contract.ts'
import { isMissing } from '#shared/mapping/required.ts'

export interface CellLook {
  readonly tone: 'value' | 'nothing' | 'missing' | 'error'
  readonly value?: unknown
  readonly message?: string
  /** Inside an `each` row: which item is shown, of how many. */
  readonly item?: number
  readonly items?: number
  /** Items with an error or a missing required value. */
  readonly bad?: number
}

/** `item`: which item of the surrounding list is looked at, from 0. */
export function cellLook(cell: PreviewCell | undefined, required: boolean, item: number): CellLook | undefined {
  if (!cell) return undefined
  if (cell.error) return { tone: 'error', message: cell.error.message }
  if (cell.values) {
    const { values } = cell
    const isBad = (one: (typeof values)[number]) => one.error !== undefined || (required && isMissing(one.value))
    const index = Math.min(item, values.length - 1)
    const one = values[index]
    const rest = { item: index, items: values.length, bad: values.filter(isBad).length }
    if (!one) return { tone: 'nothing', items: 0 }
    if (one.error) return { tone: 'error', message: one.error.message, ...rest }
    return { ...plain(one.value, required), ...rest }
  }
  return plain(cell.value, required || cell.missing === true)
}

function plain(value: unknown, required: boolean): CellLook {
  if (isMissing(value)) return required ? { tone: 'missing' } : { tone: 'nothing', value }
  return { tone: 'value', value }
}
