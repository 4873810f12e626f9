// Fields of the target that can take what a balance leaves over: no row fills them, or anything above or below them.
import { isGiven } from '#shared/flow/given-fields.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import type { TargetField } from '../target-fields.ts'

const AMOUNTS: ReadonlySet<string> = new Set(['decimal', 'number', 'text', 'any'])

/** Amounts before texts. */
export function freeFields(fields: readonly TargetField[], rows: readonly MappingRow[]): readonly string[] {
  const leaves = fields.flatMap(leavesOf).filter(({ type, target }) => AMOUNTS.has(type) && !isGiven(rows, target))
  const isAmount = ({ type }: TargetField) => type === 'decimal' || type === 'number'
  return leaves.toSorted((a, b) => Number(isAmount(b)) - Number(isAmount(a))).map(({ target }) => target)
}

const leavesOf = (field: TargetField): readonly TargetField[] => (field.fields ? field.fields.flatMap(leavesOf) : [field])
